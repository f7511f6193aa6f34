#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scene/run/program.h"

namespace lantern::sweep_model {

inline constexpr size_t kMostEvaluations = 4096;

struct Take {
  std::string name;
  Program program;
};

struct Setting {
  LeafId leaf = -1;
  LeafValue value;
  bool last = false;  ///< of a step: as far as the trace goes
};

/// `best: least error`
struct Best {
  bool least = true;
  size_t take = 0;
};

/// What a sweep goes through, and what it notes each time.
struct SweepPlan {
  std::vector<LeafId> vary;
  std::vector<std::vector<LeafValue>> values;  ///< of each; all combinations, the last one fastest
  std::vector<Take> takes;
  std::vector<Setting> settings;
  std::optional<Best> best;
};

}  // namespace lantern::sweep_model
