#pragma once

#include <memory>
#include <vector>

#include "renderer/frame/frame.h"
#include "renderer/text/set_lines.h"

namespace lantern {

/// A text as it is set, with what is drawn in its boxes, each about the left end of its baseline.
struct Paragraph : SetLines {
  std::vector<std::vector<ItemPtr>> contents;  ///< of the boxes, in the order of `boxes`
};
using ParagraphPtr = std::shared_ptr<const Paragraph>;

}  // namespace lantern
