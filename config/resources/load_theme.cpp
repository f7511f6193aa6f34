#include <algorithm>

#include <fmt/format.h>

#include "config/read/map_reader.h"
#include "config/read/scalars.h"
#include "config/resources/resource_file.h"
#include "config/resources/resources.h"
#include "config/yaml/yaml_tree.h"
#include "core/base/text.h"

namespace lantern {
namespace {

const Kind& theme_grammar() {
  static const Kind kind{
      "the theme",
      "How pictures look.",
      {key("extends", "The theme that holds where this one is silent.", false),
       key("doc", "What it is for."), key("colors", "Roles and hues."),
       key("sequence", "Hues for values without a meaning."), key("family", "The type family."),
       key("type", "Size and weight of each role of text."), key("lines", "Widths of lines."),
       key("motion", "How captions come and how the rest dims."),
       key("ticks", "How far apart ticks are.")}};
  return kind;
}

const Kind& type_grammar() {
  static const Kind kind{"type",
                         "Size and weight of each role of text: [size, weight].",
                         {key("title", "The scene's title."), key("heading", "Titles of views."),
                          key("axis", "Titles of axes."), key("tick", "Tick labels."),
                          key("label", "Labels and texts."), key("caption", "Captions.")}};
  return kind;
}

const Kind& line_grammar() {
  static const Kind kind{"lines",
                         "Widths in canvas units.",
                         {key("grid", "Grid lines."), key("axis", "Axes."), key("line", "Lines."),
                          key("rule", "Rules.")}};
  return kind;
}

const Kind& motion_grammar() {
  static const Kind kind{"motion",
                         "How captions come and how the rest dims.",
                         {key("caption_fade", "Seconds in which a caption comes."),
                          key("dimmed", "What is left of the opacity of the rest."),
                          key("dim_time", "Seconds to dim and to come back, at most.")}};
  return kind;
}

const Kind& tick_grammar() {
  static const Kind kind{
      "ticks",
      "About how many canvas units lie between ticks.",
      {key("level", "Of the axis below."), key("upright", "Of the axis beside.")}};
  return kind;
}

void set_color(Theme& theme, const std::string& name, const Color& color) {
  const auto known = std::find_if(theme.colors.begin(), theme.colors.end(),
                                  [&](const auto& entry) { return entry.first == name; });
  if (known == theme.colors.end()) theme.colors.emplace_back(name, color);
  else known->second = color;
}

void read_colors(const ReadContext& context, const YamlNode& node, Theme& out) {
  const auto& names = theme_color_names();
  for (const YamlNode::Entry& entry : node.entries) {
    const std::string& name = entry.key->scalar;
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      context.error(
          "unknown-key", entry.key->at,
          fmt::format("themes have no colour {}{}", in_quotes(name), did_you_mean(name, names)));
    }
    const auto color = parse_hex_color(entry.value->scalar);
    if (color) set_color(out, name, *color);
    else context.error("bad-color", entry.value->at, "a colour is written \"#rrggbb\"");
  }
}

void check_whole(const ReadContext& context, const YamlNode& node, const Theme& theme) {
  std::vector<std::string> missing;
  for (const std::string_view name : theme_color_names()) {
    if (!theme.find(name)) missing.push_back(in_quotes(name));
  }
  if (missing.empty()) return;
  const size_t more = missing.size() > 3 ? missing.size() - 3 : 0;
  missing.resize(missing.size() - more);
  context.error("missing-key", node.at,
                fmt::format("the theme lacks the colours {}{}", join_and(missing),
                            more > 0 ? fmt::format(" and {} more", more) : ""),
                "extends: paper takes what is not said from another theme");
}

TypeStyle read_type_style(const ReadContext& context, const YamlNode& node) {
  TypeStyle out;
  if (node.items.size() != 2) {
    context.error("wrong-type", node.at, "a text role wants [size, weight]");
    return out;
  }
  out.size = read_number(context, *node.items[0], "a size", 4, 400).value_or(out.size);
  out.weight =
      static_cast<int>(read_number(context, *node.items[1], "a weight", 100, 900).value_or(400));
  return out;
}

void read_type(const ReadContext& context, const YamlNode& node, Theme& out) {
  const MapReader map(context, node, type_grammar(), "type", false);
  const std::pair<const char*, TypeStyle*> roles[] = {
      {"title", &out.title}, {"heading", &out.heading}, {"axis", &out.axis},
      {"tick", &out.tick},   {"label", &out.label},     {"caption", &out.caption}};
  for (const auto& [name, style] : roles) {
    if (const YamlNode* n = map[name]) *style = read_type_style(context, *n);
  }
}

void read_lines(const ReadContext& context, const YamlNode& node, Theme& out) {
  const MapReader map(context, node, line_grammar(), "lines", false);
  const std::pair<const char*, double*> widths[] = {{"grid", &out.grid_width},
                                                    {"axis", &out.axis_width},
                                                    {"line", &out.line_width},
                                                    {"rule", &out.rule_width}};
  for (const auto& [name, width] : widths) {
    if (const YamlNode* n = map[name]) *width = read_number(context, *n, name, 0.1, 40).value_or(1);
  }
}

void read_motion(const ReadContext& context, const YamlNode& node, Theme& out) {
  const MapReader map(context, node, motion_grammar(), "motion", false);
  const auto read = [&](const char* name, double most, double& value) {
    if (const YamlNode* n = map[name]) {
      value = read_number(context, *n, name, 0, most).value_or(value);
    }
  };
  read("caption_fade", 10, out.caption_fade);
  read("dimmed", 1, out.dimmed);
  read("dim_time", 10, out.dim_time);
}

void read_ticks(const ReadContext& context, const YamlNode& node, Theme& out) {
  const MapReader map(context, node, tick_grammar(), "ticks", false);
  const std::pair<const char*, double*> distances[] = {{"level", &out.tick_distance},
                                                       {"upright", &out.upright_tick_distance}};
  for (const auto& [name, distance] : distances) {
    if (const YamlNode* n = map[name]) {
      *distance = read_number(context, *n, name, 8, 1000).value_or(*distance);
    }
  }
}

void read_sequence(const ReadContext& context, const YamlNode& node, Theme& out) {
  out.sequence.clear();
  for (const YamlPtr& item : node.items) {
    if (out.find(item->scalar)) out.sequence.push_back(item->scalar);
    else context.error("bad-color", item->at, "not a colour of this theme");
  }
  if (out.sequence.empty()) context.error("missing-key", node.at, "the sequence is empty");
}

void read_theme(const ReadContext& context, const YamlNode& root, Theme& out) {
  const MapReader map(context, root, theme_grammar(), "the theme", false);
  if (const YamlNode* n = map["doc"]) out.doc = n->scalar;
  if (const YamlNode* n = map["colors"]) read_colors(context, *n, out);
  if (!map["extends"]) {
    check_whole(context, root, out);
    if (!map["sequence"]) {
      context.error("missing-key", root.at, "the theme lacks a sequence of hues",
                    "write sequence: [blue, orange, teal]");
    }
  }
  if (const YamlNode* n = map["sequence"]) read_sequence(context, *n, out);
  if (const YamlNode* n = map["family"]) out.family = n->scalar;
  if (const YamlNode* n = map["type"]) read_type(context, *n, out);
  if (const YamlNode* n = map["lines"]) read_lines(context, *n, out);
  if (const YamlNode* n = map["motion"]) read_motion(context, *n, out);
  if (const YamlNode* n = map["ticks"]) read_ticks(context, *n, out);
}

/// The theme that a file extends; an empty one where it extends none.
Theme base_of(const ReadContext& context, const YamlNode& root, const std::string& resources) {
  if (root.type != YamlNode::Type::map) return {};
  const MapReader map(context, root, theme_grammar(), "the theme", false);
  const YamlNode* node = map["extends"];
  if (!node) return {};
  const std::vector<std::string> known = list_themes(resources);
  const auto name = read_choice(context, *node, "\"extends\"", {known.begin(), known.end()});
  return name ? load_theme(resources, std::string(*name)) : Theme{};
}

}  // namespace

Theme load_theme(const std::string& resources, const std::string& name) {
  Theme out;
  read_resource_file(resources + "/themes/" + name + ".yaml",
                     [&](const ReadContext& context, const YamlNode& root) {
                       out = base_of(context, root, resources);
                       read_theme(context, root, out);
                     });
  out.name = name;
  return out;
}

std::optional<Theme> read_own_theme(const std::string& path, std::string text,
                                    const std::string& resources, Sources& sources,
                                    Diagnostics& diagnostics) {
  Diagnostics own;
  const YamlPtr root = parse_yaml(sources, sources.add(path, std::move(text)), own);
  const Vocabulary none;
  std::optional<Theme> out;
  if (root) {
    const ReadContext context{sources, own, none};
    out = base_of(context, *root, resources);
    read_theme(context, *root, *out);
    out->name = path;
  }
  const bool right = !own.has_errors();
  for (const Diagnostic& diagnostic : own.sorted()) diagnostics.add(diagnostic);
  return right ? out : std::nullopt;
}

}  // namespace lantern
