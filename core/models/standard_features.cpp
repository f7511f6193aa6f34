#include "core/models/standard_features.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/linalg/decompositions.h"
#include "core/linalg/solve.h"

namespace lantern {
namespace {

constexpr double kEpsilonOfDoubles = std::numeric_limits<double>::epsilon();

struct Spread {
  double mean = 0;
  double deviation = 0;

  /// What rounding of the values is in units of the deviation.
  double noise() const { return kEpsilonOfDoubles * (1 + std::fabs(mean) / deviation); }
  bool constant() const { return deviation <= 4 * kEpsilonOfDoubles * std::fabs(mean); }
};

/// Without overflow, however large the values. What rounding loses is carried along (A. Neumaier,
/// 1974): an error of the mean would make features differ that depend on each other.
double mean_of(const BinarySamples& samples, size_t feature) {
  const double first = samples.row(0)[feature];
  double sum = 0, lost = 0;
  for (size_t i = 0; i < samples.rows(); ++i) {
    const double share = (samples.row(i)[feature] - first) / double(samples.rows());
    const double next = sum + share;
    lost += std::fabs(sum) >= std::fabs(share) ? (sum - next) + share : (share - next) + sum;
    sum = next;
  }
  return first + (sum + lost);
}

/// 0 apart where all are equal.
Spread spread_of(const BinarySamples& samples, size_t feature) {
  const size_t rows = samples.rows();
  if (rows == 0) return {};
  Spread out{mean_of(samples, feature), 0};
  double largest = 0, sum = 0;
  for (size_t i = 0; i < rows; ++i) {
    largest = std::max(largest, std::fabs(samples.row(i)[feature] - out.mean));
  }
  if (largest == 0) return out;
  for (size_t i = 0; i < rows; ++i) {
    const double share = (samples.row(i)[feature] - out.mean) / largest;
    sum += share * share;
  }
  out.deviation = largest * std::sqrt(sum / double(rows));
  return out;
}

std::vector<Spread> spreads_of(const BinarySamples& samples) {
  std::vector<Spread> out;
  for (size_t j = 0; j < samples.features; ++j) out.push_back(spread_of(samples, j));
  return out;
}

std::vector<double> means_of(const std::vector<Spread>& spreads) {
  std::vector<double> out;
  for (const Spread& spread : spreads) out.push_back(spread.mean);
  return out;
}

/// These features, in these units.
BinarySamples scaled_samples(const BinarySamples& samples, const std::vector<size_t>& features,
                             const std::vector<Spread>& spreads, const std::vector<double>& units) {
  BinarySamples out{features.size(), {}, samples.actual};
  out.values.reserve(samples.rows() * features.size());
  for (size_t i = 0; i < samples.rows(); ++i) {
    const auto row = samples.row(i);
    for (const size_t j : features) out.values.push_back((row[j] - spreads[j].mean) / units[j]);
  }
  return out;
}

Matrix columns_of(const BinarySamples& samples) {
  Matrix out(samples.rows(), samples.features);
  for (size_t i = 0; i < samples.rows(); ++i) {
    for (size_t j = 0; j < samples.features; ++j) out(i, j) = samples.row(i)[j];
  }
  return out;
}

std::vector<double> deviations_of(const std::vector<Spread>& spreads) {
  std::vector<double> out;
  for (const Spread& spread : spreads) out.push_back(spread.deviation);
  return out;
}

/// The features in their own units from independent ones: r × p. Feature order[j], for j < r, is
/// one of those; for others, the QR tells.
Matrix in_terms_of_independent(const PivotedQr& qr, const std::vector<double>& units,
                               double noise) {
  Matrix out(qr.rank, units.size());
  for (size_t j = 0; j < units.size(); ++j) {
    std::vector<double> shares(qr.rank, 0);
    if (j < qr.rank) shares[j] = 1;
    for (size_t i = j < qr.rank ? 0 : qr.rank; i-- > 0;) {
      double rest = qr.r(i, j);
      for (size_t k = i + 1; k < qr.rank; ++k) rest -= qr.r(i, k) * shares[k];
      shares[i] = rest / qr.r(i, i);
    }
    for (size_t i = 0; i < qr.rank; ++i) {
      // In the features' own units, rounding could look like a share.
      if (std::fabs(shares[i]) > noise) out(i, j) = shares[i] * units[j] / units[i];
    }
  }
  return out;
}

/// p × r
Matrix way_back(const PivotedQr& qr, const std::vector<size_t>& varying, size_t features,
                const std::vector<double>& all_units, double noise) {
  std::vector<double> units;
  for (const size_t at : qr.order) units.push_back(all_units[varying[at]]);
  Matrix own_units(qr.rank, qr.rank);
  for (size_t i = 0; i < qr.rank; ++i) own_units(i, i) = 1 / units[i];
  Matrix out(features, qr.rank);
  const auto found = shortest_solutions(in_terms_of_independent(qr, units, noise), own_units);
  if (!found) return out;  // never: the first r columns are those of the identity
  for (size_t j = 0; j < varying.size(); ++j) {
    for (size_t i = 0; i < qr.rank; ++i) out(varying[qr.order[j]], i) = (*found)(j, i);
  }
  return out;
}

}  // namespace

StandardFeatures standard_features(const BinarySamples& samples, double C) {
  const std::vector<Spread> spreads = spreads_of(samples);
  // So small a deviation that only the penalty counts needs no unit of its own.
  const double least = 1e-6 / std::sqrt(C * double(std::max<size_t>(1, samples.rows())));
  std::vector<double> units, penalties;
  std::vector<size_t> all;
  Matrix back(samples.features, samples.features);
  for (size_t j = 0; j < samples.features; ++j) {
    all.push_back(j);
    units.push_back(std::max(least, spreads[j].deviation));
    penalties.push_back(1 / C / units[j] / units[j]);
    back(j, j) = 1 / units[j];
  }
  return {scaled_samples(samples, all, spreads, units), std::move(penalties), means_of(spreads),
          std::move(back)};
}

StandardFeatures independent_features(const BinarySamples& samples) {
  const std::vector<Spread> spreads = spreads_of(samples);
  const std::vector<double> units = deviations_of(spreads);
  std::vector<size_t> varying, chosen;
  double noise = 0;
  for (size_t j = 0; j < samples.features; ++j) {
    if (spreads[j].constant()) continue;
    varying.push_back(j);
    noise = std::max(noise, spreads[j].noise());
  }
  // The rounding of sums over the rows grows as that of a random walk.
  const double sums = double(varying.size()) + std::sqrt(double(samples.rows()));
  const double tolerance = 8 * (noise + kEpsilonOfDoubles * sums);
  const PivotedQr qr =
      pivoted_qr(columns_of(scaled_samples(samples, varying, spreads, units)), tolerance);
  for (size_t i = 0; i < qr.rank; ++i) chosen.push_back(varying[qr.order[i]]);
  return {scaled_samples(samples, chosen, spreads, units), std::vector<double>(qr.rank, 0),
          means_of(spreads), way_back(qr, varying, samples.features, units, 16 * tolerance)};
}

}  // namespace lantern
