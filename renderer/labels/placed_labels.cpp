#include "renderer/labels/placed_labels.h"

#include <algorithm>
#include <cmath>

#include "core/base/overloaded.h"
#include "renderer/frame/transform_item.h"
#include "renderer/labels/label_pace.h"
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

/// A label that stands at a place, or is on its way there.
struct Underway {
  LabelPlace place;
  double shown = 1;
  bool on_its_way = false;
};

/// Out here, and then in there.
Underway faded_between(const Underway& from, const Underway& to, double t) {
  Underway out = t < 0.5 ? from : to;
  out.shown *= seen_while_fading(t);
  return out;
}

/// From the one to the other. One that is left out at an end stands there as it does at the other.
Underway between(const LabelSpot& spot, const Underway& from, const Underway& to, double progress,
                 bool fades) {
  if (progress >= 1) return to;
  const double t = gentle(progress);
  const LabelPlace& a = from.shown > 0 ? from.place : to.place;
  const LabelPlace& b = to.shown > 0 ? to.place : from.place;
  if (fades && !(a == b)) return faded_between({a, from.shown}, {b, to.shown}, t);
  Underway out{a, from.shown * (1 - t) + to.shown * t};
  if (!(a == b)) {
    out.on_its_way = progress > 0;
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

Underway underway(const MarkLabel& label, std::string_view id, const LabelsNow& now) {
  const StepPlace* place = find(now.now, id);
  if (!place) {
    const StepPlace* left = find(now.before, id);
    return left ? between(label.spot, at(left->to), {{true, label.spot.along, {}}, 1},
                          now.since / LabelChange{}.seconds, true)
                : Underway{{true, label.spot.along, {}}, 1};
  }
  const Underway here =
      between(label.spot, at(place->from), at(place->to), now.progress, place->fades);
  const StepPlace* before = find(now.before, id);
  if (!before || now.since >= place->arrival.seconds) return here;
  return between(label.spot, at(before->to), here, now.since / place->arrival.seconds,
                 place->arrival.fades);
}

/// So far from its home that its baselines, too, lie between pixels.
Box on_pixel(const Box& box, const Box& home) {
  const double down = box.y0 - home.y0;
  return box.moved({0, std::round(down) - down});
}

Standing standing(const LabelledGroup& in, size_t i, const LabelsNow& now) {
  const MarkLabel& label = in.labels[i];
  const Underway here = underway(label, in.id(i), now);
  Standing out;
  out.shown = here.shown * label.shown;
  out.box = box_at(label.spot, here.place);
  if (in.still && !here.on_its_way && !label.passing) {
    out.box = on_pixel(out.box, in.drawn[i].spot.home);
  }
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
    all.push_back(standing(in, i, now));
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
