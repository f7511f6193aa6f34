#pragma once

#include <string>

#include "output/svg/write/document.h"
#include "output/svg/write/svg_options.h"
#include "renderer/frame/frame.h"

namespace lantern {

/// A frame as a document of SVG 1.1 (with `paint-order` of SVG 2): real texts with the fonts that
/// they need embedded, ids from those of the items, numbers as short as they may be. The same frame
/// gives the same bytes.
std::string write_svg(const Frame& frame, const SvgOptions& options);

}  // namespace lantern

namespace lantern::svg {

/// A crisp outline on whole pixels of the size asked for, as in the pictures.
void snap(Path& path, std::optional<Stroke>& pen, double scale_x, double scale_y);

/// All items of a frame.
std::string still_body(const Frame& frame, Document& document, const SvgOptions& options);

}  // namespace lantern::svg
