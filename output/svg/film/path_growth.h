#pragma once

#include <optional>
#include <vector>

#include "output/svg/film/recording.h"

namespace lantern::svg {

/// A line of which more and more is seen, or less and less: the whole of it, turned round where it
/// grows from its end, and which share of its length is seen at each frame.
struct Growth {
  Path whole;
  std::vector<double> shares;
};

/// Nothing where an outline changes in another way, is filled, or has dashes of its own. `last` is
/// the number of the last frame.
std::optional<Growth> growth_of(const Element& element, int last);

}  // namespace lantern::svg
