#pragma once

#include <span>
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

/// Places labels, each at one place for all of the moments, so that none lies on another one or
/// leaves what it must stay in; among such places those that cover little of what is taken, are
/// near what they name, and whose leaders cross nothing. Where there is no room for all, the
/// lightest (of equals the last) are not shown. A pure function: greedy, then annealed
/// (Christensen, Marks & Shieber 1995) with a fixed seed and a fixed number of moves.
std::vector<LabelPlace> place_labels(std::span<const LabelTrack> labels,
                                     std::span<const LabelMoment> moments);

/// Whether they are the same place to the eye.
bool same_place(const LabelPlace& a, const LabelPlace& b);

}  // namespace lantern
