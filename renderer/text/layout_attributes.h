#pragma once

#include <string>
#include <vector>

#include "renderer/text/byte_range.h"
#include "renderer/text/pango_handles.h"

namespace lantern {

/// A part of a text with a face of its own, or a box in its place.
struct StyledRange {
  ByteRange range;
  int weight = 400;
  bool italic = false;
  double box_ems = -1;  ///< the width of the box; negative: letters
};

/// What Pango is told about a text beside the text: tabular figures, the language of each script
/// (so that the environment is not asked for it), where no line ends, and the parts that no font
/// can draw.
AttrListPtr layout_attributes(const std::string& text, const std::vector<ByteRange>& missing,
                              const std::vector<StyledRange>& styles = {});

}  // namespace lantern
