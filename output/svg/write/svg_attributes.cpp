#include "output/svg/write/svg_attributes.h"

#include <algorithm>
#include <map>

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
         attribute("stroke-linejoin", "round") + attribute("paint-order", "stroke");
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

namespace {

/// Whether the blank at this byte moves a line that is placed by its left end, where it ends.
bool takes_room(const ShapedText& text, unsigned byte) {
  return text.right_to_left &&
         std::any_of(text.glyphs.begin(), text.glyphs.end(), [&](const Glyph& glyph) {
           return glyph.cluster == byte && glyph.advance > 0;
         });
}

}  // namespace

/// The lines of a text where they start: glyphs of one baseline, and the characters from the first
/// of them to the first of the next line.
std::vector<Line> lines_of(const ShapedText& text) {
  std::map<double, std::pair<unsigned, double>> lines;  // baseline: first character, left end
  for (const Glyph& glyph : text.glyphs) {
    const auto [line, fresh] = lines.try_emplace(glyph.at.y, glyph.cluster, glyph.at.x);
    if (fresh) continue;
    line->second.first = std::min(line->second.first, glyph.cluster);
    line->second.second = std::min(line->second.second, glyph.at.x);
  }
  std::vector<Line> out;
  for (auto line = lines.begin(); line != lines.end(); ++line) {
    const auto next = std::next(line);
    const size_t end = next == lines.end() ? text.text.size() : next->second.first;
    std::string part = text.text.substr(line->second.first, end - line->second.first);
    while (!part.empty() && (part.back() == '\n' || part.back() == ' ')) {
      if (takes_room(text, line->second.first + unsigned(part.size()) - 1)) break;
      part.pop_back();
    }
    out.push_back({std::move(part), {line->second.second, line->first}, line->second.first});
  }
  return out;
}

std::vector<Line> words_of(const Line& line, const ShapedText& text) {
  std::vector<Line> out{{"", line.at, line.first}};
  for (size_t i = 0; i < line.text.size(); ++i) {
    const bool starts = i > 0 && line.text[i - 1] == ' ' && line.text[i] != ' ';
    if (starts) {
      const auto glyph = std::find_if(text.glyphs.begin(), text.glyphs.end(),
                                      [&](const Glyph& g) { return g.cluster == line.first + i; });
      if (glyph == text.glyphs.end() || glyph->at.x <= out.back().at.x) return {line};
      out.push_back({"", {glyph->at.x, line.at.y}, line.first + i});
    }
    out.back().text += line.text[i];
  }
  return out;
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
