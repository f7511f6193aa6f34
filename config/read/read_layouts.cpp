#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "config/grammar/grammar.h"
#include "config/read/map_reader.h"
#include "config/read/scalars.h"
#include "config/read/sections.h"
#include "core/base/text.h"

// Which views stand where.

namespace lantern {
namespace {

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

LayoutGrid read_grid(const ReadContext& context, const YamlNode& cells, const YamlNode* columns,
                     const YamlNode* rows) {
  LayoutGrid out{read_cells(context, cells), {}, {}};
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

/// [[a, b]], or {cells: [[a, b]], columns: [2, 1]}.
LayoutGrid read_grid(const ReadContext& context, const YamlNode& node) {
  if (node.type != YamlNode::Type::map) return read_grid(context, node, nullptr, nullptr);
  const MapReader map(context, node, layout_grammar(), "a layout");
  const YamlNode* cells = map["cells"];
  return cells ? read_grid(context, *cells, map["columns"], map["rows"]) : LayoutGrid{};
}

bool has_shapes(const YamlNode& node) {
  return node.type == YamlNode::Type::map &&
         std::any_of(node.entries.begin(), node.entries.end(), [](const YamlNode::Entry& entry) {
           const Kind& shapes = layout_shapes_grammar();
           return shapes.find(entry.key->scalar) >= 0;
         });
}

std::set<std::string> views_in(const LayoutGrid& grid) {
  std::set<std::string> out;
  for (const auto& row : grid.cells) out.insert(row.begin(), row.end());
  out.erase("");
  return out;
}

/// A grid for pictures of another shape: it shows the same views.
std::optional<LayoutGrid> read_shape(const ReadContext& context, const YamlNode* node,
                                     const LayoutGrid& wide) {
  if (!node) return std::nullopt;
  LayoutGrid out = read_grid(context, *node);
  if (out.cells.empty()) return std::nullopt;
  if (!wide.cells.empty() && views_in(out) != views_in(wide)) {
    const std::set<std::string> views = views_in(wide);
    context.error("bad-layout", node->at,
                  fmt::format("all shapes of a layout have the same views: {}",
                              join_and({views.begin(), views.end()})));
    return std::nullopt;
  }
  return out;
}

LayoutSpec read_layout(const ReadContext& context, const std::string& name, const YamlNode& node) {
  LayoutSpec out;
  out.name = name;
  out.at = node.at;
  if (!has_shapes(node)) {
    static_cast<LayoutGrid&>(out) = read_grid(context, node);
    return out;
  }
  const MapReader map(context, node, layout_shapes_grammar(), "a layout");
  if (const YamlNode* wide = map["wide"]) static_cast<LayoutGrid&>(out) = read_grid(context, *wide);
  out.square = read_shape(context, map["square"], out);
  out.tall = read_shape(context, map["tall"], out);
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
    } else {
      out.layouts.push_back(read_layout(context, entry.key->scalar, *entry.value));
      out.layouts.back().at = entry.key->at;
    }
  }
}

/// The cells of one name must fill a rectangle.
bool is_rectangle(const LayoutGrid& layout, const std::string& name) {
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

void check_grid(const ReadContext& context, const std::vector<std::string_view>& views,
                const LayoutSpec& layout, const LayoutGrid& grid) {
  for (const std::string& name : views_in(grid)) {
    if (std::find(views.begin(), views.end(), name) == views.end()) {
      context.error(
          "unknown-name", layout.at,
          fmt::format("layout {} names the view {}, which does not exist{}", in_quotes(layout.name),
                      in_quotes(name), did_you_mean(name, views)));
    } else if (!is_rectangle(grid, name)) {
      context.error(
          "bad-layout", layout.at,
          fmt::format("{} is not a rectangle in layout {}", name, in_quotes(layout.name)));
    }
  }
}

void check_layout(const ReadContext& context, const std::vector<std::string_view>& views,
                  const LayoutSpec& layout) {
  check_grid(context, views, layout, layout);
  for (const auto* shape : {&layout.square, &layout.tall}) {
    if (*shape) check_grid(context, views, layout, **shape);
  }
}

}  // namespace

void read_all_layouts(const ReadContext& context, const MapReader& map, CanvasSpec& out) {
  const YamlNode* layout = map["layout"];
  const YamlNode* layouts = map["layouts"];
  if (layout && layouts) {
    context.error("two-kinds", layout->at, "a canvas has `layout` or `layouts`, not both");
    return;
  }
  if (layout && layout->type != YamlNode::Type::map) {
    LayoutSpec one;
    one.name = "layout";
    one.at = layout->at;
    static_cast<LayoutGrid&>(one) = read_grid(context, *layout, map["columns"], map["rows"]);
    out.layouts.push_back(std::move(one));
    return;
  }
  for (const char* key : {"columns", "rows"}) {
    if (const YamlNode* value = map[key]) {
      context.error(
          "bad-layout", value->at, fmt::format("`{}` belongs to a layout", key),
          fmt::format("write {}: {{cells: [[a, b]], {}: [2, 1]}}", layout ? "wide" : "two", key));
    }
  }
  if (layout) out.layouts.push_back(read_layout(context, "layout", *layout));
  if (layouts) read_layouts(context, *layouts, out);
}

void settle_layouts(const ReadContext& context, const std::vector<ViewSpec>& views,
                    CanvasSpec& canvas) {
  std::vector<std::string_view> names;
  for (const ViewSpec& view : views) names.push_back(view.name);
  for (const LayoutSpec& layout : canvas.layouts) {
    if (!layout.cells.empty()) check_layout(context, names, layout);
  }
  if (canvas.layouts.empty() && !views.empty()) {
    LayoutSpec all;
    all.name = "layout";
    all.at = canvas.at;
    all.cells = {{}};
    for (const ViewSpec& view : views) all.cells[0].push_back(view.name);
    canvas.layouts.push_back(std::move(all));
  }
}

}  // namespace lantern
