#include "core/base/random.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <catch2/catch.hpp>

namespace lantern::test::random_test {

TEST_CASE("the generator is xoshiro256** seeded by splitmix64", "[random]") {
  // Printed by tests/reference/xoshiro.py.
  const std::pair<std::uint64_t, std::array<std::uint64_t, 4>> kFirst[] = {
      {0,
       {11091344671253066420u, 13793997310169335082u, 1900383378846508768u, 7684712102626143532u}},
      {1,
       {12966619160104079557u, 9600361134598540522u, 10590380919521690900u, 7218738570589545383u}},
      {std::uint64_t{1} << 53,
       {6985034283803695959u, 16380368207833815179u, 4094879017129524361u, 8757620374246088986u}}};
  for (const auto& [seed, numbers] : kFirst) {
    Random random(seed);
    for (const std::uint64_t expected : numbers) CHECK(random.bits() == expected);
  }
}

TEST_CASE("seeds and streams give numbers of their own", "[random]") {
  CHECK(Random(1, "moons").bits() == Random(1, "moons").bits());
  CHECK(Random(1, "moons").bits() != Random(2, "moons").bits());
  CHECK(Random(1, "moons").bits() != Random(1, "blobs").bits());
  CHECK(Random(1).bits() != Random(1, "moons").bits());
}

TEST_CASE("uniform numbers fill 0 to 1 evenly", "[random]") {
  Random random(5);
  constexpr int kCount = 200000;
  std::array<int, 20> bins{};
  double sum = 0;
  for (int i = 0; i < kCount; ++i) {
    const double x = random.uniform();
    REQUIRE(x >= 0);
    REQUIRE(x < 1);
    sum += x;
    ++bins[static_cast<size_t>(x * 20)];
  }
  CHECK(sum / kCount == Approx(0.5).margin(0.003));
  for (const int count : bins) CHECK(count == Approx(kCount / 20).epsilon(0.05));
  const double between = random.uniform(-3, -2);
  CHECK(between >= -3);
  CHECK(between < -2);
}

TEST_CASE("normal numbers have the moments of the normal distribution", "[random]") {
  Random random(6);
  constexpr int kCount = 200000;
  double sum = 0, squares = 0, fourths = 0;
  int within = 0;
  for (int i = 0; i < kCount; ++i) {
    const double x = random.normal();
    sum += x;
    squares += x * x;
    fourths += x * x * x * x;
    within += std::fabs(x) < 1;
  }
  CHECK(sum / kCount == Approx(0).margin(0.01));
  CHECK(squares / kCount == Approx(1).margin(0.015));
  CHECK(fourths / kCount == Approx(3).margin(0.1));
  CHECK(within / double(kCount) == Approx(0.6827).margin(0.005));
  double shifted = 0;
  for (int i = 0; i < 10000; ++i) shifted += random.normal(7, 0.5);
  CHECK(shifted / 10000 == Approx(7).margin(0.03));
}

TEST_CASE("whole numbers below a bound are all there, and equally often", "[random]") {
  Random random(7);
  std::array<int, 6> seen{};
  for (int i = 0; i < 60000; ++i) ++seen[random.below(6)];
  for (const int count : seen) CHECK(count == Approx(10000).epsilon(0.05));
  CHECK(random.below(1) == 0);
  // Without its correction, Lemire's method would favour the lower half of such a range by half.
  const std::uint64_t bound = (std::uint64_t{1} << 63) + (std::uint64_t{1} << 62);
  int low = 0;
  for (int i = 0; i < 20000; ++i) low += random.below(bound) < bound / 2;
  CHECK(low == Approx(10000).epsilon(0.05));
}

TEST_CASE("permutations hold every number once, in every order alike", "[random]") {
  Random random(8);
  auto order = random.permutation(1000);
  CHECK(order != Random(9).permutation(1000));
  std::sort(order.begin(), order.end());
  for (std::uint32_t i = 0; i < 1000; ++i) REQUIRE(order[i] == i);
  std::array<int, 27> seen{};
  for (int i = 0; i < 6000; ++i) {
    const auto three = random.permutation(3);
    ++seen[three[0] * 9 + three[1] * 3 + three[2]];
  }
  for (const size_t code : {5, 7, 11, 15, 19, 21}) CHECK(seen[code] == Approx(1000).epsilon(0.12));
  CHECK(random.permutation(0).empty());
}

}  // namespace lantern::test::random_test
