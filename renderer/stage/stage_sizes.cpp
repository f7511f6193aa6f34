#include <algorithm>

#include "renderer/stage/placing.h"
#include "renderer/stage/stage.h"

// How far sizes shrink so that layouts have room: by one factor in the whole film, so that nothing
// gets smaller and larger while rows come and go.

namespace lantern {
namespace {

constexpr double kLeastShrink = 0.6;  // a picture of much smaller ones would be another one
constexpr double kLeastSize = 3;      // canvas units
constexpr int kHalvings = 6;

/// Whose places come from a layout that keeps rows apart.
bool is_laid_out(const MarkState& mark) {
  if (!mark.values || mark.presence.hidden() || !find_mark(mark.kind)->sizes) return false;
  const auto place = bind<Placement>(*mark.values->fields);
  return place.layout && !place.mark() && mark.values->count() > 0;
}

double least_shrink(const MarkValues& values, const MarkType& type) {
  double largest = 0;
  for (const double size : type.sizes(*values.fields, values.count())) {
    largest = std::max(largest, size);
  }
  return largest > 0 ? std::max(kLeastShrink, kLeastSize / largest) : 1;
}

/// The largest factor with which all rows have room; 1 where none is large enough.
double shrink_for(const MarkValues& values, const MarkType& type, const Plot& plot, Memo& memo) {
  const auto fits = [&](double shrink) {
    return lay_out(values, type, plot, shrink, memo).pressed >= 1;
  };
  double low = least_shrink(values, type), high = 1;
  if (low >= 1 || fits(1) || !fits(low)) return 1;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (low + high) / 2;
    (fits(middle) ? low : high) = middle;
  }
  return low;
}

}  // namespace

double shrink_of(const StageExtents& extents, const ViewState& view, const MarkState& mark) {
  const auto found = extents.shrinks.find({view.view, mark.mark});
  return found == extents.shrinks.end() ? 1 : found->second;
}

void Stage::settle_sizes() {
  for (const double time : scene_.step_ends()) {
    const State state = scene_.state(time);
    for (const Snapshot& snapshot : state.snapshots) shrink_to_room(snapshot);
  }
}

void Stage::shrink_to_room(const Snapshot& snapshot) {
  for (const ViewState& view : snapshot.views) {
    if (std::any_of(view.marks.begin(), view.marks.end(), is_laid_out)) {
      shrink_in(snapshot, arrange(snapshot));
      return;
    }
  }
}

void Stage::shrink_in(const Snapshot& snapshot, const Arrangement& layouts) {
  const StagePicture picture(tools(), extents_, snapshot, layouts, {});
  for (size_t v = 0; v < snapshot.views.size(); ++v) {
    for (const MarkState& mark : snapshot.views[v].marks) {
      if (!is_laid_out(mark)) continue;
      const MarkValuesPtr rows = picture.placeable_rows(v, mark);
      const auto known = extents_.shrinks.try_emplace({snapshot.views[v].view, mark.mark}, 1).first;
      known->second = std::min(known->second, shrink_for(*rows, *find_mark(mark.kind),
                                                         picture.room_of(v, mark), *memo_));
    }
  }
}

}  // namespace lantern
