#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "renderer/formula/formula.h"

namespace lantern {
namespace {

using Json = nlohmann::json;

constexpr double kUnit = 1e-3;  // MathJax's units are thousandths of an em

/// x' = a x + c y + e, y' = b x + d y + f; y upwards on both sides.
using Matrix = std::array<double, 6>;

Point apply(const Matrix& m, Point p) {
  return Point{m[0] * p.x + m[2] * p.y + m[4], -(m[1] * p.x + m[3] * p.y + m[5])} * kUnit;
}

Path outline(const std::string& data) {
  auto path = parse_svg_path(data);
  if (!path) throw RuntimeError(fmt::format("MathJax drew what is no path: {}", data));
  return std::move(*path);
}

Path placed(Path path, const Matrix& m) {
  for (Point& p : path.points) p = apply(m, p);
  return path;
}

/// How much lengths grow.
double scale_of(const Matrix& m) {
  return std::sqrt(std::fabs(m[0] * m[3] - m[1] * m[2]));
}

constexpr std::string_view kHole = "lantern-hole-";

/// The number of a live value's place; authors may give parts such names too.
std::optional<int> hole_of(const std::string& id) {
  if (!id.starts_with(kHole)) return std::nullopt;
  int hole = -1;
  const char* end = id.data() + id.size();
  const auto [rest, error] = std::from_chars(id.data() + kHole.size(), end, hole);
  return error == std::errc() && rest == end && hole >= 0 ? std::optional(hole) : std::nullopt;
}

struct Named {
  FormulaStyle style;
  int hole = -1;
};

Named names_of(const Json& item) {
  Named out;
  for (const std::string id : item.value("ids", Json::array())) {
    if (const auto hole = hole_of(id)) out.hole = *hole;
    else out.style.part = id;
  }
  for (const std::string name : item.value("classes", Json::array())) {
    out.style.classes.push_back(name);
  }
  // Lines have a stroke, everything else is filled.
  out.style.color = item.value(item.contains("line") ? "stroke" : "fill", "");
  if (out.style.color == "currentColor") out.style.color.clear();
  out.style.opacity = item.value("opacity", 1.0);
  return out;
}

FormulaShape read_shape(const Json& item, const Matrix& m, FormulaStyle style) {
  FormulaShape out;
  out.path = placed(outline(item["d"].get<std::string>()), m);
  out.name = item.value("c", "");
  out.dash = item.value("dash", "");
  const double width = item.value("width", 0.0);
  if (style.color == "none" || item.contains("line")) {
    out.stroke = width * scale_of(m) * kUnit;
    style.color = item.value("stroke", "");
    if (style.color == "currentColor") style.color.clear();
  }
  out.style = std::move(style);
  return out;
}

FormulaText read_text(const Json& item, const Matrix& m, FormulaStyle style) {
  FormulaText out;
  out.text = item["text"].get<std::string>();
  out.at = apply(m, {});
  out.size = item["size"].get<double>() * scale_of(m) * kUnit;
  out.bold = item.value("bold", false);
  out.italic = item.value("italic", false);
  out.style = std::move(style);
  return out;
}

/// Gathers what stands in for a live value into the place that it keeps.
class Holes {
 public:
  explicit Holes(const Json& holes) : holes_(holes) {}

  void add(Formula& out, size_t hole, const FormulaStyle& style) {
    if (!seen_.insert(hole).second) return;
    const auto known = holes_.find(std::to_string(hole));
    if (known == holes_.end()) return;
    const Json& json = *known;
    const Matrix m = json["m"].get<Matrix>();
    FormulaHole place;
    place.hole = hole;
    place.at = apply(m, {});
    place.size = scale_of(m);
    const std::string align = json.value("align", "end");
    place.align = align == "start"    ? HoleAlign::start
                  : align == "middle" ? HoleAlign::middle
                                      : HoleAlign::end;
    place.width = json.value("width", 0.0) * place.size * kUnit;
    place.text_size = place.size * json.value("text", 1000.0) * kUnit;
    place.variant = json.value("variant", "normal");
    place.style = style;
    out.items.emplace_back(std::move(place));
  }

 private:
  const Json& holes_;
  std::set<size_t> seen_;
};

}  // namespace

Formula read_formula(const std::string& text) {
  const Json json = Json::parse(text);
  Formula out;
  out.width = json["width"].get<double>() * kUnit;
  out.ascent = json["ascent"].get<double>() * kUnit;
  out.descent = json["descent"].get<double>() * kUnit;
  Holes holes(json["holes"]);
  for (const Json& item : json["items"]) {
    Named named = names_of(item);
    const Matrix m = item["m"].get<Matrix>();
    if (named.hole >= 0) holes.add(out, size_t(named.hole), named.style);
    else if (item.contains("text")) out.items.emplace_back(read_text(item, m, named.style));
    else out.items.emplace_back(read_shape(item, m, named.style));
  }
  return out;
}

FormulaGlyphs read_glyphs(const std::string& text) {
  FormulaGlyphs out;
  const Json json = Json::parse(text);
  for (const auto& [variant, characters] : json.items()) {
    for (const auto& [character, glyph] : characters.items()) {
      const std::string data = glyph["d"].get<std::string>();
      FormulaGlyph& to = out[variant][character];
      to.advance = glyph["w"].get<double>() * kUnit;
      if (!data.empty()) to.outline = placed(outline(data), {1, 0, 0, 1, 0, 0});
    }
  }
  return out;
}

}  // namespace lantern
