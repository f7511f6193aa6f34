#include <algorithm>

#include "renderer/field_access.h"
#include "renderer/label_dodging.h"
#include "renderer/label_placing.h"
#include "renderer/marks/common.h"
#include "renderer/placing.h"
#include "renderer/stage_picture.h"

// Where labels stand: chosen at the ends of the steps, once for the whole film, so that a label
// keeps its place while what it names moves.

namespace lantern {
namespace {

bool is_seen(const Presence& presence, int row) {
  if (presence.rows.empty() || row < 0) return !presence.hidden() && presence.most() > 0;
  return presence.rows[size_t(row)] > 0;
}

/// Everything that the places of a view's labels depend on.
void add_inputs(Hasher& hasher, const LabelledGroup& group, const Presence& presence) {
  hasher.add(group.key.lo);
  hasher.add(group.key.hi);
  for (const MarkLabel& label : group.labels) {
    hasher.add(label.spot.home.x0);
    hasher.add(label.spot.home.y0);
  }
  for (const float row : presence.rows) hasher.add(static_cast<std::uint64_t>(row > 0));
}

}  // namespace

std::vector<Stage::Picture::Seen> Stage::Picture::seen(size_t view) {
  std::vector<Seen> out;
  const std::vector<MarkState>& states = snapshot_.views[view].marks;
  for (size_t i = 0; i < states.size(); ++i) {
    if (!states[i].values || states[i].presence.hidden()) continue;
    const auto drawn = mark(view, states[i]);
    out.push_back({i, drawn, {drawn->group, drawn->key, drawn->labels, drawn->labels}});
  }
  make_way(view, out);
  return out;
}

/// Labels of lines pass around each other, at every moment.
void Stage::Picture::make_way(size_t view, std::vector<Seen>& marks) const {
  std::vector<MarkLabel*> moving;
  std::vector<MovableLabel> labels;
  for (Seen& one : marks) {
    const MarkState& state = snapshot_.views[view].marks[one.mark];
    if (!find_mark(state.kind)->label_dodges) continue;
    for (MarkLabel& label : one.group.labels) {
      moving.push_back(&label);
      labels.push_back({moved_into(label.spot.home, label.spot.within), state.presence.most()});
    }
  }
  const std::vector<Point> moves = dodge(labels, room_for_labels(layouts_[view].plot));
  for (size_t i = 0; i < moving.size(); ++i) {
    if (!(moves[i] == Point{})) moving[i]->spot.home = labels[i].box.moved(moves[i]);
  }
}

std::vector<ItemPtr> Stage::Picture::marks(size_t view) {
  std::vector<ItemPtr> groups(snapshot_.views[view].marks.size());
  for (const Seen& one : seen(view)) {
    groups[one.mark] = with_labels_placed(one.group, labels_, *stage_.memo_);
  }
  return groups;
}

LabelPlaces Stage::Picture::place_labels(const LabelPlaces& before) {
  LabelPlaces out;
  for (size_t view = 0; view < snapshot_.views.size(); ++view) place_labels(view, before, out);
  return out;
}

void Stage::Picture::place_labels(size_t view, const LabelPlaces& before, LabelPlaces& out) {
  const ViewState& state = snapshot_.views[view];
  if (std::none_of(state.marks.begin(), state.marks.end(), has_label)) return;
  const std::vector<Seen> all = seen(view);
  std::vector<LabelSpot> spots;
  std::vector<std::string> ids;
  std::vector<Location> at;
  Hasher hasher;
  add_plot(hasher, layouts_[view].plot);
  for (const Seen& one : all) {
    const Presence& presence = state.marks[one.mark].presence;
    add_inputs(hasher, one.group, presence);
    for (size_t i = 0; i < one.group.labels.size(); ++i) {
      const Item& item = *one.drawn->items()[one.group.labels[i].item];
      if (item.opacity <= 0 || !is_seen(presence, item.row)) continue;
      spots.push_back(one.group.labels[i].spot);
      ids.push_back(item.id);
      at.push_back(state.marks[one.mark].values->fields->at);
    }
  }
  if (spots.empty()) return;
  const Key inputs = hasher.finish();
  out.inputs[state.id] = inputs;
  const auto known = before.inputs.find(state.id);
  const bool same = known != before.inputs.end() && known->second == inputs;
  std::vector<std::optional<LabelPlace>> stood;
  for (const std::string& id : ids) {
    const auto found = before.places.find(id);
    stood.push_back(found == before.places.end() ? std::nullopt : std::optional(found->second));
  }
  if (same &&
      std::all_of(stood.begin(), stood.end(), [](const auto& p) { return p.has_value(); })) {
    for (size_t i = 0; i < ids.size(); ++i) out.places[ids[i]] = *stood[i];
    return;
  }
  Occupancy taken(layouts_[view].plot.cell);
  for (const Seen& one : all) add_drawn(taken, one.group);
  taken.settle();
  const std::vector<LabelPlace> places = lantern::place_labels(spots, taken, stood);
  for (size_t i = 0; i < ids.size(); ++i) {
    out.places[ids[i]] = places[i];
    if (!places[i].shown) out.lost[ids[i]] = at[i];
  }
}

bool Stage::has_label(const MarkState& mark) {
  return mark.values && !mark.presence.hidden() &&
         (find_mark(mark.kind)->calls_out || find_as<Label>(*mark.values->fields, "label"));
}

/// Goes through the film step by step; each picture of a step at both of its ends.
void Stage::settle_labels() {
  const LabelPlaces* last = nullptr;
  const auto settle = [&](const Moment& moment, const LabelPlaces* before) {
    const auto [found, fresh] = labels_.try_emplace(moment);
    if (!fresh) return &found->second;
    try {
      const Snapshot snapshot = scene_.snapshot(moment);
      const Arrangement layouts = arrange(snapshot);
      found->second =
          Picture(*this, snapshot, layouts, {}).place_labels(before ? *before : LabelPlaces{});
    } catch (const SceneError&) {
      // The picture at that moment says it with its time.
    }
    note_lost(found->second, moment.time);
    return &found->second;
  };
  for (const double time : scene_.step_ends()) {
    const Scene::StepEnds ends = scene_.ends_around(time);
    for (const auto& [from, to] : ends.snapshots) {
      last = settle(from, last);
      const LabelPlaces* end = settle(to, last);
      if (&from == &ends.snapshots.back().first) last = end;
    }
  }
}

void Stage::note_lost(const LabelPlaces& places, double time) {
  for (const auto& [id, at] : places.lost) {
    const auto known = [&id = id](const LostLabel& lost) { return lost.id == id; };
    if (std::none_of(lost_labels_.begin(), lost_labels_.end(), known)) {
      lost_labels_.push_back({id, at, time});
    }
  }
}

LabelsNow Stage::labels_at(const std::pair<Moment, Moment>& ends, double progress) const {
  const auto find = [&](const Moment& moment) {
    const auto found = labels_.find(moment);
    return found == labels_.end() ? nullptr : &found->second;
  };
  return {find(ends.first), find(ends.second), progress};
}

}  // namespace lantern
