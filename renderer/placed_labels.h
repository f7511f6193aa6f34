#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/scene/memo.h"
#include "renderer/mark.h"
#include "renderer/occupancy.h"

namespace lantern {

/// Where labels stand at one end of a step, by the ids of their items, and what was there to be
/// placed, by view: where that is the same again, so are the places.
struct LabelPlaces {
  std::map<std::string, LabelPlace, std::less<>> places;
  std::map<std::string, Key, std::less<>> inputs;
  std::map<std::string, Location, std::less<>> lost;  ///< those that found no room
};

/// The places at both ends of the running step, and how far it has got. Null: not known.
struct LabelsNow {
  const LabelPlaces* from = nullptr;
  const LabelPlaces* to = nullptr;
  double progress = 0;
};

/// A mark's labels, at the homes that they have among the others.
struct LabelledGroup {
  ItemPtr group;
  Key key;                           ///< of what is drawn
  std::span<const MarkLabel> drawn;  ///< as the mark drew them
  std::vector<MarkLabel> labels;     ///< with homes that make way for each other

  const std::string& id(size_t label) const {
    return std::get<Group>(group->shape).children[labels[label].item]->id;
  }
};

/// The group with its labels at their places and the leaders that they need; the same object as
/// long as nothing changes. A label moves with what it names: only its distance from home changes,
/// from the one place to the other.
ItemPtr with_labels_placed(const LabelledGroup& group, const LabelsNow& now, Memo& memo);

/// Adds all that is drawn there, but for its labels.
void add_drawn(Occupancy& taken, const LabelledGroup& group);

}  // namespace lantern
