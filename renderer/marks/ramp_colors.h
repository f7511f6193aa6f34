#pragma once

#include <string>
#include <vector>

#include "renderer/marks/common.h"

// Colours of numbers: what marks of functions share.

namespace lantern {

struct RampFields {
  std::vector<std::string> ramp;
  std::vector<double> domain;
  std::optional<double> center;
};

template <class M>
std::vector<Field> ramp_fields() {
  return {field<&M::ramp, M>("ramp",
                             "Its colours from low to high: the name of a ramp or a hue, or a list "
                             "of colours; deep, or balance with a `center`.",
                             {.lone = true}),
          field<&M::domain, M>("domain",
                               "The numbers at the ramp's ends; those of the data if absent."),
          field<&M::center, M>("center", "The number in the middle of a ramp with two sides.")};
}

/// The least and the greatest of some numbers, for `MarkType::measure`: the most of each is that of
/// the film.
std::vector<double> measured_range(const std::vector<double>& values);

/// From a range of numbers to colours.
class RampColors {
 public:
  /// `measured`: what `measured_range` gave over the film.
  RampColors(const MarkInput& in, const RampFields& fields, std::span<const double> measured);

  double low() const { return low_; }
  double high() const { return high_; }
  /// How far along the ramp a number is, 0 to 1.
  double share(double value) const;
  Color operator()(double value) const { return at_share(share(value)); }
  Color at_share(double share) const;

 private:
  double low_ = 0, high_ = 1;
  std::vector<Color> colors_;
};

}  // namespace lantern
