#include "renderer/stage/camera.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/base/overloaded.h"
#include "core/base/portable_math.h"
#include "core/record/field_access.h"
#include "core/scene/run/timeline.h"
#include "renderer/frame/transform_item.h"
#include "renderer/marks/common.h"

namespace lantern {
namespace {

/// Where the camera looks: at what, and how near.
struct Pose {
  Point centre;
  double zoom = 1;
};

// ---- what it goes to

Box box_of_row(const Item& item, int row, const std::string& key) {
  Box out;
  const auto in_group = [&](const Group& group) {
    for (const ItemPtr& child : group.children) {
      if (child->row == row || std::holds_alternative<Instances>(child->shape)) {
        out.add(box_of_row(*child, row, key));
      }
    }
  };
  const auto in_instances = [&](const Instances& dots) {
    for (size_t i = 0; dots.keys && i < dots.count() && i < dots.keys->size(); ++i) {
      const double side = double(dots.size[i]);
      if ((*dots.keys)[i] == key) out.add(Box::around({dots.x[i], dots.y[i]}, side, side));
    }
  };
  std::visit(Overloaded{[&](const Group& group) { in_group(group); },
                        [&](const Instances& dots) { in_instances(dots); }, [](const auto&) {}},
             item.shape);
  return out.empty() && item.row == row ? bounds_of(item) : out;
}

Box box_of_mark(const MarkState& mark, const std::string& row, const Item& item) {
  if (row.empty()) return bounds_of(item);
  const auto found = mark.values && mark.values->rows ? mark.values->rows->keys().find(row)
                                                      : std::optional<size_t>();
  return found ? box_of_row(item, int(*found), row) : Box{};
}

/// The items of parts of groups as well.
std::vector<ItemPtr> with_parts(const ViewState& view, std::vector<ItemPtr> items) {
  std::set<std::string_view> groups;
  for (const MarkState& mark : view.marks) {
    if (mark.group >= 0) groups.insert(view.marks[size_t(mark.group)].id);
  }
  for (size_t i = 0; i < items.size() && !groups.empty(); ++i) {
    const auto* group = std::get_if<Group>(&items[i]->shape);
    const std::string_view id = items[i]->id;
    const bool whole = id.ends_with(".parts") && groups.count(id.substr(0, id.rfind('.')));
    if (!group || (!whole && !groups.count(id))) continue;
    const std::vector<ItemPtr> inside = group->children;
    items.insert(items.end(), inside.begin(), inside.end());
  }
  return items;
}

/// What a step names, as far as it is in the picture.
Box target_of(const Selection& to, const Snapshot& snapshot, const std::vector<ItemPtr>& all) {
  Box out;
  for (const ViewState& view : snapshot.views) {
    for (const ItemPtr& item : with_parts(view, all)) {
      const bool whole = to.mark < 0 && to.view == view.view && item->id == view.id + ".chrome" &&
                         (to.view_instance.empty() || to.view_instance == view.instance_key);
      if (whole) out.add(bounds_of(*item));
      for (const MarkState& mark : view.marks) {
        if (item->id != mark.id) continue;
        if (!to.covers(view.view, view.instance_key, mark.mark, mark.instance)) continue;
        out.add(box_of_mark(mark, to.row, *item));
      }
    }
  }
  return out;
}

// ---- where it stands

/// The nearest place at which nothing beyond the window is seen.
double kept_within(double centre, double low, double high, double zoom) {
  const double half = (high - low) / 2 / zoom;
  return std::clamp(centre, low + half, std::max(low + half, high - half));
}

Pose pose_of(const CameraEvent& event, const Snapshot& snapshot, const std::vector<ItemPtr>& items,
             const Box& window, const Pose& otherwise) {
  constexpr double kShare = 0.7, kNearest = 12;  // of the window, for what has no zoom of its own
  if (!event.to) return {window.center(), 1};
  Box box = target_of(*event.to, snapshot, items);
  if (box.empty()) return otherwise;
  Pose out{box.center(), event.zoom};
  if (out.zoom <= 0) {
    const double across = window.width() / std::max(box.width(), 1e-6);
    const double down = window.height() / std::max(box.height(), 1e-6);
    out.zoom = std::clamp(kShare * std::min(across, down), 1.0, kNearest);
  }
  out.centre.x = kept_within(out.centre.x, window.x0, window.x1, out.zoom);
  out.centre.y = kept_within(out.centre.y, window.y0, window.y1, out.zoom);
  return out;
}

/// What is seen grows or shrinks evenly, about one point.
Pose between(const Pose& a, const Pose& b, double t) {
  if (t >= 1) return b;
  constexpr double kSame = 1e-6;  // zooms that boxes of one size give
  if (std::fabs(b.zoom - a.zoom) <= kSame * a.zoom) return {mix(a.centre, b.centre, t), b.zoom};
  const double zoom = a.zoom * portable::pow(b.zoom / a.zoom, t);
  const double way = (1 / zoom - 1 / a.zoom) / (1 / b.zoom - 1 / a.zoom);
  return {mix(a.centre, b.centre, way), zoom};
}

Pose pose_now(const State& state, const std::vector<ItemPtr>& items, const Box& window) {
  Pose out{window.center(), 1};
  for (const CameraMove& move : state.camera) {
    const Pose goal = pose_of(*move.event, state.snapshots.back(), items, window, out);
    out = between(out, goal, move.progress);
  }
  return out;
}

// ---- what it sees

ItemPtr seen_through(const ItemPtr& item, double zoom, Point shift) {
  if (zoom == 1) return moved(item, shift);
  return scaled(item, zoom, shift * (1 / (1 - zoom)));
}

bool is_fixed(const State& state, const std::string& id) {
  for (const ViewState& view : state.snapshots.back().views) {
    for (const MarkState& mark : view.marks) {
      if (mark.id == id && mark.values) return bind<CommonFields>(*mark.values->fields).fixed;
    }
  }
  return false;
}

/// Without its texts, which nobody could read.
ItemPtr without_texts(const ItemPtr& item) {
  if (std::holds_alternative<TextShape>(item->shape)) return nullptr;
  const auto* group = std::get_if<Group>(&item->shape);
  if (!group) return item;
  if (group->block) return nullptr;
  Group kept = *group;
  kept.children.clear();
  for (const ItemPtr& child : group->children) {
    if (ItemPtr one = without_texts(child)) kept.children.push_back(std::move(one));
  }
  return make_item(item->id, std::move(kept), item->opacity, item->row);
}

std::string_view inset_of(const State& state) {
  std::string_view out;
  for (const CameraMove& move : state.camera) {
    if (!move.event->inset.empty()) out = move.event->inset;
  }
  return out;
}

/// A small picture of all, in a corner, with a frame around what is seen.
ItemPtr inset_item(std::string_view corner, const Zoomed& seen, const Look& look) {
  constexpr double kShare = 0.24, kMargin = 14, kComes = 0.4;  // of the zoom beyond 1
  const Box& window = seen.window;
  const double width = window.width() * kShare, height = window.height() * kShare;
  const bool left = corner.ends_with("left"), top = corner.starts_with("top");
  const Point at{left ? window.x0 + kMargin : window.x1 - kMargin - width,
                 top ? window.y0 + kMargin : window.y1 - kMargin - height};
  const Box panel{at.x, at.y, at.x + width, at.y + height};
  const Point shift = at - Point{window.x0, window.y0} * kShare;
  const auto placed = [&](Point p) { return p * kShare + shift; };
  const Point low = (Point{window.x0, window.y0} - seen.shift) * (1 / seen.zoom);
  const Point high = (Point{window.x1, window.y1} - seen.shift) * (1 / seen.zoom);
  const Point a = placed(low), b = placed(high);
  Group small;
  small.clip = panel;
  for (const ItemPtr& item : seen.items) {
    if (const ItemPtr kept = without_texts(item)) {
      small.children.push_back(seen_through(kept, kShare, shift));
    }
  }
  const Theme& theme = look.theme();
  Group out;
  out.children = {
      make_item("inset.ground", PathShape{rounded_rect_path(panel, 4), theme["panel"], {}}),
      make_item("inset.all", std::move(small)),
      make_item("inset.rim", PathShape{rounded_rect_path(panel, 4), {}, Stroke{theme["muted"], 1}}),
      make_item("inset.frame",
                PathShape{rect_path({a.x, a.y, b.x, b.y}), {}, Stroke{theme["accent"], 2}})};
  return make_item("inset", std::move(out), std::min(1.0, (seen.zoom - 1) / kComes));
}

Box window_of(const CanvasBands& bands) {
  Box out = bands.canvas;
  constexpr double kBelowTitle = 8, kAboveCaption = 12;
  if (!bands.title.empty()) out.y0 = bands.title.y1 + kBelowTitle;
  if (!bands.caption.empty()) out.y1 = bands.caption.y0 - kAboveCaption;
  return out;
}

}  // namespace

void add_through_camera(const State& state, const CanvasBands& bands, const Look& look,
                        const std::vector<ItemPtr>& items, Frame& out) {
  auto seen = std::make_shared<Zoomed>();
  std::vector<ItemPtr> fixed;
  for (const ItemPtr& item : items) {
    (is_fixed(state, item->id) ? fixed : seen->items).push_back(item);
  }
  seen->window = window_of(bands);
  const Pose pose = pose_now(state, items, seen->window);
  seen->zoom = pose.zoom;
  seen->shift = seen->window.center() - pose.centre * pose.zoom;
  if (pose.zoom == 1) seen->shift = {};
  Group group;
  group.clip = seen->window;
  for (const ItemPtr& item : seen->items) {
    group.children.push_back(seen_through(item, seen->zoom, seen->shift));
  }
  out.items.push_back(make_item("camera", std::move(group)));
  const std::string_view corner = inset_of(state);
  if (!corner.empty() && seen->zoom > 1) out.items.push_back(inset_item(corner, *seen, look));
  out.items.insert(out.items.end(), fixed.begin(), fixed.end());
  out.camera = std::move(seen);
}

}  // namespace lantern
