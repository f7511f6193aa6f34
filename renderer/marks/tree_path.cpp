#include "renderer/marks/common.h"
#include "renderer/paths/cubic.h"

namespace lantern::tree_path_mark {
namespace {

struct TreePath : Standing {
  CategoryChannel node;
  ColorChannel color;
  NumberChannel opacity;
  double width = 4;
  std::string style;
};

const Anchor* anchor_of(const MarkInput& in, const std::string& key) {
  return find_anchor(*in.anchors, key);
}

std::string node_of(const MarkInput& in, const TreePath& path, size_t row) {
  if (path.node.given) return path.node[row];
  return in.keys ? (*in.keys)[row] : "";
}

/// Adds the link that leads to a node, as far as it has been gone. The first node is a place only.
void go_to(Path& way, const Anchor* node, double share) {
  if (!node || is_nowhere(*node)) return;
  if (way.empty()) {
    way.move_to(node->at);
  } else if (node->link) {
    const Path link = trimmed(*node->link, share);
    for (size_t i = 1, p = 1; i < link.verbs.size(); ++i) {  // past its start, where the way is
      const size_t points = link.verbs[i] == Verb::cubic ? 3 : link.verbs[i] == Verb::line ? 1 : 0;
      way.verbs.push_back(link.verbs[i]);
      way.points.insert(way.points.end(), link.points.begin() + std::ptrdiff_t(p),
                        link.points.begin() + std::ptrdiff_t(p + points));
      p += points;
    }
  }
}

/// Whether a place lies in a node.
bool is_in(const Anchor& node, Point p) {
  const Point way = p - node.at;
  const double radius = node.box.width() / 2;
  return way.x * way.x + way.y * way.y < radius * radius;
}

/// The parameter at which a link leaves a node, or, from the other end, comes to it.
double rim_of(const Cubic& link, const Anchor& node, bool at_end) {
  constexpr int kHalvings = 24;
  double inside = at_end ? 1 : 0, outside = 0.5;
  if (!is_in(node, point_at(link, inside))) return inside;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (inside + outside) / 2;
    (is_in(node, point_at(link, middle)) ? inside : outside) = middle;
  }
  return outside;
}

/// What is seen of a link: from the rim of one node to that of the next, as far as it has been
/// gone.
Path between_rims(const Path& link, const Anchor& from, const Anchor& to, double share) {
  const bool straight = link.verbs.back() == Verb::line;
  const Point a = link.points.front(), b = link.points.back();
  const Cubic curve = straight ? Cubic{a, mix(a, b, 1.0 / 3), mix(a, b, 2.0 / 3), b}
                               : Cubic{a, link.points[1], link.points[2], b};
  const Cubic seen = part_of(curve, rim_of(curve, from, false), rim_of(curve, to, true));
  Path out;
  out.move_to(seen[0]);
  if (straight) out.line_to(seen[3]);
  else out.cubic_to(seen[1], seen[2], seen[3]);
  return share < 1 ? trimmed(out, share) : out;
}

/// The links on the way, each node's from the one before.
class Seen {
 public:
  void go_to(const Anchor* node, double share) {
    if (!node || is_nowhere(*node)) return;
    if (last_ && node->link) path.append(between_rims(*node->link, *last_, *node, share));
    last_ = node;
  }
  Path path;

 private:
  const Anchor* last_ = nullptr;
};

void emit(const MarkInput& in, MarkOutput& out) {
  const auto mark = bind<TreePath>(in.fields);
  if (!in.anchors) return;
  Path way;
  Seen seen;
  for (size_t row = 0; row < in.count; ++row) {
    const Anchor* node = anchor_of(in, node_of(in, mark, row));
    go_to(way, node, 1);
    seen.go_to(node, 1);
  }
  if (in.ahead) {
    const auto next = bind<TreePath>(*in.ahead);
    const std::string key = next.node.given ? next.node[0] : in.ahead_key;
    go_to(way, anchor_of(in, key), in.ahead_fraction);
    seen.go_to(anchor_of(in, key), in.ahead_fraction);
  }
  if (way.empty()) return;
  const Color color =
      RowColors(in.look, mark.color, place_of_field(in.fields, "color"), "accent")[0];
  const Stroke stroke{color,
                      mark.width,
                      mark.style == "dotted" ? Cap::round : Cap::butt,
                      Join::round,
                      dashes(mark.style, mark.width),
                      0};
  if (!seen.path.empty()) {
    out.items.push_back(
        make_item(in.id + ".path", PathShape{seen.path, {}, stroke}, mark.opacity[0]));
  }
  if (!in.anchored) return;
  const Point end = way.points.back();
  out.anchors.push_back({end, Box::around(end, mark.width, mark.width), nullptr});
  out.way = std::make_shared<const Path>(std::move(way));
}

}  // namespace

extern const MarkType kMark;
const MarkType kMark{
    .kind = {"tree_path", "A way down a tree, along its links: one row a node, from the root.",
             with_data_fields<TreePath>(
                 {field<&TreePath::at, TreePath>("at", "The tree.", {.required = true}),
                  field<&TreePath::node>("node", "The nodes' keys; the rows' own if absent."),
                  field<&TreePath::color>("color", "Its colour.",
                                          {.fallback = "accent", .whole = true}),
                  field<&TreePath::width>("width", "Its width.",
                                          {.fallback = "4", .least = 0, .px = true}),
                  field<&TreePath::style>(
                      "style", "Whole or broken.",
                      {.fallback = "solid", .choices = {"solid", "dashed", "dotted"}})}),
             false, Way::whole},
    .emit = emit,
    .outside = Outside::kept,
    .effect = "draw"};

}  // namespace lantern::tree_path_mark
