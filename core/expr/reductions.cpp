#include "core/expr/reductions.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "core/base/quantile.h"
#include "core/base/work.h"

namespace lantern {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

struct Tally {
  double sum = 0;
  double count = 0;
};

Tally tally_of(std::span<const double> values) {
  Tally out;
  for (const double x : values) {
    if (std::isnan(x)) continue;
    out.sum += x;
    out.count += 1;
  }
  return out;
}

/// To be put in order.
std::vector<double> present(std::span<const double> values) {
  constexpr std::uint64_t kPlaced = 10;  // steps of work
  spend(kPlaced * values.size());
  std::vector<double> out;
  out.reserve(values.size());
  for (const double x : values) {
    if (!std::isnan(x)) out.push_back(x);
  }
  return out;
}

template <class Better>
double best_of(std::span<const double> values, Better better) {
  double best = kNone;
  for (const double x : values) {
    if (!std::isnan(x) && (std::isnan(best) || better(x, best))) best = x;
  }
  return best;
}

}  // namespace

double count_of(std::span<const double> truths, double) {
  return tally_of(truths).sum;
}

double sum_of(std::span<const double> values, double) {
  return tally_of(values).sum;
}

double mean_of(std::span<const double> values, double) {
  const Tally all = tally_of(values);
  return all.sum / all.count;
}

double min_of(std::span<const double> values, double) {
  return best_of(values, [](double x, double best) { return x < best; });
}

double max_of(std::span<const double> values, double) {
  return best_of(values, [](double x, double best) { return x > best; });
}

double var_of(std::span<const double> values, double) {
  const Tally all = tally_of(values);
  const double mean = all.sum / all.count;
  double squares = 0;
  for (const double x : values) {
    if (!std::isnan(x)) squares += (x - mean) * (x - mean);
  }
  return squares / all.count;
}

double std_of(std::span<const double> values, double) {
  return std::sqrt(var_of(values, 0));
}

double median_of(std::span<const double> values, double) {
  std::vector<double> sorted = present(values);
  if (sorted.empty()) return kNone;
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
  std::nth_element(sorted.begin(), middle, sorted.end());
  if (sorted.size() % 2) return *middle;
  return (*std::max_element(sorted.begin(), middle) + *middle) / 2;
}

double quantile_of(std::span<const double> values, double q) {
  std::vector<double> sorted = present(values);
  if (sorted.empty() || !(q >= 0 && q <= 1)) return kNone;
  const double place = q * static_cast<double>(sorted.size() - 1);
  const auto below = sorted.begin() + static_cast<std::ptrdiff_t>(std::floor(place));
  std::nth_element(sorted.begin(), below, sorted.end());
  const double rest = place - std::floor(place);
  if (rest == 0) return *below;
  return between_ranks(*below, *std::min_element(below + 1, sorted.end()), rest);
}

std::vector<double> quantiles_of(std::span<const double> values, std::span<const double> shares) {
  constexpr std::uint64_t kSorted = 60, kShare = 10;  // steps of work
  spend(kSorted * values.size() + kShare * shares.size());
  std::vector<double> sorted = present(values);
  std::sort(sorted.begin(), sorted.end());
  std::vector<double> out;
  for (const double q : shares) {
    if (sorted.empty() || !(q >= 0 && q <= 1)) {
      out.push_back(kNone);
      continue;
    }
    out.push_back(quantile_of_sorted(sorted, q));
  }
  return out;
}

double any_of(std::span<const double> truths, double) {
  return std::any_of(truths.begin(), truths.end(), [](double x) { return x != 0 && x == x; });
}

double all_of(std::span<const double> truths, double) {
  return std::all_of(truths.begin(), truths.end(), [](double x) { return x != 0 && x == x; });
}

}  // namespace lantern
