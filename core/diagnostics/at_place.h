#pragma once

#include <string>
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

/// The mistake with the instance that makes it, where `name` is one: of all that are made alike,
/// one may have nothing to learn from.
SceneError in_instance(const SceneError& error, const std::string& name);

/// Runs `compute`; what is wrong in it is wrong in this instance.
template <class Compute>
auto of_instance(const std::string& name, Compute&& compute) {
  try {
    return std::forward<Compute>(compute)();
  } catch (const SceneError& error) {
    throw in_instance(error, name);
  }
}

}  // namespace lantern
