#pragma once

#include <utility>
#include <vector>

#include "core/scene/compile/compiler.h"
#include "core/scene/run/plans.h"
#include "core/scene/run/timeline.h"

// What follows what within a step: rows, marks, instances of `each`.

namespace lantern {

/// The places of rows by a number of each; those of equal numbers go together, missing ones last.
RowOrder order_of(const Keys& keys, const Operand& numbers);

/// Marks that one step shows or hides one after another, each with the place of that step among
/// its own.
using Followers = std::vector<std::pair<MarkPlan*, size_t>>;

/// Gives them their ranks, and, where the step says that they follow each other as wholes, their
/// times.
void rank_marks(const StepSpec& step, double start, Followers& marks, Compiler& compiler,
                const Timeline& timeline, Memo& memo);

/// The order in which rows follow each other in steps whose picture goes from one to another.
void order_tweens(const std::vector<ViewPlan>& views, Compiler& compiler, Timeline& timeline,
                  Memo& memo);

}  // namespace lantern
