#include "output/svg/write/svg_attributes.h"

#include <fmt/format.h>

#include "output/markup/element.h"
#include "renderer/paths/decimal.h"

namespace lantern::svg {

std::string number(double value, int decimals) {
  return to_decimal(value, decimals);
}

std::string paint(std::string_view name, const Color& color) {
  Color opaque = color;
  opaque.a = 1;
  std::string out = attribute(name, to_hex(opaque));
  if (color.a < 1) out += attribute(std::string(name) + "-opacity", color.a, 3);
  return out;
}

std::string opacity(double value) {
  return value < 1 ? attribute("opacity", value, 3) : "";
}

std::string stroke(const Stroke& stroke) {
  std::string out = paint("stroke", stroke.color);
  out += attribute("stroke-width", stroke.width, 3) + pen_style(stroke);
  if (!stroke.dash.empty() && stroke.dash_offset != 0) {
    out += attribute("stroke-dashoffset", stroke.dash_offset, kDecimals);
  }
  return out;
}

std::string pen_style(const Stroke& stroke) {
  std::string out;
  if (stroke.cap != Cap::butt) {
    out += attribute("stroke-linecap", stroke.cap == Cap::round ? "round" : "square");
  }
  if (stroke.join == Join::round) out += attribute("stroke-linejoin", "round");
  std::string dashes;
  for (const double dash : stroke.dash) dashes += (dashes.empty() ? "" : " ") + number(dash);
  return dashes.empty() ? out : out + attribute("stroke-dasharray", dashes);
}

std::string halo(const TextShape& shape) {
  if (!shape.halo || shape.halo->width <= 0) return "";
  return paint("stroke", shape.halo->color) +
         attribute("stroke-width", shape.halo->width, kDecimals) +
         attribute("stroke-linejoin", "round");
}

std::string font(const Font& font, std::string_view family_prefix) {
  // Its own name is for readers that take no embedded fonts.
  const std::string families =
      fmt::format("{0}{1}, '{1}', 'DejaVu Sans', sans-serif", family_prefix, font.family);
  std::string out = attribute("font-family", families);
  out += attribute("font-size", font.size, kDecimals);
  out += attribute("font-weight", std::to_string(font.weight));
  if (font.italic) out += attribute("font-style", "italic");
  return out;
}

std::string place(Point at) {
  return attribute("x", at.x, kDecimals) + attribute("y", at.y, kDecimals);
}

Path outlines_of(const TextShape& shape) {
  const double size = shape.text->font.size;
  Path path;
  for (const Glyph& glyph : shape.text->glyphs) {
    if (!glyph.outline) continue;
    path.append(transformed(*glyph.outline, size, size, shape.origin + glyph.at));
  }
  return path;
}

}  // namespace lantern::svg
