#pragma once

#include <span>
#include <vector>

#include "renderer/labels/label_track.h"

namespace lantern {

/// Places labels, each at one place for all of the moments, so that none lies on another one or
/// leaves what it must stay in; among such places those that cover little of what is taken, are
/// near what they name, and whose leaders cross nothing. Where there is no room for all, the
/// lightest (of equals the last) are not shown. A pure function: greedy, then annealed
/// (Christensen, Marks & Shieber 1995) with a fixed seed and a fixed number of moves.
std::vector<LabelPlace> place_labels(std::span<const LabelTrack> labels,
                                     std::span<const LabelMoment> moments);

}  // namespace lantern
