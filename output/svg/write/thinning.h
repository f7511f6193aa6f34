#pragma once

#include <vector>

#include "renderer/paths/path.h"

namespace lantern::svg {

/// How far an outline may be from what it is, canvas units.
constexpr double kThin = 0.03;

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

Path thinned(const Path& path, double tolerance = kThin);

}  // namespace lantern::svg
