#include "config/resources/svg_glyph.h"

#include <cmath>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "core/base/text.h"

namespace lantern {
namespace {

/// What elements have from those around them.
struct Style {
  std::string fill = "color", stroke = "none";
  double stroke_width = 1, opacity = 1;
  std::vector<std::string> moods;
};

std::optional<std::string> slot_of(std::string_view color) {
  static const std::map<std::string_view, std::string_view> kSlots{
      {"none", "none"},          {"transparent", "none"},
      {"currentColor", "color"}, {"var(--color)", "color"},
      {"var(--shade)", "shade"}, {"var(--light)", "light"},
      {"var(--ink)", "ink"},     {"var(--ground)", "ground"},
      {"var(--dark)", "dark"},   {"var(--pale)", "pale"},
      {"black", "ink"},          {"#000", "ink"},
      {"#000000", "ink"},        {"white", "ground"},
      {"#fff", "ground"},        {"#ffffff", "ground"}};
  const auto found = kSlots.find(color);
  if (found == kSlots.end()) return std::nullopt;
  return std::string(found->second);
}

/// A circle is an ellipse, drawn by two arcs.
std::string ellipse(double x, double y, double rx, double ry) {
  return fmt::format("M{} {}A{} {} 0 1 0 {} {}A{} {} 0 1 0 {} {}Z", x - rx, y, rx, ry, x + rx, y,
                     rx, ry, x - rx, y);
}

std::string rectangle(double x, double y, double w, double h, double r) {
  r = std::min({r, w / 2, h / 2});
  if (r <= 0) return fmt::format("M{} {}h{}v{}h{}Z", x, y, w, h, -w);
  return fmt::format(
      "M{} {}h{}a{} {} 0 0 1 {} {}v{}a{} {} 0 0 1 {} {}h{}a{} {} 0 0 1 {} {}v{}"
      "a{} {} 0 0 1 {} {}Z",
      x + r, y, w - 2 * r, r, r, r, r, h - 2 * r, r, r, -r, r, -(w - 2 * r), r, r, -r, -r,
      -(h - 2 * r), r, r, r, -r);
}

class SvgReader {
 public:
  SvgReader(GlyphArt& out, std::int32_t file, const Sources& sources, Diagnostics& diagnostics)
      : out_(out), file_(file), sources_(sources), diagnostics_(diagnostics) {}

  void read(const pugi::xml_node& svg) {
    read_box(svg);
    read_children(svg, styled(svg, {}), 0);
    if (out_.layers.empty()) error(svg, "there is nothing drawn in it", "");
  }

 private:
  void error(const pugi::xml_node& node, std::string message, std::string hint) {
    right_ = false;
    diagnostics_.error(
        "wrong-type",
        sources_.locate(file_, size_t(std::max<std::ptrdiff_t>(0, node.offset_debug()))),
        std::move(message), std::move(hint));
  }

  void read_box(const pugi::xml_node& svg) {
    std::istringstream box(svg.attribute("viewBox").value());
    box.imbue(std::locale::classic());
    double w = 0, h = 0;
    if (!(box >> out_.x >> out_.y >> w >> h) || !(w > 0) || !(h > 0)) {
      return error(svg, "an SVG glyph has a viewBox", "write viewBox=\"0 0 24 24\"");
    }
    out_.size = std::max(w, h);  // in the middle of a square
    out_.x -= (out_.size - w) / 2;
    out_.y -= (out_.size - h) / 2;
  }

  std::string value(const pugi::xml_node& node, const char* name) const {
    std::istringstream style(node.attribute("style").value());
    for (std::string entry; std::getline(style, entry, ';');) {
      const size_t colon = entry.find(':');
      if (colon != std::string::npos && trimmed(entry.substr(0, colon)) == name)
        return std::string(trimmed(std::string_view(entry).substr(colon + 1)));
    }
    return node.attribute(name).value();
  }

  double length(const pugi::xml_node& node, const char* name, double otherwise = 0) {
    const std::string text = value(node, name);
    if (text.empty()) return otherwise;
    const auto number = parse_number(text);
    if (!number) error(node, fmt::format("{} is no number: {}", name, in_quotes(text)), "");
    return number.value_or(otherwise);
  }

  /// A number from 0 to `most`.
  double between(const pugi::xml_node& node, const char* name, double otherwise, double most) {
    const double out = length(node, name, otherwise);
    if (out >= 0 && out <= most) return out;
    error(node, fmt::format("{} is from 0 to {}", name, most), "");
    return otherwise;
  }

  void read_color(const pugi::xml_node& node, const char* name, std::string& out) {
    const std::string text = value(node, name);
    if (text.empty()) return;
    if (const auto slot = slot_of(text)) {
      out = *slot;
      return;
    }
    error(node, fmt::format("glyphs have no colours of their own: {}", in_quotes(text)),
          "write currentColor, var(--shade), var(--light), var(--dark), var(--pale), var(--ink) or "
          "var(--ground)");
  }

  Style styled(const pugi::xml_node& node, Style style) {
    read_color(node, "fill", style.fill);
    read_color(node, "stroke", style.stroke);
    style.stroke_width = between(node, "stroke-width", style.stroke_width, 1000);
    style.opacity *= between(node, "opacity", 1, 1);
    if (!value(node, "transform").empty()) {
      error(node, "glyphs have no transforms", "let the drawing program apply them");
    }
    for (const char* name : {"clip-path", "mask", "filter", "display", "visibility", "fill-opacity",
                             "stroke-opacity", "stroke-dasharray"}) {
      if (!value(node, name).empty()) {
        error(node, fmt::format("glyphs have no {}", name), "let the drawing program apply it");
      }
    }
    std::istringstream moods(node.attribute("data-moods").value());
    for (std::string mood; moods >> mood;) style.moods.push_back(mood);
    return style;
  }

  void read_children(const pugi::xml_node& parent, const Style& around, int depth) {
    constexpr int kDeepest = 64;
    if (depth > kDeepest) return error(parent, "groups are nested too deep", "");
    for (const pugi::xml_node& node : parent.children()) {
      if (node.type() != pugi::node_element) continue;
      const std::string_view name = node.name();
      if (name == "title" || name == "desc" || name == "metadata" || name == "defs") continue;
      const Style style = styled(node, around);
      if (name == "g") read_children(node, style, depth + 1);
      else add(path_of(node), style);
    }
  }

  void add(const std::string& path, const Style& style) {
    if (path.empty()) return;
    out_.layers.push_back({path, style.fill, style.stroke,
                           style.stroke == "none" ? 0 : style.stroke_width, style.opacity,
                           style.moods});
  }

  std::string path_of(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    if (name == "path") return node.attribute("d").value();
    if (name == "circle") {
      const double r = length(node, "r");
      return ellipse(length(node, "cx"), length(node, "cy"), r, r);
    }
    if (name == "ellipse") {
      return ellipse(length(node, "cx"), length(node, "cy"), length(node, "rx"),
                     length(node, "ry"));
    }
    if (name == "rect") {
      return rectangle(length(node, "x"), length(node, "y"), length(node, "width"),
                       length(node, "height"), length(node, "rx"));
    }
    if (name == "line") {
      return fmt::format("M{} {}L{} {}", length(node, "x1"), length(node, "y1"), length(node, "x2"),
                         length(node, "y2"));
    }
    if (name == "polyline" || name == "polygon") {
      return fmt::format("M{}{}", node.attribute("points").value(), name == "polygon" ? "Z" : "");
    }
    error(node, fmt::format("glyphs are outlines: <{}> is none", name),
          "path, circle, ellipse, rect, line, polyline, polygon and g are read");
    return "";
  }

 public:
  bool right() const { return right_; }

 private:
  GlyphArt& out_;
  std::int32_t file_;
  const Sources& sources_;
  Diagnostics& diagnostics_;
  bool right_ = true;
};

}  // namespace

std::optional<GlyphArt> read_svg_glyph(const std::string& name, const std::string& path,
                                       std::string text, Sources& sources,
                                       Diagnostics& diagnostics) {
  const std::int32_t file = sources.add(path, std::move(text));
  pugi::xml_document document;
  const std::string_view source = sources.text(file);
  const auto parsed =
      document.load_buffer(source.data(), source.size(), pugi::parse_default, pugi::encoding_utf8);
  const pugi::xml_node svg = document.child("svg");
  if (!parsed || !svg) {
    diagnostics.error(
        "wrong-type", sources.locate(file, parsed ? 0 : size_t(parsed.offset)),
        parsed ? "this is no SVG" : fmt::format("this is no XML: {}", parsed.description()), "");
    return std::nullopt;
  }
  GlyphArt out;
  out.name = name;
  SvgReader reader(out, file, sources, diagnostics);
  reader.read(svg);
  return reader.right() ? std::optional(out) : std::nullopt;
}

}  // namespace lantern
