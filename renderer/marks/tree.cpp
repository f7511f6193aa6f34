#include <algorithm>
#include <map>

#include "core/base/text.h"
#include "core/diagnostics/diagnostics.h"
#include "renderer/frame/symbols.h"
#include "renderer/marks/common.h"
#include "renderer/marks/tidy_tree.h"

namespace lantern::tree_mark {
namespace {

constexpr double kMostAcross = 120;  // between neighbours, canvas units
constexpr double kMostDown = 86;     // between levels
constexpr double kRim = 18;          // room for labels above and below

struct TreeMark : LabelText {
  CategoryChannel parent;
  NumberChannel size;
  ColorChannel color;
  ColorChannel link_color;
  double link_width = 2;
  std::string link;
  NumberChannel grown;
  std::string orient;
  NumberChannel opacity;

  bool down() const { return orient == "down"; }
  /// How far the node has come from the one above.
  double growth(size_t row) const { return std::clamp(grown[row], 0.0, 1.0); }
  /// A node that has not begun to grow is not seen.
  double seen(size_t row) const { return opacity[row] * std::min(1.0, growth(row) * 4); }
};

/// The row of each row's parent; −1 where it is not among the rows. Fails where a child comes
/// before its parent.
std::vector<int> parents_of(const MarkInput& in, const TreeMark& mark) {
  std::map<std::string_view, int> rows;
  std::vector<int> out;
  for (size_t row = 0; row < in.count; ++row) {
    auto above = rows.find(mark.parent.column.text(row));
    // A column with gaps is often written with decimals: "1.0" means the row 1.
    if (above == rows.end() && !mark.parent.column.writing(row).empty()) {
      above = rows.find(shortest(mark.parent.column.numbers()[row]));
    }
    out.push_back(above == rows.end() ? -1 : above->second);
    if (in.keys) rows.emplace((*in.keys)[row], static_cast<int>(row));
  }
  return out;
}

std::vector<Point> places_of(const MarkInput& in, const TreeMark& mark,
                             const std::vector<int>& parents) {
  const std::vector<TidyNode> nodes = tidy_tree(parents);
  double across = 0;
  int levels = 0;
  for (const TidyNode& node : nodes) {
    across = std::max(across, node.across);
    levels = std::max(levels, node.depth);
  }
  const Box& area = in.plot.area;
  const bool down = mark.down();
  const double wide = down ? area.width() : area.height();
  const double deep = down ? area.height() : area.width();
  const double most_across = down ? kMostAcross : kMostDown,
               most_deep = down ? kMostDown : 2 * kMostAcross;
  const double rim = down ? kRim : 2 * kRim;
  const double step = std::min(most_across, wide / (across + 1));
  const double level = std::min(most_deep, (deep - 2 * rim) / std::max(1, levels));
  const Point middle = area.center();
  std::vector<Point> out;
  for (const TidyNode& node : nodes) {
    const double aside = (node.across - across / 2) * step, ahead = rim + node.depth * level;
    out.push_back(down ? Point{middle.x + aside, area.y0 + ahead}
                       : Point{area.x0 + ahead, middle.y + aside});
  }
  return out;
}

Path link_path(Point from, Point to, const TreeMark& mark) {
  Path path;
  path.move_to(from);
  const Point half = mix(from, to, 0.5);
  if (mark.link == "straight") path.line_to(to);
  else if (mark.down()) path.cubic_to({from.x, half.y}, {to.x, half.y}, to);
  else path.cubic_to({half.x, from.y}, {half.x, to.y}, to);
  return path;
}

/// The link to each node from the one above, null for roots, and where each node is on it.
struct Links {
  std::vector<std::shared_ptr<const Path>> paths;
  std::vector<Point> ends;
};

Links links_of(const MarkInput& in, const TreeMark& mark, const std::vector<int>& parents) {
  const std::vector<Point> places = places_of(in, mark, parents);
  Links out;
  for (size_t row = 0; row < in.count; ++row) {
    if (parents[row] < 0) {
      out.paths.push_back(nullptr);
      out.ends.push_back(places[row]);
      continue;
    }
    Path path = link_path(places[size_t(parents[row])], places[row], mark);
    const double share = mark.growth(row);
    out.ends.push_back(share >= 1 ? places[row] : point_along(path, share).at);
    out.paths.push_back(std::make_shared<const Path>(trimmed(path, share)));
  }
  return out;
}

void emit_links(const MarkInput& in, const TreeMark& mark, const Links& links, MarkOutput& out) {
  const RowColors colors(in.look, mark.link_color, place_of_field(in.fields, "link_color"), "axis");
  for (size_t row = 0; row < in.count; ++row) {
    if (!links.paths[row]) continue;
    const Stroke stroke{colors[row], mark.link_width, Cap::round, Join::round, {}, 0};
    out.items.push_back(make_item(in.row_id(row, "link") + ".link",
                                  PathShape{*links.paths[row], {}, stroke}, mark.seen(row),
                                  static_cast<int>(row)));
  }
}

void emit_nodes(const MarkInput& in, const TreeMark& mark, const std::vector<Point>& places,
                MarkOutput& out) {
  const RowColors colors(in.look, mark.color, place_of_field(in.fields, "color"), "ink");
  Instances nodes;
  nodes.symbols = {shape_symbol("circle")};
  nodes.keys = in.keys ? in.keys->names() : nullptr;
  nodes.outline = 2.5;
  nodes.ink = in.look.theme()["ground"];
  nodes.ground = nodes.ink;
  for (size_t row = 0; row < in.count; ++row) {
    nodes.symbol.push_back(0);
    nodes.x.push_back(static_cast<float>(places[row].x));
    nodes.y.push_back(static_cast<float>(places[row].y));
    nodes.size.push_back(static_cast<float>(mark.size[row]));
    nodes.color.push_back(colors[row]);
    nodes.opacity.push_back(static_cast<float>(mark.seen(row)));
  }
  out.items.push_back(make_item(in.id + ".symbols", std::move(nodes)));
}

/// A question stands above its node, a leaf's label below it.
void emit_labels(const MarkInput& in, const TreeMark& mark, const std::vector<int>& parents,
                 const std::vector<Point>& places, MarkOutput& out) {
  std::vector<bool> inner(in.count, false);
  for (const int parent : parents) {
    if (parent >= 0) inner[size_t(parent)] = true;
  }
  const Theme& theme = in.look.theme();
  Font font = font_of(theme, theme.tick);
  font.weight = 500;
  for (size_t row = 0; row < in.count; ++row) {
    if ((*mark.label)[row].empty()) continue;
    const double reach = mark.size[row] / 2 + 3;
    TextPlacing placing;
    if (mark.down()) {
      placing.at = places[row] + Point{0, inner[row] ? -reach : reach};
      placing.anchor = {0.5, inner[row] ? 1.0 : 0.0};
    } else {  // a question above its node, a leaf's label behind it
      placing.at = places[row] + (inner[row] ? Point{0, -reach} : Point{reach + 2, 0});
      placing.anchor = inner[row] ? Point{0.5, 1} : Point{0, 0.5};
    }
    const Box inside = in.plot.cell;
    placing.inside = &inside;
    PlacedText shape = place_text(set_live_text(*mark.label, row, font, theme["ink"], in.look,
                                                in.typesetter, TextAlign::middle),
                                  placing);
    if (mark.growth(row) >= 1) shape = on_pixel(std::move(shape));
    shape.color = theme["ink"];
    shape.halo = halo_of(in.look, font.size);
    out.items.push_back(text_item(in.row_id(row, "node") + ".label", shape,
                                  mark.opacity[row] * std::clamp(mark.grown[row] * 2 - 1, 0.0, 1.0),
                                  static_cast<int>(row)));
  }
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto mark = bind<TreeMark>(in.fields);
  if (in.count == 0 || !mark.parent.per_row()) return;
  const std::vector<int> parents = parents_of(in, mark);
  const Links links = links_of(in, mark, parents);
  const std::vector<Point>& places = links.ends;
  emit_links(in, mark, links, out);
  emit_nodes(in, mark, places, out);
  if (mark.label) emit_labels(in, mark, parents, places, out);
  if (!in.anchored) return;
  for (size_t row = 0; row < in.count; ++row) {
    out.anchors.push_back(
        {places[row], Box::around(places[row], mark.size[row], mark.size[row]), links.paths[row]});
  }
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind = {"tree", "Rows as the nodes of a tree, parents before children.",
             with_data_fields<TreeMark>(
                 {field<&TreeMark::parent>("parent", "The key of the row above.",
                                           {.required = true}),
                  field<&TreeMark::orient>("orient",
                                           "Where it grows to: down from the top, or to the right.",
                                           {.fallback = "down", .choices = {"down", "right"}}),
                  field<&TreeMark::grown>("grown",
                                          "How far each node has grown from the one above: 0 to 1.",
                                          {.fallback = "1"}),
                  field<&TreeMark::label, TreeMark>("label", "A text above a node, below a leaf."),
                  field<&TreeMark::size>("size", "Width of the nodes.",
                                         {.fallback = "16", .least = 0, .px = true}),
                  field<&TreeMark::color>("color", "Their colour.", {.fallback = "ink"}),
                  field<&TreeMark::link>("link", "How nodes are joined.",
                                         {.fallback = "curved", .choices = {"curved", "straight"}}),
                  field<&TreeMark::link_color>("link_color", "Colour of the links.",
                                               {.fallback = "axis"}),
                  field<&TreeMark::link_width>(
                      "link_width", "Their width.", {.fallback = "2", .least = 0, .px = true})})},
    .emit = emit,
    .outside = Outside::kept};

}  // namespace lantern::tree_mark
