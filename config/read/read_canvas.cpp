#include <fmt/format.h>

#include <set>

#include "config/grammar/grammar.h"
#include "config/read/map_reader.h"
#include "config/read/scalars.h"
#include "config/read/sections.h"
#include "core/base/color.h"
#include "core/base/text.h"

namespace lantern {
namespace {

void read_size(const ReadContext& context, const YamlNode& node, CanvasSpec& out) {
  const auto text = read_text(context, node, "\"size\"");
  if (!text) return;
  const auto size = parse_size(*text);
  constexpr int kLeast = 16, kMost = 16384;
  if (!size) {
    context.error("wrong-type", node.at,
                  fmt::format("\"size\" wants 960x540, not {}", describe(node)));
  } else if (size->first < kLeast || size->second < kLeast || size->first > kMost ||
             size->second > kMost) {
    context.error("out-of-range", node.at,
                  fmt::format("a canvas is {} to {} units wide and high", kLeast, kMost));
  } else {
    out.width = size->first;
    out.height = size->second;
  }
}

void read_rate(const ReadContext& context, const YamlNode& node, CanvasSpec& out) {
  const auto text = read_text(context, node, "\"fps\"");
  if (!text) return;
  const auto rate = parse_rate(*text);
  constexpr double kMost = 240;
  if (!rate) {
    context.error("wrong-type", node.at,
                  fmt::format("\"fps\" wants frames a second, not {}", describe(node)),
                  "write 30, or a ratio such as 30000/1001");
  } else if (check_range(context, node.at, rate->value(), 0, kMost, true, "\"fps\"")) {
    out.fps = *rate;
  }
}

void read_theme(const ReadContext& context, const YamlNode& node, CanvasSpec& out) {
  const std::vector<std::string_view> themes(context.vocabulary.themes.begin(),
                                             context.vocabulary.themes.end());
  const auto theme = read_choice(context, node, "\"theme\"", themes);
  out.theme_at = node.at;
  if (theme) out.theme = *theme;
}

void read_background(const ReadContext& context, const YamlNode& node, CanvasSpec& out) {
  const auto text = read_text(context, node, "\"background\"");
  if (!text) return;
  if (*text == "transparent") {
    out.transparent = true;
    return;
  }
  if (text->starts_with("#")
          ? !parse_hex_color(*text).has_value()
          : std::find(context.vocabulary.colors.begin(), context.vocabulary.colors.end(), *text) ==
                context.vocabulary.colors.end()) {
    context.error("bad-color", node.at, fmt::format("{} is not a colour", in_quotes(*text)),
                  "write \"#rrggbb\", a name of the theme, or transparent");
    return;
  }
  out.background = *text;
}

void read_captions(const ReadContext& context, const YamlNode& node, const Field& field,
                   CanvasSpec& out) {
  const auto word = read_choice(context, node, "\"captions\"", field.choices);
  if (!word) return;
  out.captions = *word == "burn"    ? Captions::burn
                 : *word == "track" ? Captions::track
                                    : Captions::both;
}

std::vector<double> read_weights(const ReadContext& context, const YamlNode& node,
                                 std::string_view what) {
  std::vector<double> out;
  if (node.type != YamlNode::Type::sequence) {
    context.error("wrong-type", node.at,
                  fmt::format("{} wants a list of relative sizes, not {}", what, describe(node)),
                  "write [2, 1]");
    return out;
  }
  for (const YamlPtr& item : node.items) {
    const auto quantity = read_quantity(context, *item, what);
    if (quantity && check_range(context, item->at, quantity->value, 0, 1000, true, what)) {
      out.push_back(quantity->value);
    }
  }
  return out;
}

void report_no_layout(const ReadContext& context, const YamlNode& node) {
  context.error("wrong-type", node.at,
                fmt::format("a layout is a list of rows of view names, not {}", describe(node)),
                "write [[left, right]]");
}

bool is_filled_list(const YamlNode& node) {
  return node.type == YamlNode::Type::sequence && !node.items.empty();
}

/// The names in one row of a layout; nothing where they cannot be read.
std::vector<std::string> read_layout_row(const ReadContext& context, const YamlNode& row) {
  if (!is_filled_list(row)) {
    report_no_layout(context, row);
    return {};
  }
  std::vector<std::string> names;
  for (const YamlPtr& cell : row.items) {
    const auto name = read_text(context, *cell, "a cell");
    if (!name) return {};
    names.push_back(*name == "." ? "" : *name);
  }
  return names;
}

std::vector<std::vector<std::string>> read_cells(const ReadContext& context, const YamlNode& node) {
  std::vector<std::vector<std::string>> rows;
  if (!is_filled_list(node)) report_no_layout(context, node);
  for (const YamlPtr& row : node.items) {
    std::vector<std::string> names = read_layout_row(context, *row);
    if (names.empty()) return {};
    if (!rows.empty() && names.size() != rows[0].size()) {
      context.error(
          "bad-layout", row->at,
          fmt::format("this row has {} cells, the first one {}", names.size(), rows[0].size()),
          "repeat a name to let its view span cells; `.` is an empty cell");
      return {};
    }
    rows.push_back(std::move(names));
  }
  return rows;
}

void check_weights(const ReadContext& context, const YamlNode& node, size_t weights, size_t cells,
                   std::string_view what) {
  if (weights == cells || weights == 0) return;
  context.error("bad-layout", node.at,
                fmt::format("the layout has {} {}, not {}", cells, what, weights));
}

LayoutSpec read_layout(const ReadContext& context, const std::string& name, const YamlNode& cells,
                       const YamlNode* columns, const YamlNode* rows) {
  LayoutSpec out{name, cells.at, read_cells(context, cells), {}, {}};
  if (out.cells.empty()) return out;
  if (columns) {
    out.columns = read_weights(context, *columns, "\"columns\"");
    check_weights(context, *columns, out.columns.size(), out.cells[0].size(), "columns");
  }
  if (rows) {
    out.rows = read_weights(context, *rows, "\"rows\"");
    check_weights(context, *rows, out.rows.size(), out.cells.size(), "rows");
  }
  return out;
}

void read_layouts(const ReadContext& context, const YamlNode& node, CanvasSpec& out) {
  if (node.type != YamlNode::Type::map) {
    context.error("wrong-type", node.at,
                  fmt::format("\"layouts\" wants a map of layouts, not {}", describe(node)),
                  "write layouts: {one: [[plot]], two: [[plot, table]]}");
    return;
  }
  for (const YamlNode::Entry& entry : node.entries) {
    if (entry.value->type == YamlNode::Type::null) {
      report_null(context, entry);
    } else if (entry.value->type == YamlNode::Type::map) {
      const MapReader map(context, *entry.value, layout_grammar(), "a layout");
      if (const YamlNode* cells = map["cells"]) {
        out.layouts.push_back(
            read_layout(context, entry.key->scalar, *cells, map["columns"], map["rows"]));
        out.layouts.back().at = entry.key->at;
      }
    } else {
      out.layouts.push_back(
          read_layout(context, entry.key->scalar, *entry.value, nullptr, nullptr));
      out.layouts.back().at = entry.key->at;
    }
  }
}

void read_step_defaults(const ReadContext& context, const YamlNode& node, StepDefaults& out) {
  const MapReader map(context, node, step_defaults_grammar(), "step");
  if (const YamlNode* duration = map["for"]) {
    if (const auto seconds = read_time(context, *duration, "\"for\"")) out.duration = *seconds;
  }
  if (const YamlNode* ease = map["ease"]) {
    if (auto read = read_ease(context, *ease)) out.ease = std::move(*read);
  }
}

/// The cells of one name must fill a rectangle.
bool is_rectangle(const LayoutSpec& layout, const std::string& name) {
  size_t row0 = layout.cells.size(), row1 = 0, column0 = layout.cells[0].size(), column1 = 0;
  size_t count = 0;
  for (size_t row = 0; row < layout.cells.size(); ++row) {
    for (size_t column = 0; column < layout.cells[row].size(); ++column) {
      if (layout.cells[row][column] != name) continue;
      ++count;
      row0 = std::min(row0, row);
      row1 = std::max(row1, row);
      column0 = std::min(column0, column);
      column1 = std::max(column1, column);
    }
  }
  return count == (row1 - row0 + 1) * (column1 - column0 + 1);
}

void check_layout(const ReadContext& context, const std::vector<std::string_view>& views,
                  const LayoutSpec& layout) {
  std::set<std::string> names;
  for (const auto& row : layout.cells) names.insert(row.begin(), row.end());
  names.erase("");
  for (const std::string& name : names) {
    if (std::find(views.begin(), views.end(), name) == views.end()) {
      context.error(
          "unknown-name", layout.at,
          fmt::format("layout {} names the view {}, which does not exist{}", in_quotes(layout.name),
                      in_quotes(name), did_you_mean(name, views)));
    } else if (!is_rectangle(layout, name)) {
      context.error(
          "bad-layout", layout.at,
          fmt::format("{} is not a rectangle in layout {}", name, in_quotes(layout.name)));
    }
  }
}

/// The film's own settings, beside its picture.
void read_playing(const ReadContext& context, const MapReader& map, CanvasSpec& out) {
  if (const YamlNode* value = map["show_title"]) {
    out.show_title = read_boolean(context, *value, "\"show_title\"").value_or(true);
  }
  if (const YamlNode* value = map["loop"]) {
    out.loop = read_boolean(context, *value, "\"loop\"").value_or(true);
  }
  if (const YamlNode* value = map["hold"]) {
    out.hold = read_time(context, *value, "\"hold\"").value_or(out.hold);
  }
  if (const YamlNode* value = map["poster"]) {
    out.poster = read_time(context, *value, "\"poster\"");
    out.poster_at = value->at;
  }
}

/// One layout, or several by name.
void read_all_layouts(const ReadContext& context, const MapReader& map, CanvasSpec& out) {
  const YamlNode* layout = map["layout"];
  const YamlNode* layouts = map["layouts"];
  if (layout && layouts) {
    context.error("two-kinds", layout->at, "a canvas has `layout` or `layouts`, not both");
    return;
  }
  if (layout) {
    out.layouts.push_back(read_layout(context, "layout", *layout, map["columns"], map["rows"]));
    return;
  }
  for (const char* key : {"columns", "rows"}) {
    if (const YamlNode* value = map[key]) {
      context.error("bad-layout", value->at, fmt::format("`{}` belongs to a layout", key),
                    fmt::format("write two: {{cells: [[a, b]], {}: [2, 1]}}", key));
    }
  }
  if (layouts) read_layouts(context, *layouts, out);
}

}  // namespace

CanvasSpec read_canvas(const ReadContext& context, const YamlNode& node) {
  CanvasSpec out;
  out.at = node.at;
  const MapReader map(context, node, canvas_grammar(), "canvas");
  if (const YamlNode* value = map["size"]) read_size(context, *value, out);
  if (const YamlNode* value = map["fps"]) read_rate(context, *value, out);
  if (const YamlNode* value = map["theme"]) read_theme(context, *value, out);
  if (const YamlNode* value = map["background"]) read_background(context, *value, out);
  read_playing(context, map, out);
  if (const YamlNode* value = map["captions"])
    read_captions(context, *value, map.field("captions"), out);
  if (const YamlNode* value = map["step"]) read_step_defaults(context, *value, out.step);
  read_all_layouts(context, map, out);
  return out;
}

void settle_layouts(const ReadContext& context, const std::vector<ViewSpec>& views,
                    CanvasSpec& canvas) {
  std::vector<std::string_view> names;
  for (const ViewSpec& view : views) names.push_back(view.name);
  for (const LayoutSpec& layout : canvas.layouts) {
    if (!layout.cells.empty()) check_layout(context, names, layout);
  }
  if (canvas.layouts.empty() && !views.empty()) {
    LayoutSpec all{"layout", canvas.at, {{}}, {}, {}};
    for (const ViewSpec& view : views) all.cells[0].push_back(view.name);
    canvas.layouts.push_back(std::move(all));
  }
}

}  // namespace lantern
