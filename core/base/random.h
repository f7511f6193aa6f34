#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace lantern {

/// The project's only source of chance: xoshiro256** (Blackman & Vigna 2018) seeded by splitmix64,
/// with distributions of our own, so that a seed means the same numbers on every machine.
class Random {
 public:
  /// `stream` separates the numbers of two users of one seed ("blobs" and "moons", say).
  explicit Random(std::uint64_t seed, std::string_view stream = {});

  std::uint64_t bits();
  /// In [0, 1), 53 bits.
  double uniform();
  double uniform(double low, double high);
  /// Standard normal, by the polar method of Marsaglia (1964).
  double normal();
  double normal(double mean, double deviation);
  /// In [0, count), without bias (Lemire 2019). `count` > 0.
  std::uint64_t below(std::uint64_t count);
  /// 0 … count−1 in random order (Fisher–Yates).
  std::vector<std::uint32_t> permutation(std::size_t count);

 private:
  std::uint64_t state_[4];
  double spare_ = 0;
  bool has_spare_ = false;
};

}  // namespace lantern
