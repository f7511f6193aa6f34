#pragma once

#include <vector>

#include "renderer/label_spot.h"

namespace lantern {

/// One place that a label could stand at.
struct LabelCandidate {
  LabelPlace place;
  Box box;
  double cost = 0;      ///< how much worse than home it is by itself
  bool leader = false;  ///< so far away that a line has to lead to what it names
  Point tip;            ///< of that line, on what it names
  Point from;           ///< its start, at the label
};

/// All places of a label, home first. Around a point those of Imhof (1975): eight beside it, then
/// rings farther out; of a line along both of its sides and above or below its end; of a region
/// around and inside it. Those that do not fit into where it must stay are left out.
std::vector<LabelCandidate> candidates_of(const LabelSpot& spot);

/// From this distance on a label needs a line to what it names, `gap` being its distance at home.
double leader_distance(double gap);

}  // namespace lantern
