#pragma once

#include <string>
#include <vector>

#include "core/bases/basis.h"

namespace lantern {

/// Where the pieces of a curve meet: said, or so many over the values of each feature.
struct KnotFields {
  std::vector<double> at;
  int knots = 5;
  std::string place;
};

/// The knots of a feature's values, ascending, all different; both ends count. Of fewer different
/// values than knots there may be fewer.
std::vector<double> knots_over(const KnotFields& in, std::span<const double> values);

/// The piece between knots in which a place is; before the first and behind the last knot, the
/// outer piece. `knots` has at least two.
size_t piece_of(const std::vector<double>& knots, double x);

template <class In>
std::vector<Field> knot_fields(std::string_view fallback) {
  return {
      field<&KnotFields::knots, In>("knots", "How many, both ends among them.",
                                    {.fallback = fallback, .least = 2, .most = 2000}),
      field<&KnotFields::at, In>("at", "Where they are, the same for all features: [0, 2.5, 5]."),
      field<&KnotFields::place, In>(
          "place", "Whether so many are evenly spaced, or have as many rows between them.",
          {.fallback = "uniform", .choices = {"uniform", "quantile"}})};
}

}  // namespace lantern
