#include "renderer/stage/stage_picture.h"

// Marks that are parts of groups: where they are, and what is around all of them.

namespace lantern {

Plot StagePicture::room_of(size_t view, const MarkState& state) const {
  const Plot& plot = layouts_[view].plot;
  return state.group < 0 ? plot : plot_about(plot.area.center(), plot);
}

Plot StagePicture::plot_of(size_t view, const MarkState& state) {
  const Plot& plot = layouts_[view].plot;
  if (state.group < 0) return plot;
  const MarkState& group = snapshot_.views[view].marks[size_t(state.group)];
  const Plot around = plot_of(view, group);
  const auto drawn = group.values ? mark(view, group) : nullptr;
  const bool there = drawn && !drawn->anchors.rows.empty();
  return plot_about(there ? drawn->anchors.rows[0].at : nowhere().at, around);
}

std::shared_ptr<const DrawnMark> StagePicture::with_parts(size_t view, const MarkState& state) {
  auto drawn = mark(view, state);
  if (!find_mark(state.kind)->holds || drawn->anchors.rows.empty()) return drawn;
  auto out = std::make_shared<DrawnMark>(*drawn);
  Hasher hasher;
  hasher.add(drawn->key);
  Box box;
  const std::vector<MarkState>& marks = snapshot_.views[view].marks;
  for (const MarkState& part : marks) {
    if (part.group < 0 || &marks[size_t(part.group)] != &state) continue;
    if (!part.values || part.presence.hidden()) continue;
    const auto own = with_parts(view, part);
    const bool holds = find_mark(part.kind)->holds;
    box.add(holds ? own->anchors.all : bounds_of(*own->group));
    hasher.add(own->key);
    out->still = out->still && own->still;
  }
  if (!box.empty()) out->anchors.rows[0].box = out->anchors.all = box;
  out->key = hasher.finish();
  return out;
}

}  // namespace lantern
