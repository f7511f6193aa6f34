#include "renderer/stage/stage_picture.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/work.h"
#include "core/diagnostics/at_place.h"
#include "core/record/field_access.h"
#include "renderer/marks/common.h"
#include "renderer/stage/mark_group.h"
#include "renderer/stage/placing.h"

// How the marks of a picture are drawn, one placed by the other.

namespace lantern {
namespace {

constexpr MemoDomain<DrawnMark> kDrawn{"drawn mark"};

bool holds(const ViewState& view, const std::string& id) {
  return std::any_of(view.marks.begin(), view.marks.end(),
                     [&](const MarkState& mark) { return mark.id == id; });
}

/// Anchors of all rows from those of the rows that are drawn.
std::vector<Anchor> of_all(std::vector<Anchor> drawn, const DrawnRows& rows, size_t count) {
  if (rows.all() || rows.rows().empty() || drawn.size() < rows.rows().size()) return drawn;
  std::vector<Anchor> out(count, nowhere());
  for (size_t i = 0; i < rows.rows().size(); ++i) out[rows.rows()[i]] = drawn[i];
  out.insert(out.end(), drawn.begin() + std::ptrdiff_t(rows.rows().size()), drawn.end());
  return out;
}

/// A part of a mark as if it were a mark of its own; null where it is not there.
std::shared_ptr<const DrawnMark> part_of(const DrawnMark& mark, const std::string& part) {
  for (const auto& [name, anchors] : mark.anchors.parts) {
    if (name != part) continue;
    auto out = std::make_shared<DrawnMark>();
    out->group = mark.group;
    out->anchors = *anchors;
    out->key = mark.key;
    out->still = mark.still;
    return out;
  }
  return nullptr;
}

/// Whether a group that has no place is what a plot belongs to.
bool is_nowhere(const Plot& plot) {
  return plot.origin && !(std::isfinite(plot.origin->x) && std::isfinite(plot.origin->y));
}

/// Whether a trace may go on from the last of its rows: that one is drawn.
bool goes_on(const DrawnRows& rows, const MarkValues& values) {
  return rows.all() || (!rows.rows().empty() && rows.rows().back() + 1 == values.count());
}

}  // namespace

size_t StagePicture::view_of(int view, const MarkState& state) const {
  size_t out = snapshot_.views.size();
  for (size_t v = 0; v < snapshot_.views.size(); ++v) {
    if (snapshot_.views[v].view == view && holds(snapshot_.views[v], state.id)) out = v;
  }
  return out;
}

Origins StagePicture::origins(int view, const MarkState& state, StagePicture& shown) {
  Origins out{state.id, {}};
  const std::optional<MarkRef> from = enter_of(*state.values->fields).from;
  if (!from) return out;
  const size_t own = view_of(view, state);
  for (size_t row = 0; row < state.values->count(); ++row) {
    const Target source = find(own, state, *from, row);
    if (!source.drawn) return Origins{state.id, {}};
    const Anchors& anchors = source.drawn->anchors;
    const bool whole = !from->row.given || from->row[row].empty();
    const Anchor* anchor = whole ? nullptr : find_anchor(anchors, from->row[row]);
    if (anchor && !is_nowhere(*anchor)) {
      out.rows.push_back(*anchor);
    } else if (whole && !anchors.all.empty()) {
      out.rows.push_back(Anchor{anchors.all.center(), anchors.all});
    } else {
      out.rows.emplace_back();
    }
  }
  const auto drawn = shown.mark(shown.view_of(view, state), state);
  if (drawn->rows) out.rows = of_rows(out.rows, *drawn->rows);
  return out;
}

StagePicture::Shown StagePicture::shown(size_t view, const MarkState& state) {
  const auto drawn = mark(view, state);
  if (!drawn->rows) return {state.presence, state.emphasis};
  return {of_rows(state.presence, *drawn->rows), of_rows(state.emphasis, *drawn->rows)};
}

std::vector<LeftOut> StagePicture::left_out(size_t view, const MarkState& state) {
  return mark(view, state)->left_out;
}

std::vector<std::string> StagePicture::pool(const std::string& identity) const {
  std::vector<std::string> out;
  for (const ViewState& view : snapshot_.views) {
    for (const MarkState& state : view.marks) {
      if (!state.values || state.presence.hidden()) continue;
      if (bind<CommonFields>(*state.values->fields).identity == identity) out.push_back(state.id);
    }
  }
  return out;
}

std::shared_ptr<const DrawnMark> StagePicture::mark(size_t view, const MarkState& state) {
  const auto known = drawn_.find(state.id);
  if (known != drawn_.end()) return known->second;
  if (!on_the_way_.insert(state.id).second) {
    throw SceneError({Severity::error, "cycle", state.values->fields->at,
                      fmt::format("marks are placed by each other in a circle at {}", state.id),
                      ""});
  }
  auto result = at_place(state.values->fields->at, [&] {
    constexpr std::uint64_t kMark = 1000, kRow = 300;
    spend(kMark + kRow * state.values->count());
    return make(view, state);
  });
  on_the_way_.erase(state.id);
  return drawn_[state.id] = std::move(result);
}

bool StagePicture::Targets::found() const {
  return std::any_of(marks.begin(), marks.end(),
                     [](const Target& one) { return one.drawn != nullptr; });
}

Anchor StagePicture::Targets::anchor(size_t row) const {
  const auto& drawn = of(row).drawn;
  return drawn ? named_anchor(ref, row, drawn->anchors) : nowhere();
}

bool StagePicture::Targets::still() const {
  return std::all_of(marks.begin(), marks.end(),
                     [](const Target& one) { return !one.drawn || one.drawn->still; });
}

bool StagePicture::Addressed::found() const {
  return (!place || place->found()) && (!layout || layout->found()) &&
         std::all_of(others.begin(), others.end(), [](const Targets& one) { return one.found(); });
}

StagePicture::Targets StagePicture::targets_of(size_t view, const MarkState& state,
                                               std::string_view field, const MarkRef& ref) {
  Targets out{field, ref};
  if (!ref.many()) {
    out.marks.push_back(find(view, state, ref, 0));
    return out;
  }
  std::map<std::pair<std::string, std::string>, size_t> known;
  for (size_t row = 0; row < state.values->count(); ++row) {
    const auto [place, fresh] =
        known.emplace(std::pair(ref.view_instance[row], ref.mark_instance[row]), out.marks.size());
    if (fresh) out.marks.push_back(find(view, state, ref, row));
    out.of_row.push_back(place->second);
  }
  return out;
}

StagePicture::Addressed StagePicture::addressed_by(size_t view, const MarkState& state) {
  const RecordValue& fields = *state.values->fields;
  Addressed out;
  const auto standing = bind<Standing>(fields);
  if (const auto& at = standing.mark()) out.place = targets_of(view, state, "at", *at);
  const auto placement = bind<Placement>(fields);
  if (placement.layout) {
    if (const MarkRef* at = mark_in(*placement.layout)) {
      out.layout = targets_of(view, state, "layout", *at);
    }
  }
  for (size_t i = 0; i < fields.values.size(); ++i) {
    const Field& field = fields.kind->fields[i];
    const auto* ref = std::get_if<MarkRef>(&fields.values[i]);
    if (!ref || is_of<Standing>(field)) continue;
    out.others.push_back(targets_of(view, state, field.name, *ref));
  }
  const ViewState& own = snapshot_.views[view];
  out.still = !state.moving && !own.moving && (!out.place || out.place->still()) &&
              (!out.layout || out.layout->still()) &&
              std::all_of(out.others.begin(), out.others.end(),
                          [](const Targets& one) { return one.still(); }) &&
              (state.group < 0 || is_still(view, own.marks[size_t(state.group)]));
  return out;
}

std::shared_ptr<const DrawnMark> StagePicture::make(size_t view, const MarkState& state) {
  const Addressed addressed = addressed_by(view, state);
  const Plot plot = plot_of(view, state);
  Hasher hasher;
  hasher.add(state.key);
  add_plot(hasher, plot);
  const Box seen = visible(view, state);
  for (const double edge : {seen.x0, seen.y0, seen.x1, seen.y1}) hasher.add(edge);
  const auto add = [&](const Targets& targets) {
    for (const Target& one : targets.marks) {
      hasher.add(static_cast<std::uint64_t>(one.drawn != nullptr));
      if (one.drawn) hasher.add(one.drawn->key);
    }
  };
  if (addressed.place) add(*addressed.place);
  if (addressed.layout) add(*addressed.layout);
  for (const Targets& targets : addressed.others) {
    hasher.add(targets.field);
    add(targets);
  }
  if (state.settled) hasher.add(state.settled->progress);
  hasher.add(std::uint64_t(addressed.still));
  const Key key = hasher.finish();
  return tools_.memo.get(kDrawn, key, [&] {
    auto out = std::make_shared<DrawnMark>(emit(view, state, addressed, plot));
    out->key = key;
    out->still = addressed.still;
    const size_t bytes = 512 * (out->items().size() + 1) + 256 * state.values->count();
    return Memo::Result<DrawnMark>{std::move(out), bytes};
  });
}

/// The mark that an address names for a row, of the instances that are in the picture.
StagePicture::Target StagePicture::find(size_t view, const MarkState& state, const MarkRef& ref,
                                        size_t row) {
  const auto pick = [row](const std::vector<std::string>& keys, const TextChannel& key,
                          const std::string& own) {
    const std::string wanted = key[row];
    return chosen_instance(keys, key.given ? &wanted : nullptr, own);
  };
  std::vector<std::string> keys;
  std::vector<size_t> views;
  for (size_t v = 0; v < snapshot_.views.size(); ++v) {
    if (snapshot_.views[v].view != ref.view) continue;
    views.push_back(v);
    keys.push_back(snapshot_.views[v].instance_key);
  }
  const std::string& own = view < snapshot_.views.size() ? snapshot_.views[view].instance_key : "";
  const int chosen = pick(keys, ref.view_instance, own);
  if (chosen < 0) return {};
  const size_t there = views[size_t(chosen)];
  keys.clear();
  std::vector<const MarkState*> marks;
  for (const MarkState& one : snapshot_.views[there].marks) {
    if (one.mark != ref.mark) continue;
    marks.push_back(&one);
    keys.push_back(one.instance);
  }
  const int found = pick(keys, ref.mark_instance, state.instance);
  if (found < 0 || !marks[size_t(found)]->values) return {};
  const auto drawn = with_parts(there, *marks[size_t(found)]);
  if (ref.part.empty()) return {drawn, marks[size_t(found)]->values->rows};
  return {part_of(*drawn, ref.part), nullptr};
}

/// The anchors of each target, by groups of its rows where the mark asks for that.
std::vector<Anchors> StagePicture::anchors_for(const RecordValue& fields, const Targets& targets) {
  const std::string group = bind<Standing>(fields).group;
  std::vector<Anchors> out;
  for (const Target& target : targets.marks) {
    if (!target.drawn) out.emplace_back();
    else if (group.empty() || !target.rows) out.push_back(target.drawn->anchors);
    else
      out.push_back(group_anchors(target.drawn->anchors, *target.rows, group,
                                  place_of_member<&Standing::group>(fields)));
  }
  return out;
}

MarkOutput StagePicture::output_of(size_t view, const MarkState& state, const Addressed& addressed,
                                   const Placed& placed, const Plot& plot) const {
  const MarkType& type = *find_mark(state.kind);
  const Box seen = visible(view, state);
  const MarkValues& values = placed.rows.values();
  std::vector<NamedAnchors> named;
  for (const Targets& targets : addressed.others) {
    named.push_back({targets.field, {}});
    for (size_t i = 0; i < placed.rows.count(); ++i) {
      named.back().rows.push_back(targets.anchor(placed.rows.number_of(i)));
    }
  }
  const auto measured = extents_.lengths.find(state.id);
  const bool ahead = values.ahead && goes_on(placed.rows, *state.values) &&
                     is_drawable(*values.ahead, type, plot, seen);
  const auto colored = with_color_scales(*values.fields, state.id, snapshot_.views[view].view,
                                         tools_.look, extents_.colors);
  MarkInput in{.id = state.id,
               .fields = colored ? *colored : *values.fields,
               .ahead = ahead ? values.ahead.get() : nullptr,
               .ahead_fraction = values.ahead_fraction,
               .ahead_key = values.ahead_key,
               .count = placed.rows.count(),
               .keys = values.rows ? &values.rows->keys() : nullptr,
               .points = placed.points,
               .plot = plot,
               .look = tools_.look,
               .typesetter = tools_.typesetter};
  in.anchored = extents_.anchored.count({snapshot_.views[view].view, state.mark}) > 0;
  in.anchors = addressed.place ? &placed.anchors[0] : nullptr;
  in.targets = placed.stands_at;
  in.ways = placed.ways;
  in.named = named;
  if (measured != extents_.lengths.end()) in.measured = measured->second;
  in.visible = type.outside == Outside::cut ? seen : far_from(plot);
  in.canvas = tools_.canvas;
  in.clipped = is_clipped(view, state);
  in.drawn = placed.rows.rows();
  in.all_rows = state.values->fields.get();
  in.still = addressed.still;
  in.shrink = shrink_of(extents_, snapshot_.views[view], state);
  MarkOutput out;
  type.emit(in, out);
  return out;
}

DrawnMark StagePicture::emit(size_t view, const MarkState& state, const Addressed& addressed,
                             const Plot& plot) {
  DrawnMark out;
  out.group = make_item(state.id, Group{});
  if (!addressed.found() || is_nowhere(plot)) return out;
  const Placed placed = place(view, state, addressed, plot);
  if (!placed.rows.all()) out.rows = placed.rows.rows();
  out.left_out = placed.rows.left_out();
  if (state.values->rows) out.anchors.keys = state.values->rows->keys();
  if (placed.rows.count() == 0 && !placed.rows.all()) return out;
  MarkOutput output = output_of(view, state, addressed, placed, plot);
  const bool cut = find_mark(state.kind)->outside == Outside::cut && !output.clip;
  const Box far = far_from(plot);
  const auto& [x, y] = extents_.domains.at(snapshot_.views[view].id);
  out.group =
      mark_group(state.id, output, cut ? visible(view, state) : far, far, axes_in(plot, x, y));
  out.labels = std::move(output.labels);
  out.faults = std::move(output.faults);
  out.anchors.rows = of_all(std::move(output.anchors), placed.rows, state.values->count());
  out.anchors.way = std::move(output.way);
  out.anchors.parts = std::move(output.parts);
  for (const Anchor& row : out.anchors.rows) {
    if (!is_nowhere(row)) out.anchors.all.add(row.box);
  }
  return out;
}

}  // namespace lantern
