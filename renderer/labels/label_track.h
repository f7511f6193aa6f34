#pragma once

#include <vector>

#include "renderer/labels/label_spot.h"
#include "renderer/labels/occupancy.h"

namespace lantern {

/// A moment at which labels stand.
struct LabelMoment {
  const Occupancy* taken = nullptr;  ///< what else is drawn
  bool passing = false;              ///< things are on their way: labels may meet for a moment
};

/// A place at which a label had better stand, by `worth` in the units of a candidate's cost.
struct PreferredPlace {
  LabelPlace place;
  double worth = 0;
};

/// A label over some moments: where it is not there, it has no spot.
struct LabelTrack {
  std::vector<const LabelSpot*> spots;
  std::vector<PreferredPlace> preferred;
};

/// Whether they are the same place to the eye.
bool same_place(const LabelPlace& a, const LabelPlace& b);

}  // namespace lantern
