#include <fmt/format.h>

#include "config/read/map_reader.h"
#include "config/read/scalars.h"
#include "config/resources/resource_file.h"
#include "config/resources/resources.h"
#include "config/resources/svg_glyph.h"
#include "config/yaml/yaml_tree.h"

namespace lantern {
namespace {

const Kind& glyph_grammar() {
  static const Kind kind{
      "the glyph",
      "A drawing for glyph marks.",
      {key("doc", "What it shows.", true),
       key("box", "The square that becomes the glyph's box: [x, y, side].", true),
       key("layers", "Outlines, the lowest first.", true)}};
  return kind;
}

const Kind& layer_grammar() {
  static const Kind kind{
      "a layer",
      "One outline.",
      {key("path", "SVG path data.", true),
       key("fill", "none, color, shade, light, dark, pale, ink or ground.", false),
       key("stroke", "The same words.", false),
       key("width", "Of the stroke, in the box's units.", false), key("opacity", "0 to 1.", false),
       key("moods", "Drawn in these moods only: [happy, sad].", false)}};
  return kind;
}

GlyphArt::Layer read_layer(const ReadContext& context, const YamlNode& node) {
  static const std::vector<std::string_view> kInks{"none", "color", "shade", "light",
                                                   "dark", "pale",  "ink",   "ground"};
  GlyphArt::Layer out;
  const MapReader map(context, node, layer_grammar(), "a layer");
  if (const YamlNode* n = map["path"]) out.path = read_text(context, *n, "\"path\"").value_or("");
  if (const YamlNode* n = map["fill"]) {
    out.fill = read_choice(context, *n, "\"fill\"", kInks).value_or("color");
  }
  if (const YamlNode* n = map["stroke"]) {
    out.stroke = read_choice(context, *n, "\"stroke\"", kInks).value_or("none");
  }
  if (const YamlNode* n = map["width"]) {
    out.stroke_width = read_number(context, *n, "\"width\"", 0, 100).value_or(0);
  }
  if (const YamlNode* n = map["opacity"]) {
    out.opacity = read_number(context, *n, "\"opacity\"", 0, 1).value_or(1);
  }
  if (const YamlNode* n = map["moods"]) {
    for (const YamlPtr& item : n->items) {
      if (const auto mood = read_text(context, *item, "a mood")) out.moods.push_back(*mood);
    }
  }
  return out;
}

void read_box(const ReadContext& context, const YamlNode& node, GlyphArt& out) {
  if (node.items.size() != 3) {
    context.error("wrong-type", node.at, "\"box\" wants [x, y, side]");
    return;
  }
  constexpr double kMost = 1e6;
  out.x = read_number(context, *node.items[0], "x", -kMost, kMost).value_or(0);
  out.y = read_number(context, *node.items[1], "y", -kMost, kMost).value_or(0);
  out.size = read_number(context, *node.items[2], "side", 1e-3, kMost).value_or(1);
}

void read_glyph(const ReadContext& context, const YamlNode& root, GlyphArt& out) {
  const MapReader map(context, root, glyph_grammar(), "the glyph");
  if (const YamlNode* n = map["doc"]) out.doc = n->scalar;
  if (const YamlNode* n = map["box"]) read_box(context, *n, out);
  if (const YamlNode* n = map["layers"]) {
    for (const YamlPtr& item : n->items) out.layers.push_back(read_layer(context, *item));
  }
}

}  // namespace

GlyphArt load_glyph(const std::string& resources, const std::string& name) {
  GlyphArt out;
  out.name = name;
  read_resource_file(
      resources + "/glyphs/" + name + ".yaml",
      [&](const ReadContext& context, const YamlNode& root) { read_glyph(context, root, out); });
  return out;
}

std::optional<GlyphArt> read_own_glyph(const std::string& name, const std::string& path,
                                       std::string text, Sources& sources,
                                       Diagnostics& diagnostics) {
  if (path.ends_with(".svg"))
    return read_svg_glyph(name, path, std::move(text), sources, diagnostics);
  Diagnostics own;
  const YamlPtr root = parse_yaml(sources, sources.add(path, std::move(text)), own);
  const Vocabulary none;
  GlyphArt out;
  out.name = name;
  if (root) read_glyph(ReadContext{sources, own, none}, *root, out);
  const bool right = root && !own.has_errors();
  for (const Diagnostic& diagnostic : own.sorted()) diagnostics.add(diagnostic);
  return right ? std::optional(out) : std::nullopt;
}

}  // namespace lantern
