#include <algorithm>

#include <fmt/format.h>

#include "core/bases/knots.h"

namespace lantern::splines_basis {
namespace {

struct Splines : KnotFields {
  int degree = 3;
  std::string extrapolation;
};

/// The B-splines of one feature.
struct OneFeature {
  std::vector<double> base;  ///< the knots; none where there are fewer than two
  std::vector<double> all;   ///< with `degree` more at each end, as far apart as the two there
  size_t degree = 0;
  bool linear = false;

  size_t size() const { return base.size() < 2 ? 0 : base.size() + degree - 1; }
};

OneFeature prepared(const Splines& in, std::span<const double> values) {
  OneFeature out{knots_over(in, values), {}, size_t(in.degree), in.extrapolation == "linear"};
  if (out.size() == 0) return out;
  const double first = out.base[1] - out.base[0];
  const double last = out.base.back() - out.base[out.base.size() - 2];
  for (size_t i = out.degree; i > 0; --i) out.all.push_back(out.base[0] - double(i) * first);
  out.all.insert(out.all.end(), out.base.begin(), out.base.end());
  for (size_t i = 1; i <= out.degree; ++i) out.all.push_back(out.base.back() + double(i) * last);
  return out;
}

/// Those of a degree that are not 0 in a piece, `degree + 1` of them (C. de Boor, "A Practical
/// Guide to Splines", 1978, ch. X).
std::vector<double> local_splines(const OneFeature& of, size_t piece, size_t degree, double x) {
  const size_t at = piece + of.degree;  // of `all`, the knot before x
  std::vector<double> out{1};
  for (size_t k = 1; k <= degree; ++k) {
    std::vector<double> next(k + 1, 0);
    for (size_t j = 0; j < k; ++j) {
      const double low = of.all[at + 1 + j - k], high = of.all[at + 1 + j];
      const double share = out[j] / (high - low);
      next[j] += (high - x) * share;
      next[j + 1] += (x - low) * share;
    }
    out = std::move(next);
  }
  return out;
}

/// Their slopes at x.
std::vector<double> local_slopes(const OneFeature& of, size_t piece, double x) {
  const size_t k = of.degree, at = piece + k;
  std::vector<double> out(k + 1, 0);
  if (k == 0) return out;
  const std::vector<double> lower = local_splines(of, piece, k - 1, x);
  for (size_t j = 0; j < k; ++j) {
    const double share = double(k) * lower[j] / (of.all[at + 1 + j] - of.all[at + 1 + j - k]);
    out[j] -= share;
    out[j + 1] += share;
  }
  return out;
}

void write_row(const OneFeature& of, double x, size_t row, size_t first, Matrix& out) {
  const double inside = std::clamp(x, of.base.front(), of.base.back());
  const size_t piece = piece_of(of.base, inside);
  const std::vector<double> values = local_splines(of, piece, of.degree, inside);
  for (size_t j = 0; j < values.size(); ++j) out(row, first + piece + j) = values[j];
  if (!of.linear || x == inside) return;
  const std::vector<double> slopes = local_slopes(of, piece, inside);
  for (size_t j = 0; j < slopes.size(); ++j) {
    out(row, first + piece + j) += slopes[j] * (x - inside);
  }
}

Matrix evaluate(const std::vector<OneFeature>& all, size_t columns, const Matrix& features) {
  Matrix out(features.rows(), columns);
  size_t first = 0;
  for (size_t j = 0; j < all.size(); ++j) {
    if (all[j].size() == 0) continue;
    for (size_t i = 0; i < features.rows(); ++i) write_row(all[j], features(i, j), i, first, out);
    first += all[j].size();
  }
  return out;
}

BasisFunctions learn(const Splines& in, const RecordValue&, const BasisData& data) {
  std::vector<OneFeature> all;
  BasisFunctions out;
  for (size_t j = 0; j < data.names.size(); ++j) {
    all.push_back(prepared(in, data.features.column(j)));
    for (size_t i = 0; i < all.back().size(); ++i) {
      out.names.push_back(fmt::format("{}_sp_{}", data.names[j], i));
    }
  }
  out.at = [all = std::move(all), columns = out.names.size()](const Matrix& features) {
    return evaluate(all, columns, features);
  };
  return out;
}

}  // namespace

extern const BasisType kBasis;
const BasisType kBasis = basis<Splines, learn>(
    {"splines",
     "B-splines of each feature, as sklearn.preprocessing.SplineTransformer: knots + degree − 1 of "
     "them, which add up to 1. Of a feature with one value there are none.",
     joined({knot_fields<Splines>("5"),
             {field<&Splines::degree>("degree", "Of the pieces: 0 steps, 1 straight, 3 cubic.",
                                      {.fallback = "3", .least = 0, .most = 10}),
              field<&Splines::extrapolation>(
                  "extrapolation", "Beyond the outer knots: as at the knot, or straight on.",
                  {.fallback = "constant", .choices = {"constant", "linear"}})}})});

}  // namespace lantern::splines_basis
