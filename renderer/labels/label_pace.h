#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "renderer/labels/label_planning.h"

// How fast labels go beside what they name. The eye loses what jumps: all that a label does by
// itself is at most 2 canvas units in a sixtieth of a second, of which it makes way for others with
// one part and goes from place to place with the other.

namespace lantern {

constexpr double kMakingWay = 60;  ///< canvas units a second
constexpr double kGliding = 55;    ///< the same, at its fastest

/// How far `t` of the way from one place to another leads, 0…1: it begins and ends gently.
double gentle(double t);

/// How much is seen of what fades out here and in there: for a moment in the middle nothing, so
/// that no two pictures in a row have it at both places.
double seen_while_fading(double t);

/// The distance from home on the way between two places, `t` from 0 to 1. Around a small thing, a
/// label goes on a bow from side to side, not across it.
Point shift_between(const LabelSpot& spot, Point a, Point b, double t);

/// Chooses how labels get to their places in the next step, and from one end of a step to the
/// other: they go there where there is time for it, else they fade out here and in there. `steps`
/// and `seconds`, the lengths of the steps, are as long as `places`.
void pace_labels(std::span<StepPlaces> places, std::span<const std::vector<StepMoment>> steps,
                 std::span<const double> seconds);

}  // namespace lantern
