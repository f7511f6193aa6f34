#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/portable_math.h"
#include "core/base/random.h"
#include "core/base/work.h"
#include "core/bases/basis.h"

namespace lantern::random_features_basis {
namespace {

constexpr double kTurn = 6.283185307179586;

struct RandomFeatures {
  int n = 10;
  std::string kind;
  double scale = 3;
  double seed = 0;
};

/// Features moved and scaled so that those of the data go from −1 to 1.
struct Ranges {
  std::vector<double> middle, half;
};

Ranges ranges_of(const Matrix& features) {
  Ranges out;
  for (size_t j = 0; j < features.columns(); ++j) {
    const auto values = features.column(j);
    double low = 0, high = 0;
    if (!values.empty()) {
      const auto [least, most] = std::minmax_element(values.begin(), values.end());
      low = *least;
      high = *most;
    }
    out.middle.push_back(low + (high - low) / 2);
    out.half.push_back(high > low ? (high - low) / 2 : 1);
  }
  return out;
}

enum class Shape { relu, fourier, step };

/// A function of a weighted sum of the features less a threshold (of a wave, plus its phase).
struct Feature {
  std::vector<double> weights;
  double threshold = 0;
};

double shaped(Shape shape, double x) {
  switch (shape) {
    case Shape::relu:
      return std::max(x, 0.0);
    case Shape::fourier:
      return portable::cos(x);
    case Shape::step:
      return x > 0 ? 1 : 0;
  }
  return 0;
}

/// The weighted sums of all rows.
std::vector<double> projected(const Matrix& features, const Ranges& ranges,
                              const std::vector<double>& weights) {
  std::vector<double> out(features.rows(), 0);
  for (size_t j = 0; j < weights.size(); ++j) {
    const auto column = features.column(j);
    const double by = weights[j] / ranges.half[j], middle = ranges.middle[j];
    for (size_t i = 0; i < out.size(); ++i) out[i] += (column[i] - middle) * by;
  }
  return out;
}

std::vector<double> direction(size_t features, Random& random) {
  std::vector<double> out;
  double squares = 0;
  for (size_t j = 0; j < features; ++j) {
    out.push_back(random.normal());
    squares += out[j] * out[j];
  }
  for (double& one : out) one /= squares > 0 ? std::sqrt(squares) : 1;
  return out;
}

/// Thresholds between neighbouring rows, in every gap once before there are two in any.
class Gaps {
 public:
  /// `turned`: these are the values of a direction that goes back.
  double next(std::vector<double> values, bool turned, Random& random) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    const double share = random.uniform();
    if (values.size() < 2) return (values.empty() ? 0 : values[0]) + 2 * share - 1;
    if (at_ >= order_.size()) {
      order_ = random.permutation(values.size() - 1);
      at_ = 0;
    }
    const size_t last = values.size() - 2, at = std::min<size_t>(order_[at_++], last);
    const size_t gap = turned ? last - at : at;
    return values[gap] + share * (values[gap + 1] - values[gap]);
  }

 private:
  std::vector<std::uint32_t> order_;
  size_t at_ = 0;
};

/// The first ones do not depend on how many there are.
std::vector<Feature> drawn_features(const RandomFeatures& in, Shape shape, const Ranges& ranges,
                                    const Matrix& features) {
  Random random(static_cast<std::uint64_t>(in.seed), "random features");
  Gaps gaps;
  std::vector<Feature> out;
  for (int i = 0; i < in.n; ++i) {
    spend(features.rows() * (features.columns() + 20));
    Feature one{direction(features.columns(), random), 0};
    if (shape == Shape::fourier) {
      for (double& weight : one.weights) weight = random.normal(0, in.scale);
      one.threshold = random.uniform(0, kTurn);
    } else if (!one.weights.empty()) {
      one.threshold =
          gaps.next(projected(features, ranges, one.weights), one.weights[0] < 0, random);
    }
    out.push_back(std::move(one));
  }
  return out;
}

Matrix evaluate(const std::vector<Feature>& all, Shape shape, const Ranges& ranges,
                const Matrix& features) {
  Matrix out(features.rows(), all.size());
  for (size_t j = 0; j < all.size(); ++j) {
    const std::vector<double> sums = projected(features, ranges, all[j].weights);
    const auto into = out.column(j);
    for (size_t i = 0; i < sums.size(); ++i) into[i] = shaped(shape, sums[i] - all[j].threshold);
  }
  return out;
}

BasisFunctions learn(const RandomFeatures& in, const RecordValue&, const BasisData& data) {
  const Shape shape = in.kind == "fourier" ? Shape::fourier
                      : in.kind == "step"  ? Shape::step
                                           : Shape::relu;
  const Ranges ranges = ranges_of(data.features);
  BasisFunctions out;
  for (int i = 1; i <= in.n; ++i) out.names.push_back(fmt::format("feature_{}", i));
  out.at = [all = drawn_features(in, shape, ranges, data.features), shape,
            ranges](const Matrix& features) { return evaluate(all, shape, ranges, features); };
  return out;
}

}  // namespace

extern const BasisType kBasis;
const BasisType kBasis = basis<RandomFeatures, learn>(
    {"random_features",
     "So many functions of the features, drawn by seed; more of them begin with the same. With as "
     "many as there are different rows, a fit goes through all of them (A. Rahimi and B. Recht, "
     "\"Random features for large-scale kernel machines\", 2007).",
     {field<&RandomFeatures::n>("n", "How many.", {.fallback = "10", .least = 0, .most = 10000}),
      field<&RandomFeatures::kind>(
          "kind",
          "relu, max(0, w·x − t), and step, 1 where w·x > t, of a random direction w and a "
          "threshold t between two neighbouring rows, in each gap once before any has two; "
          "fourier, cos(w·x − t).",
          {.fallback = "relu", .choices = {"relu", "fourier", "step"}}),
      field<&RandomFeatures::scale>(
          "scale",
          "Of fourier, the standard deviation of w, for features that go from −1 to 1 in the data.",
          {.fallback = "3", .least = 0, .above = true}),
      field<&RandomFeatures::seed>(
          "seed", "What is drawn.",
          {.fallback = "0", .least = 0, .most = 9007199254740991, .kind = FieldKind::count})}});

}  // namespace lantern::random_features_basis
