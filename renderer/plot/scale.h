#pragma once

#include <string>
#include <vector>

#include "core/base/number_format.h"
#include "core/record/value.h"

namespace lantern {

/// Maps data to canvas units along one axis: numbers straight, texts to the middles of equal bands.
struct AxisScale {
  double domain0 = 0, domain1 = 1;
  double range0 = 0, range1 = 1;        ///< canvas units
  std::vector<std::string> categories;  ///< of an ordinal axis; empty: linear

  bool ordinal() const { return !categories.empty(); }
  double at(double value) const;
  /// An unknown category maps to the middle.
  double at(const std::string& category) const;
  double band() const;

  friend bool operator==(const AxisScale&, const AxisScale&) = default;
};

/// Round values that cut the domain into about `count` parts: multiples of 1, 2 or 5 times a power
/// of ten (the rule of d3-array's `ticks`, Bostock 2010). Domains may run downwards.
std::vector<double> nice_ticks(double first, double last, int count);

/// The distance of such ticks.
double tick_step(double first, double last, int count);

/// The domain widened to whole ticks.
std::pair<double, double> nice_domain(double first, double last, int count);

/// The format in which ticks of this distance differ: as many decimals as it takes, no more.
NumberFormat tick_format(double step);

}  // namespace lantern
