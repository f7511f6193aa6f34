#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/bases/basis.h"
#include "core/record/fail.h"

namespace lantern::abs_knots_basis {
namespace {

struct AbsKnots {
  std::vector<double> at;
  int knots = 0;
};

std::vector<double> places_of(const AbsKnots& in, std::span<const double> values) {
  if (!in.at.empty() || values.empty()) return in.at;
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  std::vector<double> out;
  for (int i = 1; i <= in.knots; ++i) {
    out.push_back(*low + (*high - *low) * i / double(in.knots + 1));
  }
  return out;
}

Matrix distances(const Matrix& features, const std::vector<double>& knots) {
  Matrix out(features.rows(), knots.size() + 1);
  const auto x = features.column(0);
  std::copy(x.begin(), x.end(), out.column(0).begin());
  for (size_t j = 0; j < knots.size(); ++j) {
    const auto into = out.column(j + 1);
    for (size_t i = 0; i < x.size(); ++i) into[i] = std::fabs(x[i] - knots[j]);
  }
  return out;
}

BasisFunctions learn(const AbsKnots& in, const RecordValue& record, const BasisData& data) {
  if (data.names.size() != 1) {
    fail(record, "at",
         fmt::format("knots are places of one feature, and {} are numbers", data.names.size()));
  }
  std::vector<double> knots = places_of(in, data.features.column(0));
  for (const double knot : knots) {
    if (!std::isfinite(knot)) fail(record, "at", "a knot has no place: it is missing or infinite");
  }
  BasisFunctions out{data.names, 1, {}};
  for (size_t j = 0; j < knots.size(); ++j) out.names.push_back(fmt::format("knot_{}", j + 1));
  out.at = [knots = std::move(knots)](const Matrix& features) {
    return distances(features, knots);
  };
  return out;
}

}  // namespace

extern const BasisType kBasis;
const BasisType kBasis = basis<AbsKnots, learn>(
    {"abs_knots",
     "The feature x, and |x − t| for each knot t: straight pieces that meet at the knots. Where "
     "several fits are as good, the sum of the squared coefficients of the knots is the least; x "
     "and the intercept do not count.",
     {field<&AbsKnots::at>("at", "Where the knots are: [1.25, 2.5, =t]."),
      field<&AbsKnots::knots>("knots",
                              "Without `at`: so many, evenly between the least and the largest x, "
                              "which have none.",
                              {.fallback = "0", .least = 0, .most = 10000})}});

}  // namespace lantern::abs_knots_basis
