#include "renderer/stage/stage_picture.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/record/field_access.h"
#include "renderer/marks/common.h"
#include "renderer/stage/placing.h"

// How the marks of a picture are drawn, one placed by the other.

namespace lantern {
namespace {

constexpr MemoDomain<DrawnMark> kDrawn{"drawn mark"};

bool holds(const ViewState& view, const std::string& id) {
  return std::any_of(view.marks.begin(), view.marks.end(),
                     [&](const MarkState& mark) { return mark.id == id; });
}

}  // namespace

Origins StagePicture::origins(int view, const MarkState& state) {
  Origins out{state.id, {}};
  const std::optional<MarkRef> from = enter_of(*state.values->fields).from;
  if (!from) return out;
  size_t own = snapshot_.views.size();
  for (size_t v = 0; v < snapshot_.views.size(); ++v) {
    if (snapshot_.views[v].view == view && holds(snapshot_.views[v], state.id)) own = v;
  }
  for (size_t row = 0; row < state.values->count(); ++row) {
    const Target source = find(own, *from, from->instance_for(row));
    if (!source.drawn) return Origins{state.id, {}};
    const Anchors& anchors = source.drawn->anchors;
    const std::string key = from->key_for(row);
    const Anchor* anchor = key.empty() ? nullptr : find_anchor(anchors, key);
    if (anchor) {
      out.rows.push_back(*anchor);
    } else if (key.empty() && !anchors.all.empty()) {
      out.rows.push_back(Anchor{anchors.all.center(), anchors.all, {}});
    } else {
      out.rows.emplace_back();
    }
  }
  return out;
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
  auto result = make(view, state);
  on_the_way_.erase(state.id);
  return drawn_[state.id] = std::move(result);
}

bool StagePicture::Targets::complete() const {
  return (!wanted || place.drawn) &&
         std::all_of(named.begin(), named.end(),
                     [](const NamedTarget& one) { return one.target.drawn != nullptr; });
}

StagePicture::Targets StagePicture::targets_of(size_t view, const RecordValue& fields) {
  Targets out;
  const auto standing = bind<Standing>(fields);
  if (const auto& at = standing.mark()) {
    out.wanted = true;
    out.place = find(view, *at, at->instance);
  }
  for (size_t i = 0; i < fields.values.size(); ++i) {
    const Field& field = fields.kind->fields[i];
    const auto* ref = std::get_if<MarkRef>(&fields.values[i]);
    if (!ref || is_of<Standing>(field)) continue;
    out.named.push_back({field.name, find(view, *ref, ref->instance)});
  }
  return out;
}

std::shared_ptr<const DrawnMark> StagePicture::make(size_t view, const MarkState& state) {
  const Targets targets = targets_of(view, *state.values->fields);
  Hasher hasher;
  hasher.add(state.key);
  add_plot(hasher, layouts_[view].plot);
  const auto add = [&](const Target& target) {
    if (!target.drawn) return;
    hasher.add(target.drawn->key);
  };
  add(targets.place);
  for (const NamedTarget& one : targets.named) {
    hasher.add(one.field);
    add(one.target);
  }
  if (state.settled) hasher.add(state.settled->progress);
  const Key key = hasher.finish();
  return tools_.memo.get(kDrawn, key, [&] {
    auto out = std::make_shared<DrawnMark>(emit(view, state, targets));
    out->key = key;
    const size_t bytes = 512 * (out->items().size() + 1) + 256 * state.values->count();
    return Memo::Result<DrawnMark>{std::move(out), bytes};
  });
}

/// That instance's mark, else the same instance's where views or marks are made with `each`, else
/// the first one.
StagePicture::Target StagePicture::find(size_t view, const MarkRef& ref,
                                        const std::string& instance) {
  for (const bool same_view : {true, false}) {
    for (size_t v = 0; v < snapshot_.views.size(); ++v) {
      if (snapshot_.views[v].view != ref.view || (same_view && v != view)) continue;
      if (!instance.empty() && !snapshot_.views[v].id.ends_with("@" + instance)) continue;
      for (const MarkState& state : snapshot_.views[v].marks) {
        if (state.mark == ref.mark && state.values) return {mark(v, state), state.values->rows};
      }
    }
  }
  return {};
}

/// The anchors of a target, by groups of its rows where the mark asks for that.
Anchors StagePicture::anchors_for(const RecordValue& fields, const Target& target) {
  const std::string group = bind<Standing>(fields).group;
  if (group.empty() || !target.rows) return target.drawn->anchors;
  return group_anchors(target.drawn->anchors, *target.rows, group,
                       place_of_member<&Standing::group>(fields));
}

DrawnMark StagePicture::emit(size_t view, const MarkState& state, const Targets& targets) {
  const MarkType& type = *find_mark(state.kind);
  const MarkValues& values = *state.values;
  const Plot& plot = layouts_[view].plot;
  if (!targets.complete()) return {make_item(state.id, Group{}), {}, {}, {}};
  const Keys* keys = values.rows ? &values.rows->keys() : nullptr;
  const auto standing = bind<Standing>(*values.fields);
  const auto place = bind<Placement>(*values.fields);
  const bool along = standing.along.has_value();
  const Anchors anchors = targets.wanted ? anchors_for(*values.fields, targets.place) : Anchors{};
  std::vector<Anchor> stands_at;
  if (targets.wanted && !along) stands_at = anchors_at(standing, values.rows, anchors);
  const std::vector<Point> points = along            ? place_along(place, values.count(), anchors)
                                    : targets.wanted ? place_beside(place, stands_at)
                                                     : place_rows(state, type, plot, tools_.memo);
  std::vector<NamedAnchors> named;
  for (const NamedTarget& one : targets.named) {
    named.push_back({one.field, one.target.drawn->anchors});
  }
  const bool anchored = extents_.anchored.count({snapshot_.views[view].view, state.mark}) > 0;
  const auto measured = extents_.lengths.find(state.id);
  const MarkInput input{.id = state.id,
                        .fields = *values.fields,
                        .ahead = values.ahead.get(),
                        .ahead_fraction = values.ahead_fraction,
                        .ahead_key = values.ahead_key,
                        .count = values.count(),
                        .keys = keys,
                        .points = points,
                        .plot = plot,
                        .look = tools_.look,
                        .typesetter = tools_.typesetter,
                        .anchored = anchored,
                        .anchors = targets.wanted ? &anchors : nullptr,
                        .targets = stands_at,
                        .named = named,
                        .measured = measured == extents_.lengths.end() ? std::span<const double>()
                                                                       : measured->second};
  MarkOutput output;
  type.emit(input, output);
  DrawnMark out;
  out.group = make_item(state.id, Group{std::move(output.items), output.clip});
  out.labels = std::move(output.labels);
  out.anchors.rows = std::move(output.anchors);
  out.anchors.way = std::move(output.way);
  if (keys) out.anchors.keys = *keys;
  for (const Anchor& row : out.anchors.rows) out.anchors.all.add(row.box);
  return out;
}

}  // namespace lantern
