#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/diagnostics/diagnostics.h"
#include "renderer/frame/symbols.h"
#include "renderer/marks/common.h"
#include "renderer/marks/tree_labels.h"

namespace lantern::tree_mark {
namespace {

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

  /// How far the node has come from the one above.
  double growth(size_t row) const { return std::clamp(grown[row], 0.0, 1.0); }
  /// A node that has not begun to grow is not seen.
  double seen(size_t row) const { return opacity[row] * std::min(1.0, growth(row) * 4); }
};

/// The row of each row's parent; −1 where it is not among the rows before it.
std::vector<int> parents_of(const TreeMark& mark, const Keys* keys, size_t count) {
  std::map<std::string_view, int> rows;
  std::vector<int> out;
  for (size_t row = 0; row < count; ++row) {
    auto above = rows.find(mark.parent.column.text(row));
    // A column with gaps is often written with decimals: "1.0" means the row 1.
    if (above == rows.end() && !mark.parent.column.writing(row).empty()) {
      above = rows.find(shortest(mark.parent.column.numbers()[row]));
    }
    out.push_back(above == rows.end() ? -1 : above->second);
    if (keys) rows.emplace((*keys)[row], static_cast<int>(row));
  }
  return out;
}

/// Tells the first row that stands before the one above it, and the first whose one is nowhere:
/// both are drawn as roots.
void tell_lost_parents(const MarkInput& in, const TreeMark& mark, const TreeShape& tree,
                       MarkOutput& out) {
  if (!in.keys) return;
  const auto tell = [&](size_t row, const std::string& why, const std::string& hint) {
    out.faults.push_back({Severity::warning, "lost-parent", place_of_field(in.fields, "parent"),
                          fmt::format("row {} of {} {}, and is drawn as a root",
                                      in_quotes((*in.keys)[row]), in.id, why),
                          hint});
  };
  const std::set<std::string_view> keys(in.keys->names()->begin(), in.keys->names()->end());
  bool late = false, lost = false;
  for (size_t row = 0; row < in.count; ++row) {
    const std::string above = mark.parent.column.text(row);
    if (tree.parents[row] >= 0 || above.empty()) continue;
    const bool known = keys.count(above) > 0;
    if (known ? late : lost) continue;
    (known ? late : lost) = true;
    if (known) {
      tell(row, "stands before its parent " + in_quotes(above),
           "parents come before their children, which a `sort` can do; in a circle none can");
    } else if (!is_given(in.fields, "where")) {
      tell(row, "has no parent " + in_quotes(above),
           "parents are found by the table's `key`; a root's parent is empty");
    }
  }
}

TreeShape shape_of(const MarkInput& in, const TreeMark& mark) {
  TreeShape out;
  out.parents = parents_of(mark, in.keys, in.count);
  out.nodes = tidy_tree(out.parents);
  out.inner.assign(in.count, false);
  out.down = mark.orient == "down";
  out.straight = mark.link == "straight";
  if (in.measured.size() == 2) {
    out.most_across = in.measured[0];
    out.most_levels = int(in.measured[1]);
  }
  out.area = in.plot.area;
  out.cell = in.plot.cell;
  for (const int parent : out.parents) {
    if (parent >= 0) out.inner[size_t(parent)] = true;
  }
  for (size_t row = 0; row < in.count; ++row) out.sizes.push_back(mark.size[row]);
  return out;
}

/// The link to each node from the one above, null for roots, and where each node is on it.
struct Links {
  std::vector<std::shared_ptr<const Path>> paths;
  std::vector<Point> ends;
};

Links links_of(const MarkInput& in, const TreeMark& mark, const TreeShape& tree,
               const std::vector<Point>& places) {
  Links out;
  for (size_t row = 0; row < in.count; ++row) {
    if (tree.parents[row] < 0) {
      out.paths.push_back(nullptr);
      out.ends.push_back(places[row]);
      continue;
    }
    Path path = tree_link(tree, places[size_t(tree.parents[row])], places[row]);
    const double share = mark.growth(row);
    out.ends.push_back(share >= 1 ? places[row] : point_along(path, share).at);
    out.paths.push_back(std::make_shared<const Path>(trimmed(path, share)));
  }
  return out;
}

/// A link as far as the label above its node: no line crosses letters.
Path up_to_label(const Path& link, const Box& label) {
  constexpr int kSteps = 40;
  const Box box = label.inset(-2);
  for (int i = 1; i <= kSteps; ++i) {
    if (box.contains(point_along(link, double(i) / kSteps).at)) {
      return trimmed(link, double(i - 1) / kSteps);
    }
  }
  return link;
}

/// The boxes of labels that stand above their nodes, where links come from; else empty ones.
std::vector<Box> labels_above(const TreeShape& tree, const TreeLabels& labels,
                              const std::vector<Point>& places) {
  std::vector<Box> out(places.size());
  for (size_t row = 0; row < places.size(); ++row) {
    if (!labels.texts[row] || !tree.down || tree.beside || !tree.inner[row]) continue;
    const LabelStand stand = label_stand(tree, row, places[row]);
    out[row] = text_box(place_text(labels.texts[row], {stand.at, stand.anchor, 0, &tree.cell, 0}));
  }
  return out;
}

void emit_links(const MarkInput& in, const TreeMark& mark, const Links& links,
                const std::vector<Box>& labels, MarkOutput& out) {
  const RowColors colors(in.look, mark.link_color, place_of_field(in.fields, "link_color"), "axis");
  for (size_t row = 0; row < in.count; ++row) {
    if (!links.paths[row]) continue;
    const Stroke stroke{colors[row], mark.link_width, Cap::butt, Join::round, {}, 0};
    Path path =
        labels[row].empty() ? *links.paths[row] : up_to_label(*links.paths[row], labels[row]);
    out.items.push_back(make_item(in.row_id(row, "link") + ".link",
                                  PathShape{std::move(path), {}, stroke}, mark.seen(row),
                                  static_cast<int>(row)));
  }
}

void emit_nodes(const MarkInput& in, const TreeMark& mark, const std::vector<Point>& places,
                MarkOutput& out) {
  const RowColors colors(in.look, mark.color, place_of_field(in.fields, "color"), "ink");
  Instances nodes;
  nodes.symbols = {shape_symbol("circle")};
  nodes.keys = in.keys ? in.keys->names() : nullptr;
  nodes.ink = in.look.theme()["ink"];
  nodes.ground = in.look.theme()["ground"];
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

TreeLabels labels_of(const MarkInput& in, const TreeMark& mark, const TreeShape& tree) {
  const Theme& theme = in.look.theme();
  const Font font = label_font(theme, mark, {theme.tick.size, 500});
  const auto set = [&](const TreeShape& now, size_t row, const Font& in_font,
                       Wrap wrap) -> ParagraphPtr {
    const bool blank =
        !mark.label || (*mark.label)[row].find_first_not_of(' ') == std::string::npos;
    if (blank) return nullptr;
    return set_live_text(*mark.label, row, in_font, theme["ink"], in.look, in.typesetter,
                         label_align(now, row), wrap);
  };
  constexpr double kLeastSize = 10;  // of letters
  return fit_tree_labels(tree, font, asked_size(theme, kLeastSize), set, in.typesetter);
}

void emit_labels(const MarkInput& in, const TreeMark& mark, const TreeShape& tree,
                 const TreeLabels& labels, const std::vector<Point>& places, MarkOutput& out) {
  const Theme& theme = in.look.theme();
  for (size_t row = 0; row < in.count; ++row) {
    if (!labels.texts[row]) continue;
    const LabelStand stand = label_stand(tree, row, places[row]);
    PlacedText shape = place_text(labels.texts[row], {stand.at, stand.anchor, 0, &in.plot.cell, 0});
    if (in.still && mark.growth(row) >= 1) shape = on_pixel(std::move(shape));
    shape.color = theme["ink"];
    shape.halo = halo_of(in.look, labels.font.size);
    out.items.push_back(text_item(in.row_id(row, "node") + ".label", shape,
                                  mark.opacity[row] * std::clamp(mark.grown[row] * 2 - 1, 0.0, 1.0),
                                  static_cast<int>(row)));
  }
  constexpr double kMuchSmaller = 0.95;  // is told
  const double asked = label_font(theme, mark, theme.tick).size;
  if (labels.cut == 0 && mark.label_size && labels.font.size < asked * kMuchSmaller) {
    out.faults.push_back(
        {Severity::warning, "no-room", place_of_member<&LabelText::label_size>(in.fields),
         fmt::format("{} has no room for labels of this size: they are drawn at {:.3g}", in.id,
                     labels.font.size),
         "smaller or shorter labels, a smaller tree, or more room for the view"});
  }
  if (labels.cut == 0) return;
  out.faults.push_back({Severity::warning, "no-room", place_of_member<&LabelText::label>(in.fields),
                        in.id + " has no room for the whole of " + std::to_string(labels.cut) +
                            " of its " + std::to_string(in.count) + " labels",
                        "shorter labels, a smaller tree, or more room for the view"});
}

/// How far the tree goes across and down at its largest.
std::vector<double> measure(const RecordValue& fields, size_t count, const Look&,
                            const Typesetter&) {
  const auto mark = bind<TreeMark>(fields);
  const auto common = bind<CommonFields>(fields);
  if (!common.data || !mark.parent.per_row()) return {};
  double across = 0, levels = 0;
  for (const TidyNode& node : tidy_tree(parents_of(mark, &common.data->keys(), count))) {
    across = std::max(across, node.across);
    levels = std::max(levels, double(node.depth));
  }
  return {across, levels};
}

void emit(const MarkInput& in, MarkOutput& out) {
  const auto mark = bind<TreeMark>(in.fields);
  if (in.count == 0 || !mark.parent.per_row()) return;
  TreeShape tree = shape_of(in, mark);
  tell_lost_parents(in, mark, tree, out);
  const TreeLabels labels = labels_of(in, mark, tree);
  tree.beside = labels.beside;
  const Links links = links_of(in, mark, tree, tree_places(tree, labels.spacing));
  const std::vector<Point>& places = links.ends;
  emit_links(in, mark, links, labels_above(tree, labels, places), out);
  emit_nodes(in, mark, places, out);
  emit_labels(in, mark, tree, labels, places, out);
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
                  field<&TreeMark::label, TreeMark>("label", "A text beside a node, below a leaf."),
                  label_size_field<TreeMark>(),
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
    .outside = Outside::kept,
    .measure = measure,
    .solid = true};

}  // namespace lantern::tree_mark
