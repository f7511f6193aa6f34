#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/diagnostics/location.h"
#include "renderer/labels/label_spot.h"
#include "renderer/labels/occupancy.h"

namespace lantern {

/// The labels of a view at one moment.
struct LabelsThere {
  std::vector<std::string> ids;
  std::vector<LabelSpot> spots;
  std::vector<Location> at;  ///< in the script
  Occupancy taken;           ///< what else is drawn
};

/// A moment of a step. While things are on their way, labels may meet.
struct StepMoment {
  std::shared_ptr<const LabelsThere> labels;
  bool passing = false;
};

/// How a label gets to another place: it goes there, or fades out here and in there.
struct LabelChange {
  double seconds = 0.4;
  bool fades = false;

  friend bool operator==(const LabelChange&, const LabelChange&) = default;
};

/// Where a label stands in a step: at one place, unless there is none at which it fits at all
/// moments. Then it gets from the one to the other.
struct StepPlace {
  LabelPlace from, to;
  bool fades = false;     ///< between the two
  LabelChange arrival{};  ///< from its place in the step before

  friend bool operator==(const StepPlace&, const StepPlace&) = default;
};

using StepPlaces = std::map<std::string, StepPlace, std::less<>>;  ///< by the ids of their items

/// Finds places for the labels of a view, step by step. A label has one place in a step, if it can
/// one that does for the whole film, and it keeps the one that it has unless another is clearly
/// better.
std::vector<StepPlaces> plan_labels(std::span<const std::vector<StepMoment>> steps);

}  // namespace lantern
