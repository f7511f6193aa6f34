#pragma once

#include <set>
#include <string>
#include <utility>

#include "core/diagnostics/diagnostics.h"
#include "core/diagnostics/instances.h"

namespace lantern {

/// Knows what has been told: what is wrong at many moments of a film, or with all instances of an
/// `each`, is told at the first.
class Told {
 public:
  bool is_new(const Diagnostic& fault) {
    return told_.emplace(fault.at, without_keys(fault.message)).second;
  }

 private:
  std::set<std::pair<Location, std::string>> told_;
};

}  // namespace lantern
