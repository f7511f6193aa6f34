#include "renderer/labels/placed_labels.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/overloaded.h"
#include "core/base/portable_math.h"
#include "renderer/frame/transform_item.h"
#include "renderer/paragraph/rich_text.h"

namespace lantern {
namespace {

constexpr MemoDomain<Item> kPlaced{"placed labels"};
constexpr double kText = 3;      // how much worse than on data it is to lie on a text
constexpr double kEdge = 0.5;    // on the edge of an area
constexpr double kFaint = 0.15;  // what is less visible than that is not in the way

/// A label at one moment.
struct Standing {
  Box box;
  Point tip;
  double shown = 1;
};

/// Around a small thing, a label goes on a bow from side to side, not across it: on an ellipse as
/// wide and high as the two of them, so that it stays beside it all the way.
Point shift_between(const LabelSpot& spot, Point a, Point b, double t) {
  if (spot.names != Names::point) return mix(a, b, t);
  const Point half{(spot.home.width() + spot.target.width()) / 2 + spot.gap,
                   (spot.home.height() + spot.target.height()) / 2 + spot.gap};
  const Point home = spot.home.center() - spot.target.center();
  const auto on_circle = [&](Point p) { return Point{p.x / half.x, p.y / half.y}; };
  const Point from = on_circle(home + a), to = on_circle(home + b);
  const double r0 = portable::hypot(from.x, from.y), r1 = portable::hypot(to.x, to.y);
  if (r0 < 0.1 || r1 < 0.1) return mix(a, b, t);
  const double start = portable::atan2(from.y, from.x);
  const double turn = std::remainder(portable::atan2(to.y, to.x) - start, 2 * std::numbers::pi);
  const double angle = start + turn * t, r = r0 + (r1 - r0) * t;
  return Point{r * portable::cos(angle) * half.x, r * portable::sin(angle) * half.y} - home;
}

/// A label that stands at a place, or is on its way there.
struct Underway {
  LabelPlace place;
  double shown = 1;
};

/// From the one to the other. One that is left out at an end stands there as it does at the other.
Underway between(const LabelSpot& spot, const Underway& from, const Underway& to, double progress) {
  if (progress >= 1) return to;
  const double t = progress * progress * (3 - 2 * progress);
  const LabelPlace& a = from.shown > 0 ? from.place : to.place;
  const LabelPlace& b = to.shown > 0 ? to.place : from.place;
  Underway out{a, from.shown * (1 - t) + to.shown * t};
  if (!(a == b)) {
    out.place = {true, a.along + (b.along - a.along) * t, shift_between(spot, a.shift, b.shift, t)};
  }
  return out;
}

Underway at(const LabelPlace& place) {
  return {place, place.shown ? 1.0 : 0.0};
}

const StepPlace* find(const StepPlaces* places, std::string_view id) {
  if (!places) return nullptr;
  const auto found = places->find(id);
  return found == places->end() ? nullptr : &found->second;
}

Standing standing(const MarkLabel& label, std::string_view id, const LabelsNow& now) {
  Underway here{{true, label.spot.along, {}}, 1};
  if (const StepPlace* place = find(now.now, id)) {
    here = between(label.spot, at(place->from), at(place->to), now.progress);
  }
  if (const StepPlace* place = find(now.before, id)) {
    here = between(label.spot, at(place->to), here, now.arrived);
  }
  Standing out;
  out.shown = here.shown;
  out.box = box_at(label.spot, here.place);
  out.tip = tip_at(label.spot, here.place, out.box);
  return out;
}

void add(Hasher& hasher, const Standing& s) {
  for (const double x : {s.box.x0, s.box.y0, s.tip.x, s.tip.y, s.shown}) hasher.add(x);
}

bool as_drawn(const MarkLabel& drawn, const Standing& now) {
  return now.box == drawn.spot.home && now.shown >= 1 && !drawn.leader.always &&
         drawn.leader.shape != Leader::Shape::tail;
}

Group place(const LabelledGroup& in, const std::vector<Standing>& standing) {
  const auto& group = std::get<Group>(in.group->shape);
  Group out{{}, group.clip};
  size_t next = 0;  // labels come in the order of their items
  for (size_t i = 0; i < group.children.size(); ++i) {
    const ItemPtr& item = group.children[i];
    if (next == in.labels.size() || in.labels[next].item != i) {
      out.children.push_back(item);
      continue;
    }
    const MarkLabel& label = in.labels[next];
    const Standing& now = standing[next];
    const Box& home = in.drawn[next].spot.home;
    ++next;
    if (now.shown <= 0) continue;
    const ItemPtr text =
        faded(moved(item, {now.box.x0 - home.x0, now.box.y0 - home.y0}), now.shown);
    for (ItemPtr& part : draw_leader(label.leader, *text, now.box, now.tip, label.spot.gap)) {
      out.children.push_back(std::move(part));
    }
    out.children.push_back(text);
  }
  return out;
}

void add_item(Occupancy& taken, const Item& item, double opacity);

void add_shape(Occupancy& taken, const Group& group, double opacity) {
  for (const ItemPtr& child : group.children) add_item(taken, *child, opacity);
}

void add_shape(Occupancy& taken, const PathShape& shape, double opacity) {
  const bool stroked = shape.stroke && shape.stroke->width > 0;
  if (stroked && shape.stroke->color.a * opacity > kFaint) {
    taken.add_path(shape.path, shape.stroke->width);
  } else if (shape.fill && shape.fill->a * opacity > kFaint) {
    taken.add_path(shape.path, 1, kEdge);
  }
}

void add_shape(Occupancy& taken, const Instances& dots, double opacity) {
  if (!columns_agree(dots)) return;
  for (size_t i = 0; i < dots.count(); ++i) {
    if (static_cast<double>(dots.opacity[i]) * opacity <= kFaint) continue;
    taken.add(Box::around({dots.x[i], dots.y[i]}, dots.size[i], dots.size[i]));
  }
}

void add_item(Occupancy& taken, const Item& item, double opacity) {
  opacity *= item.opacity;
  if (opacity <= kFaint) return;
  if (text_item_box(item)) return taken.add(bounds_of(item), kText);
  const auto add_box = [&] { taken.add(bounds_of(item), kText); };
  const auto add = [&](const auto& shape) { add_shape(taken, shape, opacity); };
  std::visit(
      Overloaded{[&](const Group& group) { add(group); },
                 [&](const PathShape& shape) { add(shape); }, [&](const TextShape&) { add_box(); },
                 [&](const Instances& dots) { add(dots); }, [&](const ImageShape&) { add_box(); }},
      item.shape);
}

}  // namespace

ItemPtr with_labels_placed(const LabelledGroup& in, const LabelsNow& now, Memo& memo) {
  std::vector<Standing> all;
  bool same = true;
  for (size_t i = 0; i < in.labels.size(); ++i) {
    all.push_back(standing(in.labels[i], in.id(i), now));
    same = same && as_drawn(in.drawn[i], all.back());
  }
  if (same) return in.group;
  Hasher hasher;
  hasher.add(in.key);
  for (const Standing& s : all) add(hasher, s);
  return memo.get(kPlaced, hasher.finish(), [&] {
    const size_t bytes = 512 * (std::get<Group>(in.group->shape).children.size() + 1);
    return Memo::Result<Item>{make_item(in.group->id, place(in, all)), bytes};
  });
}

void add_drawn(Occupancy& taken, const LabelledGroup& in) {
  const auto& children = std::get<Group>(in.group->shape).children;
  size_t next = 0;
  for (size_t i = 0; i < children.size(); ++i) {
    if (next < in.labels.size() && in.labels[next].item == i) ++next;
    else add_item(taken, *children[i], in.group->opacity);
  }
}

}  // namespace lantern
