#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "renderer/frame/transform_item.h"
#include "renderer/marks/common.h"
#include "renderer/motion/blend.h"
#include "renderer/motion/presence.h"
#include "renderer/stage/placing.h"
#include "renderer/stage/row_orders.h"
#include "renderer/stage/stage.h"

// What is left of earlier moments: trails and ghosts, seen in the axes of now. A past picture of a
// mark depends on its time and those alone, so that any frame can be drawn alone, and the same ones
// are seen from frame to frame.

namespace lantern {
namespace {

constexpr MemoDomain<Stage::PastMark> kPasts{"past"};

constexpr double kTrailRate = 30;      // past pictures a second
constexpr double kTrailOpacity = 0.4;  // of the newest one
constexpr double kGhostOpacity = 0.16;

const MarkState* find_state(const Snapshot& snapshot, const std::string& id, size_t& view) {
  for (view = 0; view < snapshot.views.size(); ++view) {
    for (const MarkState& mark : snapshot.views[view].marks) {
      if (mark.id == id) return mark.values && !mark.presence.hidden() ? &mark : nullptr;
    }
  }
  return nullptr;
}

bool has_view(const Snapshot& snapshot, const std::string& id) {
  return std::any_of(snapshot.views.begin(), snapshot.views.end(),
                     [&](const ViewState& view) { return view.id == id; });
}

/// Whether all views and their axes are where they were.
bool same_layouts(const Arrangement& a, const Arrangement& b) {
  Hasher one, other;
  for (const ViewLayout& layout : a) add_plot(one, layout.plot);
  for (const ViewLayout& layout : b) add_plot(other, layout.plot);
  return one.finish() == other.finish();
}

void add_presence(Hasher& hasher, const Presence& presence) {
  hasher.add(presence.all);
  for (const float amount : presence.rows) hasher.add(double(amount));
}

}  // namespace

/// A mark as far as it has entered, without labels; what it depends on goes to `hasher`.
ItemPtr Stage::bare_mark(StagePicture& picture, size_t v, const MarkState& mark,
                         Hasher& hasher) const {
  StagePicture::Bare bare = picture.bare(v, mark);
  hasher.add(bare.key);
  add_presence(hasher, mark.presence);
  if (find_mark(mark.kind)->holds) {
    const ViewState& view = picture.snapshot().views[v];
    const auto draw_part = [&](size_t m) {
      const MarkState& part = view.marks[m];
      const bool there = part.values && !part.presence.hidden();
      return there ? bare_mark(picture, v, part, hasher) : nullptr;
    };
    const size_t place = size_t(&mark - view.marks.data());
    bare.group = with_parts(bare.group, parts_of(view, place, draw_part));
  }
  const auto& group = std::get<Group>(bare.group->shape);
  const Presence presence = picture.shown(v, mark).presence;
  std::vector<ItemPtr> items = with_presence(group.children, presence, {own_effect(mark)});
  return make_item(mark.id, Group{std::move(items), group.clip});
}

/// The layouts of a past snapshot's views as they are now; those that are gone keep their own.
Arrangement Stage::layouts_now(const Snapshot& past, Arrangement own, const Snapshot& now,
                               const Arrangement& layouts) {
  for (size_t v = 0; v < past.views.size(); ++v) {
    for (size_t w = 0; w < now.views.size(); ++w) {
      if (past.views[v].id == now.views[w].id) own[v] = layouts[w];
    }
  }
  return own;
}

/// As it was drawn at a moment, without labels, in the axes of now; no items where it was not
/// there.
Stage::PastMark Stage::mark_at(const std::string& id, double time, const Present& now) const {
  const State past = scene_.state(time);
  const std::vector<Arrangement> own = arrange_all(past.snapshots);
  Hasher hasher;
  const auto draw_one = [&](size_t i, size_t n) {
    PastMark out;
    Hasher own_hasher;
    const Snapshot& snapshot = past.snapshots[i];
    const Arrangement layouts =
        layouts_now(snapshot, own[i], now.state.snapshots[n], now.layouts[n]);
    const LabelsNow labels;
    StagePicture picture(tools(), extents_, snapshot, layouts, labels);
    size_t view = 0;
    const MarkState* mark = find_state(snapshot, id, view);
    const bool there = mark && has_view(now.state.snapshots[n], snapshot.views[view].id);
    own_hasher.add(std::uint64_t(there));
    if (there) out.items.push_back(bare_mark(picture, view, *mark, own_hasher));
    out.key = own_hasher.finish();
    return out;
  };
  const auto draw_in = [&](size_t n) {
    PastMark last = draw_one(0, n);
    std::vector<ItemPtr> out = last.items;
    hasher.add(last.key);
    for (size_t i = 0; i < past.tweens.size(); ++i) {
      if (past.time <= past.tweens[i].start) break;  // as before it
      PastMark next = draw_one(i + 1, n);
      if (next.key == last.key) continue;
      const auto progress = progress_of(past.tweens[i], past.time);
      hasher.add(next.key);
      hasher.add(progress(0, 1));
      const RowOrders orders = row_orders(past.tweens[i], past.snapshots[i], past.snapshots[i + 1]);
      out = blend(out, next.items, progress, &orders);
      last = std::move(next);
    }
    return out;
  };
  PastMark out;
  out.items = draw_in(0);
  for (size_t n = 0; n < now.state.tweens.size(); ++n) {
    const Tween& tween = now.state.tweens[n];
    if (now.state.time <= tween.start || same_layouts(now.layouts[n], now.layouts[n + 1])) continue;
    const auto progress = progress_of(tween, now.state.time);
    hasher.add(progress(0, 1));
    out.items = blend(out.items, draw_in(n + 1), progress);
  }
  out.key = hasher.finish();
  return out;
}

namespace {

/// About what a picture holds.
size_t bytes_of(const std::vector<ItemPtr>& items) {
  constexpr size_t kItem = 512, kSymbol = 64;
  size_t out = 0;
  for (const ItemPtr& item : items) {
    out += kItem;
    if (const auto* group = std::get_if<Group>(&item->shape)) out += bytes_of(group->children);
    if (const auto* dots = std::get_if<Instances>(&item->shape)) out += kSymbol * dots->count();
    if (const auto* path = std::get_if<PathShape>(&item->shape)) {
      out += sizeof(Point) * path->path.points.size();
    }
  }
  return out;
}

}  // namespace

void Stage::add_layouts_to(Hasher& hasher, const Present& now) const {
  for (size_t n = 0; n < now.layouts.size(); ++n) {
    if (n > 0 && same_layouts(now.layouts[n - 1], now.layouts[n])) continue;
    if (n > 0) hasher.add(progress_of(now.state.tweens[n - 1], now.state.time)(0, 1));
    for (const ViewLayout& layout : now.layouts[n]) add_plot(hasher, layout.plot);
  }
}

std::shared_ptr<const Stage::PastMark> Stage::past_of(const std::string& id, double time,
                                                      const Present& now) const {
  Hasher hasher;
  hasher.add(std::string_view(id));
  hasher.add(time);
  add_layouts_to(hasher, now);
  return memo_->get(kPasts, hasher.finish(), [&] {
    auto out = std::make_shared<const PastMark>(mark_at(id, time, now));
    const size_t bytes = 512 + bytes_of(out->items);
    return Memo::Result<PastMark>{std::move(out), bytes};
  });
}

/// Pictures that are as the one after them add nothing.
void Stage::add_past(const std::string& id, double time, double opacity, std::string name,
                     const Present& now, Key& next, std::vector<ItemPtr>& out) const {
  const auto past = past_of(id, time, now);
  if (past->items.empty() || past->key == next) return;
  next = past->key;
  out.push_back(make_item(std::move(name), Group{past->items, {}}, opacity));
}

std::vector<ItemPtr> Stage::pasts_of(const std::string& id, double trail, int ghosts,
                                     const Present& now) const {
  const double time = now.state.time;
  std::vector<ItemPtr> out;  // the newest first
  const Key present = mark_at(id, time, now).key;
  Key next = present;
  for (double n = std::ceil(time * kTrailRate) - 1; n >= 0 && trail > 0; --n) {
    const double age = (time - n / kTrailRate) / trail;
    if (age >= 1) break;
    const double opacity = kTrailOpacity * (1 - age) * (1 - age);
    add_past(id, n / kTrailRate, opacity, fmt::format("{}~{}", id, n), now, next, out);
  }
  next = present;
  size_t most = out.size() + size_t(ghosts);
  const std::vector<double>& ends = scene_.step_ends();
  for (auto end = ends.rbegin(); end != ends.rend() && out.size() < most; ++end) {
    if (*end >= time) continue;
    add_past(id, *end, kGhostOpacity, fmt::format("{}~at{}", id, ends.rend() - end), now, next,
             out);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

namespace {

bool same_rows(const Instances& a, const Instances& b) {
  return a.count() == b.count() && a.keys && b.keys && (a.keys == b.keys || *a.keys == *b.keys);
}

template <class T>
void keep(const std::vector<size_t>& rows, std::vector<T>& column) {
  if (column.empty()) return;
  std::vector<T> out;
  for (const size_t row : rows) out.push_back(column[row]);
  column = std::move(out);
}

/// What is where it was has no past to be seen: the rows of many symbols that have moved.
ItemPtr moved_rows(const ItemPtr& item, const Instances& now) {
  const auto* past = std::get_if<Instances>(&item->shape);
  if (!past || !same_rows(*past, now)) return item;
  std::vector<size_t> rows;
  for (size_t i = 0; i < past->count(); ++i) {
    if (past->x[i] != now.x[i] || past->y[i] != now.y[i] || past->size[i] != now.size[i]) {
      rows.push_back(i);
    }
  }
  if (rows.size() == past->count()) return item;
  if (rows.empty()) return nullptr;
  Item out = *item;
  auto& dots = std::get<Instances>(out.shape);
  auto keys = *dots.keys;
  keep(rows, keys);
  dots.keys = std::make_shared<const std::vector<std::string>>(std::move(keys));
  keep(rows, dots.symbol), keep(rows, dots.x), keep(rows, dots.y), keep(rows, dots.size);
  keep(rows, dots.angle), keep(rows, dots.color), keep(rows, dots.opacity);
  keep(rows, dots.outlines);
  return std::make_shared<const Item>(std::move(out));
}

ItemPtr moved_items(const ItemPtr& item, const Instances& now) {
  const auto* group = std::get_if<Group>(&item->shape);
  if (!group) return moved_rows(item, now);
  Group out{{}, group->clip};
  for (const ItemPtr& child : group->children) {
    if (ItemPtr kept = moved_items(child, now)) out.children.push_back(std::move(kept));
  }
  if (out.children.empty()) return nullptr;
  return out.children == group->children ? item
                                         : make_item(item->id, std::move(out), item->opacity);
}

const Instances* symbols_in(const Item& item) {
  if (const auto* dots = std::get_if<Instances>(&item.shape)) return dots;
  const auto* group = std::get_if<Group>(&item.shape);
  for (size_t i = 0; group && i < group->children.size(); ++i) {
    if (const Instances* dots = symbols_in(*group->children[i])) return dots;
  }
  return nullptr;
}

/// The pictures of a mark's past without what has not moved since.
std::vector<ItemPtr> moved_since(const std::vector<ItemPtr>& pasts, const Item& now) {
  const Instances* dots = symbols_in(now);
  if (!dots) return pasts;
  std::vector<ItemPtr> out;
  for (const ItemPtr& past : pasts) {
    if (ItemPtr kept = moved_items(past, *dots)) out.push_back(std::move(kept));
  }
  return out;
}

}  // namespace

void Stage::add_pasts(const Present& now, std::vector<ItemPtr>& items) const {
  for (const ViewState& view : now.state.snapshots.back().views) {
    for (const MarkState& mark : view.marks) {
      if (!mark.values) continue;
      const auto common = bind<CommonFields>(*mark.values->fields);
      if (!common.trail && common.ghosts == 0) continue;
      std::vector<ItemPtr> pasts = pasts_of(mark.id, common.trail.value_or(0), common.ghosts, now);
      const auto own = std::find_if(items.begin(), items.end(),
                                    [&](const ItemPtr& item) { return item->id == mark.id; });
      if (own != items.end()) pasts = moved_since(pasts, **own);
      if (pasts.empty()) continue;
      items.insert(own, make_item(mark.id + "~past", Group{std::move(pasts), {}}));
    }
  }
}

}  // namespace lantern
