#pragma once

#include <string>
#include <vector>

#include "renderer/text/pango_handles.h"

namespace lantern {

/// A part of a text, in bytes.
struct ByteRange {
  unsigned begin = 0;
  unsigned end = 0;
};

/// What Pango is told about a text beside the text: tabular figures, the language of each script
/// (so that the environment is not asked for it), and the parts that no font can draw.
AttrListPtr layout_attributes(const std::string& text, const std::vector<ByteRange>& missing);

}  // namespace lantern
