#include <algorithm>

#include <fmt/format.h>

#include "core/bases/knots.h"

namespace lantern::natural_cubic_basis {
namespace {

struct NaturalCubic : KnotFields {};

/// Curves that are 1 at one knot and 0 at the others.
struct OneFeature {
  std::vector<double> knots;  ///< at least two, or none
  Matrix bends;               ///< knots × knots: the second derivative at a knot of each curve
};

/// The continuity of slopes: for the knots between the outer ones, h bends₋ + 2 (h + h₊) bends +
/// h₊ bends₊ is 6 times the change of the slope (de Boor 1978, ch. IV). By elimination, for all
/// curves at once.
Matrix bends_of(const std::vector<double>& t) {
  const size_t n = t.size();
  Matrix out(n, n);
  std::vector<double> pivots(n, 1);
  for (size_t i = 1; i + 1 < n; ++i) {
    const double h = t[i] - t[i - 1], next = t[i + 1] - t[i];
    const double share = i > 1 ? h / pivots[i - 1] : 0;
    pivots[i] = 2 * (h + next) - share * h;
    for (size_t j = 0; j < n; ++j) {
      const double change =
          (double(j == i + 1) - double(j == i)) / next - (double(j == i) - double(j == i - 1)) / h;
      out(i, j) = 6 * change - share * out(i - 1, j);
    }
  }
  for (size_t i = n - 1; i-- > 1;) {
    const double next = t[i + 1] - t[i];
    for (size_t j = 0; j < n; ++j) out(i, j) = (out(i, j) - next * out(i + 1, j)) / pivots[i];
  }
  return out;
}

void write_row(const OneFeature& of, double x, size_t row, size_t first, Matrix& out) {
  const std::vector<double>& t = of.knots;
  const double inside = std::clamp(x, t.front(), t.back()), beyond = x - inside;
  const size_t i = piece_of(t, inside);
  const double h = t[i + 1] - t[i], left = (t[i + 1] - inside) / h, right = 1 - left;
  const auto bent = [&](double share) { return (share * share * share - share) * h * h / 6; };
  const auto slope = [&](double share) { return (3 * share * share - 1) * h / 6; };
  for (size_t j = 0; j < t.size(); ++j) {
    double value = bent(left) * of.bends(i, j) + bent(right) * of.bends(i + 1, j);
    const double step = double(j == i + 1) - double(j == i);
    value += left * double(j == i) + right * double(j == i + 1);
    value += beyond * (step / h - slope(left) * of.bends(i, j) + slope(right) * of.bends(i + 1, j));
    out(row, first + j) = value;
  }
}

Matrix evaluate(const std::vector<OneFeature>& all, size_t columns, const Matrix& features) {
  Matrix out(features.rows(), columns);
  size_t first = 0;
  for (size_t j = 0; j < all.size(); ++j) {
    for (size_t i = 0; i < features.rows() && !all[j].knots.empty(); ++i) {
      write_row(all[j], features(i, j), i, first, out);
    }
    first += all[j].knots.size();
  }
  return out;
}

BasisFunctions learn(const NaturalCubic& in, const RecordValue&, const BasisData& data) {
  std::vector<OneFeature> all;
  BasisFunctions out;
  for (size_t j = 0; j < data.names.size(); ++j) {
    std::vector<double> knots = knots_over(in, data.features.column(j));
    if (knots.size() < 2) knots.clear();
    Matrix bends = knots.empty() ? Matrix() : bends_of(knots);
    for (size_t i = 0; i < knots.size(); ++i) {
      out.names.push_back(fmt::format("{}_ns_{}", data.names[j], i));
    }
    all.push_back({std::move(knots), std::move(bends)});
  }
  out.at = [all = std::move(all), columns = out.names.size()](const Matrix& features) {
    return evaluate(all, columns, features);
  };
  return out;
}

}  // namespace

extern const BasisType kBasis;
const BasisType kBasis = basis<NaturalCubic, learn>(
    {"natural_cubic",
     "Natural cubic splines of each feature, straight beyond the outer knots: for each knot the "
     "curve that is 1 there and 0 at the others, as patsy.cr; they add up to 1. Of a feature with "
     "one value there are none.",
     knot_fields<NaturalCubic>("4")});

}  // namespace lantern::natural_cubic_basis
