#pragma once

#include <optional>
#include <span>
#include <vector>

#include "renderer/labels/label_candidates.h"
#include "renderer/labels/label_track.h"

namespace lantern {

/// A place for a label, weighed over all of its moments.
struct WeighedPlace {
  LabelPlace place;
  double cost = 0;                                     ///< of standing there, by itself: their mean
  std::vector<std::optional<LabelStanding>> standing;  ///< by moment; where it is there
  Box reach;                                           ///< all of its boxes
  Box span;                                            ///< these and its leaders
  bool leader = false;                                 ///< at some moment
};

/// The best places of a label, the cheapest first: those at which it can stand at every moment.
std::vector<WeighedPlace> weighed_places(const LabelTrack& label,
                                         std::span<const LabelMoment> moments);

}  // namespace lantern
