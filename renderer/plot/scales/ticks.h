#pragma once

#include <utility>
#include <vector>

namespace lantern {

/// Round values that cut the domain into about `count` parts: multiples of 1, 2 or 5 times a power
/// of ten (the rule of d3-array's `ticks`, Bostock 2010). Each is the number that its decimal reads
/// as, and no two are equal. Domains may run downwards. Of one number, that number.
std::vector<double> nice_ticks(double first, double last, int count);

/// The distance of such ticks.
double tick_step(double first, double last, int count);

/// The domain widened to whole ticks; of one number, some room on both sides of it.
std::pair<double, double> nice_domain(double first, double last, int count);

}  // namespace lantern
