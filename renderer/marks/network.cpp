#include <cmath>
#include <set>

#include <fmt/format.h>

#include "core/base/portable_math.h"
#include "core/base/text.h"
#include "core/base/work.h"
#include "core/record/fail.h"
#include "renderer/marks/common.h"
#include "renderer/marks/edge_places.h"
#include "renderer/marks/layer_sizes.h"
#include "renderer/marks/layered_graph.h"

namespace lantern::network_mark {
namespace {

struct Network : LabelText {
  CategoryChannel from, to;
  std::vector<double> layers;
  NumberChannel weight, edge_width;
  ColorChannel edge_color;
  double label_at = 0.5;
  double size = 0;
  ColorChannel color, outline_color;
  double outline = 0;
  std::string names, orient;
  NumberChannel opacity;
};

constexpr double kMostApart = 4.2;  // between nodes, by their size
constexpr double kThin = 1.4;       // of an edge without a weight
constexpr double kAir = 10;         // around all of it
constexpr double kMostWidth = 4.5;  // of the edge with the greatest weight
constexpr double kLeastWidth = 0.4;
constexpr double kBeside = 8;     // a name's room, more than its letters
constexpr double kLabelAir = 3;   // beside the letters of an edge's label
constexpr double kRoundness = 3;  // of the gap that it stands in: a rim would leave some edge

LayeredGraph graph_of(const MarkInput& in, const Network& mark) {
  if (mark.from.given != mark.to.given) {
    fail(in.fields, mark.from.given ? "from" : "to", "an edge leads from one node to another",
         mark.from.given ? "`to` is missing" : "`from` is missing");
  }
  if (!mark.from.given && mark.layers.empty()) {
    fail(in.fields, "layers", "there is nothing to show: neither edges nor layers",
         "write data with from and to, or layers: [2, 3, 1]");
  }
  if (!mark.from.given) return full_graph(layer_sizes(in.fields, mark.layers));
  std::vector<std::string> sources, targets;
  for (size_t row = 0; row < in.count; ++row) {
    sources.push_back(mark.from[row]);
    targets.push_back(mark.to[row]);
  }
  LayeredGraph out = layered_graph(sources, targets);
  if (out.in_circle >= 0) {
    fail(in.fields, "from",
         fmt::format("the edges lead back to {}: layers have an order",
                     in_quotes(out.nodes[size_t(out.in_circle)])),
         "arrows can go round: {arrow: {data: edges, from: nodes@(source), to: nodes@(target)}}");
  }
  return out;
}

/// Of nodes; smaller where they would touch each other.
double node_size(const Network& mark, const LayeredGraph& graph, const Box& area, bool down) {
  size_t largest = 1;
  for (const size_t size : graph.sizes()) largest = std::max(largest, size);
  const double wide = down ? area.width() : area.height();
  return std::min(mark.size, wide / double(largest) * 0.72);
}

class Drawing {
 public:
  Drawing(const MarkInput& in, const Network& mark, MarkOutput& out)
      : in_(in), mark_(mark), out_(out), graph_(graph_of(in, mark)) {
    const bool down = mark.orient == "down";
    size_ = node_size(mark, graph_, in.plot.area, down);
    set_names();
    Box room = in.plot.area.inset(size_ / 2 + mark.outline + kAir);
    if (!down) room.x0 += widest(0), room.x1 -= widest(graph_.layers() - 1);
    places_ = graph_places(graph_, room, down, std::max(size_ * kMostApart, 24.0));
    spend(200 * graph_.edges.size());
  }

  void draw() {
    for (size_t i = 0; i < graph_.edges.size(); ++i) ways_.push_back(way_of(graph_.edges[i]));
    emit_edges();
    emit_edge_labels();  // below the nodes: no gap bites them
    emit_nodes();
    if (in_.anchored) add_anchors();
  }

 private:
  bool by_row() const { return mark_.from.given; }
  std::string edge_key(size_t i) const {
    if (by_row() && in_.keys) return (*in_.keys)[i];
    return graph_.nodes[graph_.edges[i].from] + "/" + graph_.nodes[graph_.edges[i].to];
  }
  int row_of(size_t edge) const { return by_row() && in_.keys ? int(edge) : -1; }
  size_t channel_row(size_t edge) const { return by_row() ? edge : 0; }

  /// Beside the nodes of the first and last layers, names have room of their own.
  void set_names() {
    if (mark_.names == "none") return;
    const Theme& theme = in_.look.theme();
    name_font_ = font_of(theme, mark_.names == "inside" ? theme.tick : theme.label);
    name_font_.weight = 600;
    if (mark_.names == "inside") name_font_.size = std::min(name_font_.size, size_ * 0.46);
    for (const std::string& node : graph_.nodes) {
      names_.push_back(
          set_text(in_.look.spans(node), name_font_, theme["ink"], in_.look, in_.typesetter));
    }
  }
  double widest(size_t layer) const {
    double out = 0;
    for (size_t i = 0; i < names_.size() && mark_.names == "beside"; ++i) {
      if (graph_.layer[i] == layer) out = std::max(out, names_[i]->width + kBeside);
    }
    return out;
  }

  /// From rim to rim.
  Path way_of(const LayeredGraph::Edge& edge) const {
    const Point a = places_[edge.from], b = places_[edge.to], way = b - a;
    const double length = std::max(1e-9, portable::hypot(way.x, way.y));
    const Point rim = way * ((size_ / 2 + mark_.outline / 2) / length);
    return polyline_path({a + rim, b - rim});
  }

  /// By its weight, as a part of the greatest in the film.
  double width_of(size_t edge) const {
    const size_t row = channel_row(edge);
    if (mark_.edge_width.given) return std::max(0.0, mark_.edge_width[row]);
    if (!mark_.weight.given) return kThin;
    const double most = in_.measured.empty() ? 1 : in_.measured[0];
    const double share = most > 0 ? std::fabs(mark_.weight[row]) / most : 0;
    return kLeastWidth + (kMostWidth - kLeastWidth) * std::min(1.0, share);
  }

  Color color_of(size_t edge, const RowColors& colors) const {
    const size_t row = channel_row(edge);
    const Theme& theme = in_.look.theme();
    if (mark_.edge_color.given) return colors[row];
    if (!mark_.weight.given) return faded(theme["muted"], 0.6);
    return faded(theme[mark_.weight[row] < 0 ? "orange" : "blue"], 0.85);
  }

  void emit_edges() {
    const RowColors colors(in_.look, mark_.edge_color, place_of_field(in_.fields, "edge_color"),
                           "muted");
    for (size_t i = 0; i < ways_.size(); ++i) {
      const Stroke stroke{color_of(i, colors), width_of(i), Cap::butt, Join::round, {}, 0};
      out_.items.push_back(make_item(in_.id + "@" + edge_key(i), PathShape{ways_[i], {}, stroke},
                                     mark_.opacity[channel_row(i)], row_of(i)));
    }
  }

  /// A name with a meaning has its colour.
  Color node_color(const std::string& name, const Color& otherwise) const {
    if (mark_.color.given || !in_.look.has_look(name)) return otherwise;
    return in_.look.named(name, place_of_field(in_.fields, "color"));
  }

  void emit_nodes() {
    const Color fill =
        RowColors(in_.look, mark_.color, place_of_field(in_.fields, "color"), "panel")[0];
    const Color rim = RowColors(in_.look, mark_.outline_color,
                                place_of_field(in_.fields, "outline_color"), "ink")[0];
    for (size_t i = 0; i < graph_.nodes.size(); ++i) {
      const Color color = node_color(graph_.nodes[i], fill);
      PathShape shape{circle_path(places_[i], size_ / 2), color, {}};
      const Stroke outline{rim, mark_.outline, Cap::butt, Join::round, {}, 0};
      if (mark_.outline > 0) shape.stroke = outline;
      out_.items.push_back(
          make_item(in_.id + ".node@" + graph_.nodes[i], std::move(shape), mark_.opacity[0]));
      if (!names_.empty()) emit_name(i, color);
    }
  }

  void emit_name(size_t node, const Color& color) {
    constexpr double kGap = 6;
    const bool inside = mark_.names == "inside", down = mark_.orient == "down";
    const bool first = graph_.layer[node] == 0, last = graph_.layer[node] + 1 == graph_.layers();
    TextPlacing placing{places_[node], {0.5, 0.5}, 0, nullptr, 0};
    if (!inside) {
      const Point side = down    ? Point{0, last ? 1.0 : -1.0}
                         : first ? Point{-1, 0}
                         : last  ? Point{1, 0}
                                 : Point{0, -1};
      placing.at =
          placing.at + side * (size_ / 2 + mark_.outline / 2 + kGap - (side.y != 0 ? 3 : 0));
      placing.anchor = {(1 - side.x) / 2, (1 - side.y) / 2};
    }
    PlacedText text = place_text(in_, names_[node], placing);
    text.color = in_.look.for_text(in_.look.theme()["ink"], name_font_,
                                   inside ? std::optional(color) : std::nullopt);
    if (!inside) text.halo = halo_of(in_.look, name_font_.size);
    out_.items.push_back(text_item(in_.id + ".name@" + graph_.nodes[node], text, mark_.opacity[0]));
  }

  void emit_edge_labels() {
    if (!mark_.label) return;
    EdgePlaces places(ways_, places_, size_);
    for (size_t i = 0; i < graph_.edges.size(); ++i) emit_edge_label(i, places);
    if (places.crowded() == 0) return;
    out_.faults.push_back({Severity::warning, "no-room",
                           place_of_member<&LabelText::label>(in_.fields),
                           fmt::format("{} has no room for {} of its {} labels beside each other",
                                       in_.id, places.crowded(), graph_.edges.size()),
                           "shorter or smaller labels (`label_size`), or more room for the view"});
  }

  void emit_edge_label(size_t edge, EdgePlaces& places) {
    const size_t row = channel_row(edge);
    if ((*mark_.label)[row].empty()) return;
    const Theme& theme = in_.look.theme();
    Font font = label_font(theme, mark_, theme.tick);
    font.weight = 600;
    const ParagraphPtr words = set_live_text(*mark_.label, row, font, theme["ink"], in_.look,
                                             in_.typesetter, TextAlign::middle);
    const Box gap = places.place(edge, words->width + 2 * kLabelAir, words->height, mark_.label_at);
    PlacedText text = place_text(in_, words, {gap.center(), {0.5, 0.5}, 0, nullptr, 0});
    text.color = theme["ink"];
    const std::string id = in_.id + "@" + edge_key(edge) + ".label";
    PathShape ground{rounded_rect_path(gap, kRoundness), theme["ground"], {}, false};
    out_.items.push_back(
        make_item(id + ".gap", std::move(ground), mark_.opacity[row], row_of(edge)));
    out_.items.push_back(text_item(id, text, mark_.opacity[row], row_of(edge)));
  }

  Anchor edge_anchor(size_t i) const {
    Anchor out{point_along(ways_[i], 0.5).at, ways_[i].bounds()};
    out.way = std::make_shared<const Path>(ways_[i]);
    return out;
  }

  void add_anchors() {
    Anchors edges, nodes;
    std::vector<std::string> keys;
    for (size_t i = 0; i < ways_.size(); ++i) {
      edges.rows.push_back(edge_anchor(i));
      edges.all.add(ways_[i].bounds());
      keys.push_back(edge_key(i));
    }
    if (by_row()) out_.anchors = edges.rows;
    if (!first_duplicate(keys)) edges.keys = Keys(std::move(keys));
    nodes.keys = Keys(graph_.nodes);
    for (const Point p : places_) {
      nodes.rows.push_back({p, Box::around(p, size_, size_), {}});
      nodes.all.add(nodes.rows.back().box);
    }
    out_.parts = {{"edges", std::make_shared<const Anchors>(std::move(edges))},
                  {"nodes", std::make_shared<const Anchors>(std::move(nodes))}};
  }

  const MarkInput& in_;
  const Network& mark_;
  MarkOutput& out_;
  LayeredGraph graph_;
  double size_ = 0;
  std::vector<Point> places_;
  std::vector<Path> ways_;
  Font name_font_;
  std::vector<ParagraphPtr> names_;  // of the nodes; empty: none
};

void emit(const MarkInput& in, MarkOutput& out) {
  const auto mark = bind<Network>(in.fields);
  if (in.count == 0) return;
  Drawing(in, mark, out).draw();
}

/// The greatest weight of the film, so that widths keep what they mean.
std::vector<double> measure(const RecordValue& fields, size_t count, const Look&,
                            const Typesetter&) {
  const auto mark = bind<Network>(fields);
  if (!mark.weight.given) return {};
  double most = 0;
  for (size_t row = 0; row < count; ++row) {
    if (std::isfinite(mark.weight[row])) most = std::max(most, std::fabs(mark.weight[row]));
  }
  return {most};
}

/// Edges between the same two nodes.
std::optional<Covered> covered(const RecordValue& fields, size_t count) {
  const auto net = bind<Network>(fields);
  if (!net.from.given || !net.to.given) return std::nullopt;
  std::set<std::string> ways;
  for (size_t row = 0; row < count; ++row) {
    const auto way = fmt::format("{} to {}", in_quotes(net.from[row]), in_quotes(net.to[row]));
    if (ways.insert(way).second) continue;
    return Covered{"from", fmt::format("several edges lead from {} and cover each other", way),
                   "one row for both: `aggregate` with `by: [from, to]`, or `where`"};
  }
  return std::nullopt;
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind =
        {"network",
         "Nodes in layers, and a row an edge from one to another.",
         with_data_fields<Network>(
             {field<&Network::from>("from", "The name of the node that an edge comes from."),
              field<&Network::to>("to", "The name of the node that it leads to."),
              field<&Network::layers>("layers",
                                      "Without edges: how many nodes each layer has, all joined "
                                      "to all of the next: [2, 3, 1]. They are a1, a2, b1 …"),
              field<&Network::weight>("weight",
                                      "Of an edge: its sign makes its colour, its size its "
                                      "width."),
              field<&Network::edge_width>("edge_width",
                                          "Width of an edge; by its weight, or "
                                          "1.4, if absent."),
              field<&Network::edge_color>("edge_color",
                                          "Colour of an edge; by its weight, or "
                                          "muted, if absent."),
              field<&Network::label, Network>("label", "A text on each edge."),
              label_size_field<Network>(),
              field<&Network::label_at>("label_at", "Where along the edge: 0 to 1.",
                                        {.fallback = "0.5", .least = 0, .most = 1}),
              field<&Network::size>("size", "Width of the nodes, where they have room.",
                                    {.fallback = "30", .least = 0, .px = true}),
              field<&Network::color>("color",
                                     "Their colour; that of their name's meaning, or panel, if "
                                     "absent.",
                                     {.whole = true}),
              field<&Network::outline>("outline", "Width of a line around them.",
                                       {.fallback = "2", .least = 0, .px = true}),
              field<&Network::outline_color>("outline_color", "That line's colour.",
                                             {.fallback = "ink", .whole = true}),
              field<&Network::names>("names", "Where nodes say how they are called.",
                                     {.fallback = "none", .choices = {"none", "inside", "beside"}}),
              field<&Network::orient>("orient", "Where it leads to: to the right, or down.",
                                      {.fallback = "right", .choices = {"right", "down"}})}),
         false,
         Way::rows,
         {"edges", "nodes"}},
    .emit = emit,
    .outside = Outside::kept,
    .effect = "draw",
    .measure = measure,
    .covered = covered,
    .solid = true};

}  // namespace lantern::network_mark
