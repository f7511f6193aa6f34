#include "output/svg/write/document.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/hash.h"
#include "output/markup/element.h"
#include "output/png/png.h"
#include "output/svg/write/letter_places.h"
#include "output/svg/write/symbol_look.h"
#include "renderer/text/shaped_text.h"

namespace lantern::svg {
namespace {

// Bytes of symbols with outlines instead of thin lines: after so many, lines stay lines.
constexpr size_t kMostOutlined = 100'000;

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

/// Lines are placed by their left ends, which is where those from right to left end.
Tag of_direction(Tag tag, const ShapedText& text) {
  if (text.right_to_left) tag.attribute("direction", "rtl").attribute("text-anchor", "end");
  return tag;
}

/// Where the letters of a piece stand: the first exactly, those behind it as near as one sees.
std::string places(const Piece& piece, const TextShape& shape) {
  std::string xs;
  for (const double x : piece.starts) {
    xs += xs.empty() ? number(shape.origin.x + x) : " " + number(shape.origin.x + x, 1);
  }
  return attribute("x", xs);
}

/// An element of a text: its lines, then `children`. A line alone starts in the element itself.
std::string with_lines(Tag tag, const TextShape& shape, bool apart, std::string_view children) {
  const std::vector<Line> lines = lines_of(*shape.text);
  tag = of_direction(std::move(tag), *shape.text);
  std::string inside;
  for (const Line& line : lines) {
    std::string start = attribute("y", shape.origin.y + line.at.y, kDecimals);
    for (const Piece& piece : pieces_of(line, *shape.text, apart)) {
      const std::string at = places(piece, shape) + start, text = spaced_text(piece.text);
      const bool alone = lines.size() == 1 && !start.empty();
      if (alone) tag.attributes(at);
      inside += alone ? text : Tag("tspan").attributes(at).around(text);
      start.clear();
    }
  }
  return tag.around(inside + std::string(children));
}

std::string rotation(const TextShape& shape) {
  if (shape.angle == 0) return "";
  return attribute("transform", fmt::format("rotate({} {} {})", number(shape.angle * kDegrees, 3),
                                            number(shape.origin.x), number(shape.origin.y)));
}

// WebKit has the fonts of an image only after it has painted it. Without font-display: swap there
// are no texts in that picture, and nothing makes it paint another one: an opacity that is as good
// as full does, for as long as fonts may take.
constexpr std::string_view kPaintAgain =
    "<animate attributeName=\"opacity\" values=\".999;1\" dur=\"1s\"/>\n";

std::vector<std::uint8_t> png_of(const ImageFile& image) {
  if (!image.png.empty()) return image.png;
  Pixmap pixels(image.width, image.height, false);
  for (int y = 0; y < image.height; ++y) {
    const auto row = image.pixels.begin() + std::ptrdiff_t(y) * image.width;
    std::copy(row, row + image.width, pixels.row(y));
  }
  return encode_png(pixels, Quality::final, {});
}

}  // namespace

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
  Tag rect("rect");
  rect.attributes(place({box.x0, box.y0}))
      .attribute("width", box.width(), kDecimals)
      .attribute("height", box.height(), kDecimals);
  define(Tag("clipPath").attribute("id", id).around(rect.alone()) + "\n");
  return id;
}

std::string Document::text(std::string_view id, const TextShape& shape, std::string_view more) {
  if (!shape.text || shape.text->glyphs.empty()) return "";
  const std::string name = unique(id);
  const std::string fill = paint("fill", shape.color), rim = halo(shape);
  if (options_.outlines) {
    const Path path = outlines_of(shape);
    if (path.empty()) return "";
    Tag tag("path");
    tag.attribute("id", name).attribute("d", to_svg_path(path, kDecimals)).attributes(fill);
    if (!rim.empty()) tag.attributes(rim).attribute("paint-order", "stroke");
    return tag.attributes(rotation(shape)).attributes(more).alone() + "\n";
  }
  fonts_.add(*shape.text);
  Tag tag("text");
  tag.attribute("id", name).attributes(svg::font(shape.text->font, family_prefix()));
  if (rim.empty()) {
    tag.attributes(fill).attributes(rotation(shape)).attributes(more);
    return with_lines(std::move(tag), shape, true, "") + "\n";
  }
  const std::string letters =
      with_lines(std::move(tag.attributes(rotation(shape))), shape, true, "");
  return Tag("g").attributes(fill).attributes(more).around(below(name, rim) + letters) + "\n";
}

std::string Document::below(std::string_view letters, std::string_view rim) {
  return Tag("use")
      .attribute("href", "#" + std::string(letters))
      .attribute("fill", "none")
      .attributes(rim)
      .alone();
}

std::string Document::bare_text(const TextShape& shape, std::string_view more,
                                std::string_view children) {
  if (options_.outlines) return outlined(shape, more, children);
  fonts_.add(*shape.text);
  Tag tag("text");
  tag.attributes(rotation(shape)).attributes(more);
  // What always stands there may be a part of the poster.
  return with_lines(std::move(tag), shape, children.empty(), children);
}

std::string Document::outlined(const TextShape& shape, std::string_view more,
                               std::string_view children) {
  const Path path = outlines_of(shape);
  if (path.empty()) return "";
  return Tag("path")
      .attribute("d", to_svg_path(path, kDecimals))
      .attributes(rotation(shape))
      .attributes(more)
      .around(children);
}

std::string Document::symbol(const Instances& dots, size_t i) {
  const double size = double(dots.size[i]);
  return define_symbol(dots, i, size, size);
}

std::string Document::resized_symbol(const Instances& dots, size_t i, double smallest) {
  return define_symbol(dots, i, 1, smallest);
}

std::string Document::define_symbol(const Instances& dots, size_t i, double size, double smallest) {
  std::vector<std::string> paths;
  std::string drawing;
  for (const bool outlines : {true, false}) {
    paths = symbol_paths_.of(dots, i, size, smallest, outlines);
    drawing.clear();
    for (const std::string& path : paths) drawing += Tag("path").attributes(path).alone();
    const auto known = symbols_.find(drawing);
    if (known != symbols_.end()) return known->second;
    if (outlined_bytes_ + drawing.size() > kMostOutlined) continue;
    outlined_bytes_ += drawing.size();
    break;
  }
  const std::string id = unique("s");  // short: every use of it says it
  const bool single = paths.size() == 1;
  Tag tag(single ? "path" : "g");
  tag.attribute("id", id);
  define((single ? tag.attributes(paths[0]).alone() : tag.around(drawing)) + "\n");
  symbols_.emplace(std::move(drawing), id);
  return id;
}

std::string Document::image(const ImageShape& shape) {
  std::string& id = images_[shape.file.get()];
  if (!id.empty()) return id;
  id = unique("image");
  Tag tag("image");
  tag.attribute("id", id).attribute("width", "1").attribute("height", "1");
  tag.attribute("preserveAspectRatio", "none");
  if (shape.file->sharp) tag.attribute("style", "image-rendering:pixelated");
  tag.attribute("href", "data:image/png;base64," + base64(png_of(*shape.file)));
  define(tag.alone() + "\n");
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
  for (const UsedFonts::Face& face : fonts_.subsets(options_.fonts)) {
    out += fmt::format(
        "@font-face{{font-family:\"{}{}\";font-weight:{};font-style:{};font-display:swap;"
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

Tag Document::root() const {
  const std::string labels =
      description_id_.empty() ? title_id_ : title_id_ + " " + description_id_;
  Tag out("svg");
  out.attribute("xmlns", "http://www.w3.org/2000/svg").attribute("class", kPrefix);
  out.attribute("width", std::to_string(options_.width));
  out.attribute("height", std::to_string(options_.height));
  out.attribute("viewBox", fmt::format("0 0 {} {}", number(width_), number(height_)));
  if (!options_.language.empty())
    out.attribute("lang", options_.language).attribute("xml:lang", options_.language);
  return out.attribute("role", "img").attribute("aria-labelledby", labels);
}

std::string Document::head(const Color& ground, std::string_view style) const {
  std::string out = Tag("title").attribute("id", title_id_).around_text(options_.title) + "\n";
  if (!description_id_.empty()) {
    out += Tag("desc").attribute("id", description_id_).around_text(options_.description) + "\n";
  }
  const std::string sheet = style_sheet(style);
  if (!sheet.empty()) out += Tag("style").around("\n" + sheet) + "\n";
  if (!fonts_.empty()) out += kPaintAgain;
  if (!defs_.empty()) out += Tag("defs").around("\n" + defs_) + "\n";
  if (ground.a > 0) {
    Tag rect("rect");
    rect.attribute("width", width_, kDecimals).attribute("height", height_, kDecimals);
    out += rect.attributes(paint("fill", ground)).alone() + "\n";
  }
  return out;
}

std::string Document::assemble(const Color& ground, std::string_view style,
                               std::string_view body) const {
  const std::string out = root().around("\n" + head(ground, style) + std::string(body)) + "\n";
  return with_prefix(out, prefix_of(options_.title, out));
}

}  // namespace lantern::svg
