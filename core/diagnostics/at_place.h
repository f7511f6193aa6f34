#pragma once

#include <utility>

#include "core/base/work.h"
#include "core/diagnostics/diagnostics.h"

namespace lantern {

/// The mistake that a scene wants more work than its limit, at the place that wanted it.
SceneError out_of_work(const OutOfWork& error, const Location& at);

/// Runs `compute`; where it is out of work, that is a mistake at this place.
template <class Compute>
auto at_place(const Location& at, Compute&& compute) {
  try {
    return std::forward<Compute>(compute)();
  } catch (const OutOfWork& error) {
    throw out_of_work(error, at);
  }
}

}  // namespace lantern
