#include "core/base/portable_math.h"

#include <cmath>
#include <limits>
#include <numbers>

#include <catch2/catch.hpp>

#include "core/base/hash.h"
#include "core/base/random.h"

namespace lantern::test::portable_math_test {
namespace {

/// The distance in units of the last place of the true value.
double ulps(double value, double truth) {
  const double unit =
      std::nextafter(std::fabs(truth), std::numeric_limits<double>::infinity()) - std::fabs(truth);
  return std::fabs(value - truth) / unit;
}

template <class F, class G>
double worst(F mine, G system, double low, double high, std::uint64_t seed) {
  Random random(seed);
  double out = 0;
  for (int i = 0; i < 200000; ++i) {
    const double x = random.uniform(low, high);
    out = std::max(out, ulps(mine(x), system(x)));
  }
  return out;
}

using Function = double (*)(double);

}  // namespace

TEST_CASE("portable functions agree with the system's to their last place", "[math]") {
  const auto log = [](double x) { return std::log(x); };
  CHECK(worst(portable::log, log, 0, 2, 1) <= 2);
  CHECK(worst(portable::log, log, 0.99, 1.01, 2) <= 2);
  CHECK(worst(portable::log, log, 0, 1e300, 3) <= 2);
  CHECK(worst(
            portable::exp, [](double x) { return std::exp(x); }, -20, 20, 4) <= 2);
  CHECK(worst(
            portable::exp, [](double x) { return std::exp(x); }, -700, 700, 5) <= 2);
}

TEST_CASE("portable sine and cosine are as exact as numbers of their size can be", "[math]") {
  Random random(6);
  for (int i = 0; i < 200000; ++i) {
    const double x = random.uniform(-10, 10);
    REQUIRE(std::fabs(portable::sin(x) - std::sin(x)) < 2.3e-16);
    REQUIRE(std::fabs(portable::cos(x) - std::cos(x)) < 2.3e-16);
    const double far = random.uniform(-1e5, 1e5);
    REQUIRE(std::fabs(portable::sin(far) - std::sin(far)) < 2.3e-16);
    REQUIRE(std::fabs(portable::cos(far) - std::cos(far)) < 2.3e-16);
  }
}

TEST_CASE("portable powers", "[math]") {
  Random random(7);
  for (int i = 0; i < 50000; ++i) {
    const double base = random.uniform(0, 3), exponent = random.uniform(-4, 4);
    REQUIRE(portable::pow(base, exponent) == Approx(std::pow(base, exponent)).epsilon(1e-14));
  }
  CHECK(portable::pow(0, 2) == 0);
  CHECK(portable::pow(0, 0) == 1);
  CHECK(portable::pow(7, 1) == 7);
  CHECK(std::isinf(portable::pow(0, -1)));
}

TEST_CASE("portable functions at the ends of their ranges", "[math]") {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  CHECK(portable::log(1) == 0);
  CHECK(portable::log(0) == -kInfinity);
  CHECK(portable::log(kInfinity) == kInfinity);
  CHECK(std::isnan(portable::log(-1)));
  CHECK(portable::log(5e-324) == Approx(-744.4400719213812).epsilon(1e-15));
  CHECK(portable::exp(0) == 1);
  CHECK(portable::exp(1) == Approx(std::numbers::e).epsilon(1e-15));
  CHECK(portable::exp(800) == kInfinity);
  CHECK(portable::exp(kInfinity) == kInfinity);
  CHECK(portable::exp(-800) == 0);
  CHECK(portable::sin(0) == 0);
  CHECK(portable::cos(0) == 1);
  CHECK(std::isnan(portable::exp(std::nan(""))));
}

TEST_CASE("portable functions give the same bits on every machine", "[math]") {
  Hasher hasher;
  Random random(8);
  for (int i = 0; i < 1000; ++i) {
    const double x = random.uniform(-8, 8);
    for (const Function f : {portable::exp, portable::sin, portable::cos}) hasher.add(f(x));
    hasher.add(portable::log(std::fabs(x)));
    hasher.add(portable::pow(std::fabs(x), 1.7));
  }
  const Key key = hasher.finish();
  CHECK(key.lo == 0x3eab6ad20dbdcc2bu);
  CHECK(key.hi == 0x36b30e898e239fc9u);
}

}  // namespace lantern::test::portable_math_test
