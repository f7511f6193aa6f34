#include "renderer/labels/label_dodging.h"
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

}  // namespace

std::vector<StagePicture::Seen> StagePicture::seen(size_t view) {
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
void StagePicture::make_way(size_t view, std::vector<Seen>& marks) const {
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
