#include "core/base/portable_math.h"

#include <cmath>
#include <limits>
#include <numbers>

#include <catch2/catch.hpp>

#include "core/base/hash.h"
#include "core/base/random.h"

// Held against the C library's long doubles, which have 11 bits more.

namespace lantern::test::portable_math_test {
namespace {

using Function = double (*)(double);
using Reference = long double (*)(long double);

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kSmallest = std::numeric_limits<double>::denorm_min();
const double kNaN = std::nan("");

struct Pair {
  const char* name;
  Function own;
  Reference truth;
  double allowed;  // units in the last place
};

const Pair kExp{"exp", portable::exp, [](long double x) { return std::exp(x); }, 0.95};
const Pair kLog{"log", portable::log, [](long double x) { return std::log(x); }, 0.85};
const Pair kLog2{"log2", portable::log2, [](long double x) { return std::log2(x); }, 0.51};
const Pair kLog10{"log10", portable::log10, [](long double x) { return std::log10(x); }, 0.51};
const Pair kTanh{"tanh", portable::tanh, [](long double x) { return std::tanh(x); }, 0.51};
const Pair kSin{"sin", portable::sin, [](long double x) { return std::sin(x); }, 0.51};
const Pair kCos{"cos", portable::cos, [](long double x) { return std::cos(x); }, 0.51};
const Pair kTan{"tan", portable::tan, [](long double x) { return std::tan(x); }, 0.51};

/// The distance in units of the last place of the true value.
double ulps(double value, long double truth) {
  const double near = std::fabs(static_cast<double>(truth));
  if (value == static_cast<double>(truth)) return 0;
  return static_cast<double>(std::fabs(value - truth) / (std::nextafter(near, kInfinity) - near));
}

double worst(const Pair& f, double low, double high, std::uint64_t seed) {
  Random random(seed);
  double out = 0;
  for (int i = 0; i < 50000; ++i) {
    const double x = random.uniform(low, high);
    out = std::max(out, ulps(f.own(x), f.truth(x)));
  }
  return out;
}

/// Of both signs and all sizes from 2^low to 2^high.
double of_any_size(Random& random, int low, int high) {
  const double size = std::ldexp(random.uniform(1, 2), int(random.uniform(low, high)));
  return random.uniform() < 0.5 ? -size : size;
}

double worst_of_all_sizes(const Pair& f, int low, int high, bool negative = true) {
  Random random(17);
  double out = 0;
  for (int i = 0; i < 50000; ++i) {
    const double any = of_any_size(random, low, high), x = negative ? any : std::fabs(any);
    out = std::max(out, ulps(f.own(x), f.truth(x)));
  }
  return out;
}

bool same(double a, double b) {
  return std::isnan(b) ? std::isnan(a) : a == b && std::signbit(a) == std::signbit(b);
}

const std::vector<double> kOdd{0.0,       -0.0,    1,          -1,       0.5,       -0.5,
                               2,         -2,      3,          -3,       kInfinity, -kInfinity,
                               kSmallest, -2.5,    1e17,       -1e17,    1e308,     -1e308,
                               1e-310,    -1e-310, -kSmallest, 3e15 + 1, kNaN};

}  // namespace

TEST_CASE("portable exponentials and logarithms are right to their last place", "[math]") {
  for (const auto& [f, low, high] :
       std::vector<std::tuple<Pair, double, double>>{{kExp, -1, 1},
                                                     {kExp, -20, 20},
                                                     {kExp, -708, 709},
                                                     {kLog, 0, 2},
                                                     {kLog, 0.99, 1.01},
                                                     {kLog, 0, 1e300},
                                                     {kLog2, 0, 2},
                                                     {kLog2, 0.99, 1.01},
                                                     {kLog10, 0, 2},
                                                     {kLog10, 0.99, 1.01},
                                                     {kTanh, -2, 2},
                                                     {kTanh, -25, 25}}) {
    INFO(f.name << " from " << low << " to " << high);
    CHECK(worst(f, low, high, 1) <= f.allowed);
  }
  for (const Pair& f : {kLog, kLog2, kLog10}) {
    INFO(f.name);
    CHECK(worst_of_all_sizes(f, -1074, 1023, false) <= f.allowed);
  }
  CHECK(worst_of_all_sizes(kTanh, -1022, 10) <= kTanh.allowed);
  // Below the normal numbers, where a unit of the last place is the smallest number.
  CHECK(worst(kExp, -745, -708, 2) <= 1);
}

TEST_CASE("portable functions of angles are right to their last place", "[math]") {
  for (const Pair& f : {kSin, kCos, kTan}) {
    INFO(f.name);
    for (const double range : {0.8, 4.0, 100.0, 1e5, 1e6, 1e9}) {
      INFO(range);
      CHECK(worst(f, -range, range, 3) <= f.allowed);
    }
    CHECK(worst_of_all_sizes(f, -1022, 1023) <= f.allowed);
  }
  // Next to whole quarter turns.
  Random random(4);
  for (int i = 0; i < 50000; ++i) {
    const double near = std::floor(random.uniform(-1e4, 1e4)) * (std::numbers::pi / 2);
    for (const Pair& f : {kSin, kCos, kTan}) REQUIRE(ulps(f.own(near), f.truth(near)) <= 0.51);
  }
  // The double nearest to a quarter turn, of all (Muller, "Elementary Functions", 3rd ed.,
  // §11.3.1).
  const double nearest = std::ldexp(6381956970095103.0, 797);
  CHECK(portable::cos(nearest) == -4.6871659242546277e-19);
  CHECK(portable::sin(nearest) == 1);
}

TEST_CASE("portable powers are right to their last place", "[math]") {
  Random random(7);
  for (int i = 0; i < 100000; ++i) {
    const double base = of_any_size(random, -30, 30), exponent = random.uniform(-30, 30);
    const auto held = [&](double x, double y) {
      INFO(x << " to " << y);
      const double truth = static_cast<double>(std::pow(static_cast<long double>(x), y));
      if (truth == 0 || std::isinf(truth)) return portable::pow(x, y) == truth;
      return ulps(portable::pow(x, y), std::pow(static_cast<long double>(x), y)) <= 0.51;
    };
    REQUIRE(held(std::fabs(base), exponent));
    REQUIRE(held(base, std::round(exponent)));
    REQUIRE(held(random.uniform(0.5, 2), random.uniform(-700, 700)));
  }
}

TEST_CASE("portable powers and logarithms of whole numbers are exact", "[math]") {
  for (int i = -1074; i < 1024; ++i) {
    REQUIRE(portable::pow(2, i) == std::ldexp(1, i));
    REQUIRE(portable::log2(std::ldexp(1, i)) == i);
  }
  double power = 1;
  for (int i = 0; i <= 22; ++i, power *= 10) {
    CHECK(portable::pow(10, i) == power);
    CHECK(portable::pow(10, -i) == 1 / power);
    CHECK(portable::log10(power) == i);
    CHECK(portable::log10(1 / power) == -i);
  }
  for (double x = -1000; x <= 1000; ++x) {
    REQUIRE(portable::pow(x, 2) == x * x);
    REQUIRE(portable::pow(x, 3) == x * x * x);
  }
}

TEST_CASE("portable angles and lengths of points are right to their last place", "[math]") {
  Random random(9);
  for (int i = 0; i < 100000; ++i) {
    const int size = i % 2 ? 10 : 1000;
    const double x = of_any_size(random, -size, size), y = of_any_size(random, -size, size);
    INFO(x << ", " << y);
    REQUIRE(ulps(portable::atan2(y, x), std::atan2(static_cast<long double>(y), x)) <= 0.51);
    REQUIRE(ulps(portable::hypot(x, y), std::hypot(static_cast<long double>(x), y)) <= 0.51);
  }
  for (int i = 0; i < 20000; ++i) {
    const double x = of_any_size(random, -1074, -1000), y = of_any_size(random, -1074, -1000);
    REQUIRE(ulps(portable::hypot(x, y), std::hypot(static_cast<long double>(x), y)) <= 0.51);
  }
  CHECK(portable::hypot(3, 4) == 5);
  CHECK(portable::hypot(-3e300, 4e300) == 5e300);
}

TEST_CASE("portable functions at the ends of their ranges are as C has them", "[math]") {
  for (const double x : kOdd) {
    INFO(x);
    for (const Pair& f : {kExp, kLog, kLog2, kLog10, kTanh, kSin, kCos, kTan}) {
      INFO(f.name);
      const auto truth = static_cast<double>(f.truth(x));
      CHECK((same(f.own(x), truth) || ulps(f.own(x), f.truth(x)) <= f.allowed));
      CHECK(std::signbit(f.own(x)) == std::signbit(truth) * (std::isnan(truth) ? 0 : 1));
    }
    for (const double y : kOdd) {
      INFO(y);
      CHECK(same(portable::pow(x, y), std::pow(x, y)));
      CHECK(same(portable::atan2(x, y), std::atan2(x, y)));
      CHECK(same(portable::hypot(x, y), std::hypot(x, y)));
    }
  }
  CHECK(portable::exp(710) == kInfinity);
  CHECK(portable::exp(-746) == 0);
}

TEST_CASE("portable functions give the same bits on every machine", "[math]") {
  Hasher hasher;
  Random random(8);
  for (int i = 0; i < 1000; ++i) {
    const double x = random.uniform(-8, 8);
    for (const Function f :
         {portable::exp, portable::sin, portable::cos, portable::tan, portable::tanh}) {
      hasher.add(f(x));
    }
    for (const Function f : {portable::log, portable::log2, portable::log10}) {
      hasher.add(f(std::fabs(x)));
    }
    hasher.add(portable::pow(std::fabs(x), 1.7));
    hasher.add(portable::atan2(x, 1.7));
    hasher.add(portable::hypot(x, 1.7));
  }
  const Key key = hasher.finish();
  CHECK(key.lo == 0x496b6977b2cb0a82u);
  CHECK(key.hi == 0x2220d3bd599e6f89u);
}

}  // namespace lantern::test::portable_math_test
