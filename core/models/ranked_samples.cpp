#include "core/models/ranked_samples.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace lantern {
namespace {

constexpr size_t kFewRows = 256;  // fewer are sorted faster by comparing them

/// One pass of a radix sort: by eight bits, keeping the order of equal ones.
void sort_by_byte(const std::vector<std::uint64_t>& from, std::vector<std::uint64_t>& to,
                  int shift) {
  std::array<size_t, 257> begin{};
  for (const std::uint64_t one : from) ++begin[((one >> shift) & 255) + 1];
  for (size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
  for (const std::uint64_t one : from) to[begin[(one >> shift) & 255]++] = one;
}

}  // namespace

RankedSamples::RankedSamples(const ClassSamples& samples) : samples_(samples) {
  for (size_t feature = 0; feature < samples.features; ++feature) add_feature(feature);
}

void RankedSamples::add_feature(size_t feature) {
  const size_t rows = samples_.target.size();
  std::vector<std::uint32_t> order(rows), ranks(rows);
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return samples_.at(a, feature) < samples_.at(b, feature);
  });
  std::vector<double> values;
  for (const std::uint32_t row : order) {
    const double value = samples_.at(row, feature);
    if (values.empty() || values.back() != value) values.push_back(value);
    ranks[row] = static_cast<std::uint32_t>(values.size() - 1);
  }
  ranks_.push_back(std::move(ranks));
  values_.push_back(std::move(values));
}

void RankedSamples::sort(size_t feature, std::vector<std::uint64_t>& by_rank,
                         std::vector<std::uint64_t>& scratch) const {
  if (by_rank.size() < kFewRows) {
    std::sort(by_rank.begin(), by_rank.end());
    return;
  }
  scratch.resize(by_rank.size());
  for (int shift = 32; shift < 64 && (values_[feature].size() - 1) >> (shift - 32) > 0;
       shift += 8) {
    sort_by_byte(by_rank, scratch, shift);
    by_rank.swap(scratch);
  }
}

}  // namespace lantern
