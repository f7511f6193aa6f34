#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/scene/run/memo.h"
#include "renderer/labels/label_planning.h"
#include "renderer/labels/mark_label.h"
#include "renderer/labels/ways_made.h"

namespace lantern {

/// Where labels stand in the step that runs, and where they stood in the one before. Null: not
/// known.
struct LabelsNow {
  const StepPlaces* before = nullptr;
  const StepPlaces* now = nullptr;
  double since = 0;     ///< seconds from the start of the step
  double progress = 0;  ///< of the step, 0…1
  /// How labels of lines make way for each other, and the moment of that.
  const WaysMade* ways = nullptr;
  double time = 0;
};

/// A mark's labels, at the homes that they have among the others.
struct LabelledGroup {
  ItemPtr group;
  Key key;                           ///< of what is drawn
  std::span<const MarkLabel> drawn;  ///< as the mark drew them
  std::vector<MarkLabel> labels;     ///< with homes that make way for each other
  bool still = true;                 ///< what they name is not on its way

  const std::string& id(size_t label) const {
    return std::get<Group>(group->shape).children[labels[label].item]->id;
  }
};

/// The group with its labels at their places and the leaders that they need; the same object as
/// long as nothing changes. A label moves with what it names: only its distance from home changes,
/// between the steps or, where no place does for the whole step, in it.
ItemPtr with_labels_placed(const LabelledGroup& group, const LabelsNow& now, Memo& memo);

/// Adds all that is drawn there, but for its labels.
void add_drawn(Occupancy& taken, const LabelledGroup& group);

}  // namespace lantern
