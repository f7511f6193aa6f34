#include <algorithm>

#include "renderer/marks/common.h"
#include "renderer/stage/placing.h"
#include "renderer/stage/stage_picture.h"

// The labels of a picture's marks.

namespace lantern {
namespace {

bool is_seen(const Presence& presence, int row) {
  if (presence.rows.empty() || row < 0) return !presence.hidden() && presence.most() > 0;
  return presence.rows[size_t(row)] > 0;
}

/// Everything that the places of a view's labels depend on.
void add_inputs(Hasher& hasher, const LabelledGroup& group, const Presence& presence) {
  hasher.add(group.key);
  for (const MarkLabel& label : group.labels) {
    hasher.add(label.spot.home.x0);
    hasher.add(label.spot.home.y0);
  }
  for (const float row : presence.rows) hasher.add(static_cast<std::uint64_t>(row > 0));
}

/// How much of the flatter one's height is at the height of the other, 0 where they do not meet.
double share_covered(const Box& a, const Box& b) {
  if (!a.overlaps(b)) return 0;
  const double least = std::min(a.height(), b.height());
  return least > 0 ? (std::min(a.y1, b.y1) - std::max(a.y0, b.y0)) / least : 0;
}

}  // namespace

/// Of two labels of lines that pass through each other, one fades for that moment: both could
/// not be read.
void StagePicture::fade_beneath(size_t view, std::vector<Seen>& all) const {
  constexpr double kFaded = 0.97, kSoon = 2.5;  // all but: one that is gone finds its place anew
  std::vector<MarkLabel*> labels;
  for (Seen& one : all) {
    if (!find_mark(snapshot_.views[view].marks[one.mark].kind)->label_dodges) continue;
    for (MarkLabel& label : one.group.labels) labels.push_back(&label);
  }
  for (size_t i = 1; i < labels.size(); ++i) {
    double most = 0;
    for (size_t j = 0; j < i; ++j) {
      const bool passing = labels[i]->passing || labels[j]->passing;
      if (!passing || labels[j]->shown <= 0) continue;
      most = std::max(most, share_covered(labels[i]->spot.home, labels[j]->spot.home));
    }
    labels[i]->shown *= 1 - kFaded * std::min(1.0, kSoon * most);
  }
}

std::vector<StagePicture::Seen> StagePicture::seen(size_t view) {
  std::vector<Seen> out;
  const std::vector<MarkState>& states = snapshot_.views[view].marks;
  for (size_t i = 0; i < states.size(); ++i) {
    if (!states[i].values || states[i].presence.hidden()) continue;
    const auto drawn = mark(view, states[i]);
    out.push_back(
        {i, drawn, {drawn->group, drawn->key, drawn->labels, drawn->labels, drawn->still}});
    if (labels_.ways && find_mark(states[i].kind)->label_dodges) make_way(out.back());
  }
  if (labels_.ways) fade_beneath(view, out);
  return out;
}

/// Labels of lines pass through each other slowly.
void StagePicture::make_way(Seen& one) const {
  for (size_t i = 0; i < one.group.labels.size(); ++i) {
    const WayMade way = labels_.ways->at(one.group.id(i), labels_.time);
    MarkLabel& label = one.group.labels[i];
    label.shown = way.shown;
    label.passing = way.moving;
    if (way.down == 0) continue;
    label.spot.home = moved_into(label.spot.home, label.spot.within).moved({0, way.down});
  }
}

LineLabels StagePicture::line_labels(size_t view) {
  LineLabels out{{}, room_for_labels(layouts_[view].plot)};
  for (const MarkState& state : snapshot_.views[view].marks) {
    if (!state.values || state.presence.hidden() || !find_mark(state.kind)->label_dodges) continue;
    if (!bind<LabelText>(*state.values->fields).label) continue;
    const auto drawn = mark(view, state);
    for (const MarkLabel& label : drawn->labels) {
      const Box box = moved_into(label.spot.home, label.spot.within);
      out.labels[drawn->items()[label.item]->id] = {box, state.presence.most()};
    }
  }
  return out;
}

std::vector<ItemPtr> StagePicture::items(size_t view, const MarkState& state) {
  const auto drawn = mark(view, state);
  std::vector<ItemPtr> out = drawn->items();
  for (const MarkLabel& label : drawn->labels) out[label.item] = nullptr;
  std::erase(out, nullptr);
  return out;
}

std::vector<ItemPtr> StagePicture::marks(size_t view) {
  std::vector<ItemPtr> groups(snapshot_.views[view].marks.size());
  for (const Seen& one : seen(view)) {
    groups[one.mark] = with_labels_placed(one.group, labels_, tools_.memo);
  }
  return groups;
}

Key StagePicture::key_of_labels(size_t view) {
  Hasher hasher;
  hasher.add(std::string_view(snapshot_.views[view].id));
  add_plot(hasher, layouts_[view].plot);
  for (const Seen& one : seen(view)) {
    const MarkState& state = snapshot_.views[view].marks[one.mark];
    add_inputs(hasher, one.group, shown(view, state).presence);
  }
  return hasher.finish();
}

std::shared_ptr<const LabelsThere> StagePicture::labels_there(size_t view) {
  const ViewState& state = snapshot_.views[view];
  LabelsThere out{{}, {}, {}, Occupancy(layouts_[view].plot.cell)};
  for (const Seen& one : seen(view)) {
    const Presence presence = shown(view, state.marks[one.mark]).presence;
    for (size_t i = 0; i < one.group.labels.size(); ++i) {
      const Item& item = *one.drawn->items()[one.group.labels[i].item];
      if (item.opacity <= 0 || !is_seen(presence, item.row)) continue;
      out.spots.push_back(one.group.labels[i].spot);
      out.ids.push_back(item.id);
      out.at.push_back(state.marks[one.mark].values->fields->at);
    }
    add_drawn(out.taken, one.group);
  }
  if (out.spots.empty()) return nullptr;
  out.taken.settle();
  return std::make_shared<const LabelsThere>(std::move(out));
}

}  // namespace lantern
