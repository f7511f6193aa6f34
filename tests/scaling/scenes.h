#pragma once

#include <string>

#include "tests/scaling/growth.h"

namespace lantern::test {

/// What is special about a scene of n rows. The data `d` have x, y, a place in a grid (gx, gy),
/// their number i and that of the row above in a tree, up; `names.rows` has as many texts as value;
/// `t` goes from 0 to 1 in the last ten seconds. "{n}" is the number of rows.
struct ScalingScene {
  std::string marks;       ///< lines of a map
  std::string steps = "";  ///< lines of a list, before the last ten seconds
  double at = 1;           ///< seconds after them, or before where negative: the moments drawn
  std::string data = "";   ///< lines of a map, beside `d`
};

/// Setting the stage and drawing two moments.
Work drawing_work(const ScalingScene& scene, size_t rows = 250);

/// Computing all values of a scene with this model.
Work values_work(const std::string& model);

}  // namespace lantern::test
