#include <algorithm>

#include <fmt/format.h>

#include "config/read/map_reader.h"
#include "config/read/scalars.h"
#include "config/resources/resource_file.h"
#include "config/resources/resources.h"
#include "core/base/text.h"

namespace lantern {
namespace {

const Kind& theme_grammar() {
  static const Kind kind{
      "the theme",
      "How pictures look.",
      {key("doc", "What it is for."), key("colors", "Roles and hues."),
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
    if (color) out.colors.emplace_back(name, *color);
    else context.error("bad-color", entry.value->at, "a colour is written \"#rrggbb\"");
  }
  for (const std::string_view name : names) {
    if (!out.find(name)) {
      context.error("missing-key", node.at,
                    fmt::format("the colour {} is missing", in_quotes(name)));
    }
  }
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
  const MapReader map(context, node, type_grammar(), "type");
  const std::pair<const char*, TypeStyle*> roles[] = {
      {"title", &out.title}, {"heading", &out.heading}, {"axis", &out.axis},
      {"tick", &out.tick},   {"label", &out.label},     {"caption", &out.caption}};
  for (const auto& [name, style] : roles) {
    if (const YamlNode* n = map[name]) *style = read_type_style(context, *n);
  }
}

void read_lines(const ReadContext& context, const YamlNode& node, Theme& out) {
  const MapReader map(context, node, line_grammar(), "lines");
  const std::pair<const char*, double*> widths[] = {{"grid", &out.grid_width},
                                                    {"axis", &out.axis_width},
                                                    {"line", &out.line_width},
                                                    {"rule", &out.rule_width}};
  for (const auto& [name, width] : widths) {
    if (const YamlNode* n = map[name]) *width = read_number(context, *n, name, 0.1, 40).value_or(1);
  }
}

void read_motion(const ReadContext& context, const YamlNode& node, Theme& out) {
  const MapReader map(context, node, motion_grammar(), "motion");
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
  const MapReader map(context, node, tick_grammar(), "ticks");
  const std::pair<const char*, double*> distances[] = {{"level", &out.tick_distance},
                                                       {"upright", &out.upright_tick_distance}};
  for (const auto& [name, distance] : distances) {
    if (const YamlNode* n = map[name]) {
      *distance = read_number(context, *n, name, 8, 1000).value_or(*distance);
    }
  }
}

void read_sequence(const ReadContext& context, const YamlNode& node, Theme& out) {
  for (const YamlPtr& item : node.items) {
    if (out.find(item->scalar)) out.sequence.push_back(item->scalar);
    else context.error("bad-color", item->at, "not a colour of this theme");
  }
  if (out.sequence.empty()) context.error("missing-key", node.at, "the sequence is empty");
}

}  // namespace

Theme load_theme(const std::string& resources, const std::string& name) {
  Theme out;
  out.name = name;
  read_resource_file(resources + "/themes/" + name + ".yaml",
                     [&](const ReadContext& context, const YamlNode& root) {
                       const MapReader map(context, root, theme_grammar(), "the theme");
                       if (const YamlNode* n = map["doc"]) out.doc = n->scalar;
                       if (const YamlNode* n = map["colors"]) read_colors(context, *n, out);
                       if (const YamlNode* n = map["sequence"]) read_sequence(context, *n, out);
                       if (const YamlNode* n = map["family"]) out.family = n->scalar;
                       if (const YamlNode* n = map["type"]) read_type(context, *n, out);
                       if (const YamlNode* n = map["lines"]) read_lines(context, *n, out);
                       if (const YamlNode* n = map["motion"]) read_motion(context, *n, out);
                       if (const YamlNode* n = map["ticks"]) read_ticks(context, *n, out);
                     });
  return out;
}

}  // namespace lantern
