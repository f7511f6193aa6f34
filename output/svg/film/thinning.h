#pragma once

#include <vector>

#include "renderer/paths/path.h"

namespace lantern::svg {

/// The verbs and points of an outline that are needed for it to be within `tolerance` of what it
/// is, at all moments: points in straight or hardly bent runs are left out.
struct ThinOutline {
  std::vector<Verb> verbs;
  std::vector<size_t> points;  ///< indices of those that stay

  /// The coordinates that stay of (x, y of one point after another).
  std::vector<double> of(const std::vector<double>& coordinates) const;
};

/// `moments` are the coordinates at each of them: the same points at other places.
ThinOutline thinned(const std::vector<Verb>& verbs, const std::vector<std::vector<double>>& moments,
                    double tolerance);

}  // namespace lantern::svg
