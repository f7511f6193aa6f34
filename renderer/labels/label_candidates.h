#pragma once

#include <optional>
#include <vector>

#include "renderer/labels/label_spot.h"

namespace lantern {

/// A label at a place, at one moment.
struct LabelStanding {
  Box box;
  double pushed = 0;    ///< how far an edge keeps it from where the place would have it
  bool leader = false;  ///< so far away that a line has to lead to what it names
  Point tip;            ///< of that line, on what it names
  Point from;           ///< its start, at the label
};

/// Nothing where it does not fit into what it must stay in, or would lie on the point that it
/// names.
std::optional<LabelStanding> stand(const LabelSpot& spot, const LabelPlace& place);

/// One place that a label could stand at.
struct LabelCandidate {
  LabelPlace place;
  double cost = 0;  ///< how much worse than home it is by itself
};

/// All places of a label that it can stand at, home first. Around a point those of Imhof (1975):
/// eight beside it, then rings farther out; of a line along both of its sides and above or below
/// its end; of a region around and inside it.
std::vector<LabelCandidate> candidates_of(const LabelSpot& spot);

/// What it costs to be pushed, in the units of a candidate's cost.
double cost_of_push(double pushed);

/// From this distance on a label needs a line to what it names, `gap` being its distance at home.
double leader_distance(double gap);

}  // namespace lantern
