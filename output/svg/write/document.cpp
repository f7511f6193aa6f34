#include "output/svg/write/document.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/hash.h"
#include "output/svg/write/symbol_look.h"
#include "renderer/paths/decimal.h"
#include "renderer/text/shaped_text.h"

namespace lantern::svg {
namespace {

/// A letter of the title and a number for all that is in the document: short, since it stands
/// before every id, and hardly the same for two pictures.
std::string prefix_of(const std::string& title, std::string_view document) {
  char first = 'l';
  for (const char c : title) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (lower < 'a' || lower > 'z') continue;
    first = lower;
    break;
  }
  Hasher hasher;
  hasher.add(document);
  return fmt::format("{}{:05x}", first, hasher.finish().lo & 0xFFFFF);
}

std::string with_prefix(std::string_view text, const std::string& prefix) {
  std::string out;
  out.reserve(text.size() * 5 / 4);
  for (size_t from = 0; from < text.size();) {
    const size_t at = std::min(text.find(Document::kPrefix, from), text.size());
    out += text.substr(from, at - from);
    if (at < text.size()) out += prefix;
    from = at + Document::kPrefix.size();
  }
  return out;
}

/// Readers of SVG make one space of several, unless they do not break.
std::string spaced_text(const std::string& text) {
  std::string out = escaped(text);
  for (size_t at = out.find("  "); at != std::string::npos; at = out.find("  ", at + 1)) {
    out.replace(at + 1, 1, "\u00a0");
  }
  return out;
}

/// What stands in a <text> and the end of its tag: its lines, then `children`.
std::string content(const TextShape& shape, std::string_view children) {
  const std::vector<Line> lines = lines_of(*shape.text);
  // Lines are placed by their left ends, which is where those from right to left end.
  std::string out = shape.text->right_to_left ? " direction=\"rtl\" text-anchor=\"end\"" : "";
  if (lines.size() == 1) {
    out += place(shape.origin + lines[0].at) + ">" + spaced_text(lines[0].text);
  } else {
    out += ">";
    for (const Line& line : lines) {
      out += "<tspan" + place(shape.origin + line.at) + ">" + spaced_text(line.text) + "</tspan>";
    }
  }
  return out + std::string(children);
}

std::string rotation(const TextShape& shape) {
  if (shape.angle == 0) return "";
  return fmt::format(" transform=\"rotate({} {} {})\"", number(shape.angle * kDegrees, 3),
                     number(shape.origin.x), number(shape.origin.y));
}

}  // namespace

std::string number(double value, int decimals) {
  return to_decimal(value, decimals);
}

std::string paint(std::string_view name, const Color& color) {
  Color opaque = color;
  opaque.a = 1;
  std::string out = fmt::format(" {}=\"{}\"", name, to_hex(opaque));
  if (color.a < 1) out += fmt::format(" {}-opacity=\"{}\"", name, number(color.a, 3));
  return out;
}

std::string opacity(double value) {
  return value < 1 ? fmt::format(" opacity=\"{}\"", number(value, 3)) : "";
}

std::string stroke(const Stroke& stroke) {
  std::string out = paint("stroke", stroke.color);
  out += fmt::format(" stroke-width=\"{}\"", number(stroke.width, 3)) + pen_style(stroke);
  if (!stroke.dash.empty() && stroke.dash_offset != 0) {
    out += fmt::format(" stroke-dashoffset=\"{}\"", number(stroke.dash_offset));
  }
  return out;
}

std::string pen_style(const Stroke& stroke) {
  std::string out;
  if (stroke.cap != Cap::butt) {
    out += fmt::format(" stroke-linecap=\"{}\"", stroke.cap == Cap::round ? "round" : "square");
  }
  if (stroke.join == Join::round) out += " stroke-linejoin=\"round\"";
  if (!stroke.dash.empty()) {
    out += " stroke-dasharray=\"";
    for (size_t i = 0; i < stroke.dash.size(); ++i) {
      out += (i ? " " : "") + number(stroke.dash[i]);
    }
    out += "\"";
  }
  return out;
}

std::string halo(const TextShape& shape) {
  if (!shape.halo || shape.halo->width <= 0) return "";
  return paint("stroke", shape.halo->color) +
         fmt::format(" stroke-width=\"{}\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
                     number(shape.halo->width));
}

std::string font(const Font& font, std::string_view family_prefix) {
  std::string out = fmt::format(
      " font-family=\"{}{}, 'DejaVu Sans', sans-serif\" font-size=\"{}\" font-weight=\"{}\"",
      family_prefix, font.family, number(font.size), font.weight);
  if (font.italic) out += " font-style=\"italic\"";
  return out;
}

std::string place(Point at) {
  return fmt::format(" x=\"{}\" y=\"{}\"", number(at.x), number(at.y));
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
    out.push_back({std::move(part), {line->second.second, line->first}});
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

// ---- the document

Document::Document(const SvgOptions& options, double width, double height)
    : options_(options), width_(width), height_(height) {
  title_id_ = unique("title");
  if (!options.description.empty()) description_id_ = unique("desc");
}

std::string Document::unique(std::string_view id) {
  std::string out = std::string(kPrefix) + "-";
  for (const char c : id) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '.' || c == '-' || c == '_';
    if (c == '@') out += "--";
    else out += plain ? c : '_';
  }
  if (ids_.insert(out).second) return out;
  for (int n = 2;; ++n) {
    const std::string other = out + "_" + std::to_string(n);
    if (ids_.insert(other).second) return other;
  }
}

std::string Document::clip(const Box& box) {
  const std::string id = unique("clip");
  define(fmt::format(
      "<clipPath id=\"{}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></clipPath>\n", id,
      number(box.x0), number(box.y0), number(box.width()), number(box.height())));
  return id;
}

std::string Document::text(std::string_view id, const TextShape& shape, std::string_view more,
                           std::string_view children) {
  if (!shape.text || shape.text->glyphs.empty()) return "";
  const std::string look = paint("fill", shape.color) + halo(shape) + rotation(shape);
  if (options_.outlines) {
    const Path path = outlines_of(shape);
    if (path.empty()) return "";
    const std::string start = fmt::format("<path id=\"{}\" d=\"{}\"{}{}", unique(id),
                                          to_svg_path(path, kDecimals), look, more);
    return children.empty() ? start + "/>\n" : start + ">" + std::string(children) + "</path>\n";
  }
  fonts_.add(*shape.text);
  return fmt::format("<text id=\"{}\"{}{}{}{}</text>\n", unique(id),
                     svg::font(shape.text->font, family_prefix()), look, more,
                     content(shape, children));
}

std::string Document::bare_text(const TextShape& shape, std::string_view more,
                                std::string_view children) {
  if (options_.outlines) return outlined(shape, more, children);
  fonts_.add(*shape.text);
  return fmt::format("<text{}{}{}</text>", rotation(shape), more, content(shape, children));
}

std::string Document::outlined(const TextShape& shape, std::string_view more,
                               std::string_view children) {
  const Path path = outlines_of(shape);
  if (path.empty()) return "";
  return fmt::format("<path d=\"{}\"{}{}>{}</path>", to_svg_path(path, kDecimals), rotation(shape),
                     more, children);
}

std::string Document::symbol(const Instances& dots, size_t i, double size) {
  const Symbol& drawn = *dots.symbols[dots.symbol[i]];
  std::string drawing;
  for (size_t l = 0; l < drawn.layers.size(); ++l) {
    const Path& path = drawn.layers[l].path;
    drawing += fmt::format("<path d=\"{}\"{}/>",
                           size == 1 ? to_svg_path(path, 4)
                                     : to_svg_path(transformed(path, size, size, {}), kDecimals),
                           layer_look(dots, i, l, size));
  }
  const auto known = symbols_.find(drawing);
  if (known != symbols_.end()) return known->second;
  const std::string id = unique("s");  // short: every use of it says it
  if (drawn.layers.size() == 1) {
    defs_ +=
        fmt::format("<path id=\"{}\"{}\n", id, drawing.substr(std::string_view("<path").size()));
  } else {
    defs_ += fmt::format("<g id=\"{}\">{}</g>\n", id, drawing);
  }
  symbols_.emplace(std::move(drawing), id);
  return id;
}

std::string Document::image(const ImageShape& shape) {
  std::string& id = images_[shape.file.get()];
  if (!id.empty()) return id;
  id = unique("image");
  defs_ += fmt::format(
      "<image id=\"{}\" width=\"1\" height=\"{}\" preserveAspectRatio=\"none\" "
      "href=\"data:image/png;base64,{}\"/>\n",
      id, number(shape.height / shape.width, 5), base64(shape.file->png));
  return id;
}

std::string Document::opacity_class(double value) {
  const int percent = int(std::lround(100 * value));
  opacities_.insert(percent);
  return fmt::format("{}-o{}", kPrefix, percent);
}

std::string Document::family_prefix() const {
  return std::string(kPrefix) + "-";
}

std::string Document::style_sheet(std::string_view more) const {
  std::string out;
  for (const UsedFonts::Face& face : fonts_.subsets()) {
    out += fmt::format(
        "@font-face{{font-family:\"{}{}\";font-weight:{};font-style:{};"
        "src:url(data:font/otf;base64,{}){}{}}}\n",
        family_prefix(), face.family, face.weight, face.italic ? "italic" : "normal",
        base64(face.file), face.range.empty() ? "" : ";unicode-range:", face.range);
  }
  if (!out.empty()) {
    out += fmt::format(
        ".{} text{{white-space:pre;text-rendering:geometricPrecision;"
        "font-feature-settings:\"tnum\";font-kerning:normal}}\n",
        kPrefix);
  }
  for (const int percent : opacities_) {
    out += fmt::format(".{}-o{}{{opacity:{}}}\n", kPrefix, percent, number(percent / 100.0));
  }
  return out + std::string(more);
}

std::string Document::assemble(const Color& ground, std::string_view style,
                               std::string_view body) const {
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{}\" width=\"{}\" height=\"{}\" "
      "viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{}{}{}\">\n",
      kPrefix, options_.width, options_.height, number(width_), number(height_), title_id_,
      description_id_.empty() ? "" : " ", description_id_);
  out += fmt::format("<title id=\"{}\">{}</title>\n", title_id_, escaped(options_.title));
  if (!description_id_.empty()) {
    out +=
        fmt::format("<desc id=\"{}\">{}</desc>\n", description_id_, escaped(options_.description));
  }
  const std::string sheet = style_sheet(style);
  if (!sheet.empty()) out += "<style>\n" + sheet + "</style>\n";
  if (!defs_.empty()) out += "<defs>\n" + defs_ + "</defs>\n";
  if (ground.a > 0) {
    out += fmt::format("<rect width=\"{}\" height=\"{}\"{}/>\n", number(width_), number(height_),
                       paint("fill", ground));
  }
  out += std::string(body) + "</svg>\n";
  return with_prefix(out, prefix_of(options_.title, out));
}

}  // namespace lantern::svg
