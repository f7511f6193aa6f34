#include "core/base/portable_math.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

#include "core/base/double_double.h"

namespace lantern::portable {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// ln 2 cut into parts (the cuts of Sun's fdlibm): small multiples of the first are exact.
constexpr double kLn2High = 0x1.62e42feep-1;
constexpr DoubleDouble kLn2Low{0x1.a39ef35793c76p-33, 0x1.cc01f97b57a08p-87};
constexpr DoubleDouble kLog2OfE{0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56};
constexpr DoubleDouble kLog10OfE{0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57};
constexpr DoubleDouble kThird{0x1.5555555555555p-2, 0x1.5555555555555p-56};
constexpr DoubleDouble kFifth{0x1.999999999999ap-3, -0x1.999999999999ap-57};
constexpr DoubleDouble kSixth{0x1.5555555555555p-3, 0x1.5555555555555p-57};
constexpr DoubleDouble kTwentyFourth{0x1.5555555555555p-5, 0x1.5555555555555p-59};

/// c[0] + c[1] x + c[2] x² + …
template <size_t N>
double polynomial(const std::array<double, N>& c, double x) {
  double sum = c[N - 1];
  for (size_t i = N - 1; i-- > 0;) sum = sum * x + c[i];
  return sum;
}

/// 2/first, 2/(first + 2), …: the series of log((1 + s) / (1 − s)) in s², past its first terms.
template <size_t N>
constexpr std::array<double, N> log_terms(double first) {
  std::array<double, N> out{};
  for (size_t i = 0; i < N; ++i) out[i] = 2.0 / (2.0 * static_cast<double>(i) + first);
  return out;
}

/// 1/first!, 1/(first + 1)!, …
template <size_t N>
constexpr std::array<double, N> exp_terms(int first) {
  std::array<double, N> out{};
  double factorial = 1;
  for (int k = 2; k < first; ++k) factorial *= k;
  for (size_t i = 0; i < N; ++i) {
    factorial *= static_cast<double>(i) + first;
    out[i] = 1 / factorial;
  }
  return out;
}

/// x = factor · 2^exponent, with the factor from √½ to √2.
struct Factored {
  double factor = 1;
  int exponent = 0;
};

/// std::frexp without a call, for what is not below the normal numbers.
double halves_of(double x, int& exponent) {
  constexpr std::uint64_t kExponent = std::uint64_t{0x7ff} << 52;
  const auto bits = std::bit_cast<std::uint64_t>(x);
  if ((bits & kExponent) == 0) return std::frexp(x, &exponent);
  exponent = static_cast<int>((bits & kExponent) >> 52) - 1022;
  return std::bit_cast<double>((bits & ~kExponent) | std::uint64_t{1022} << 52);
}

/// std::ldexp without a call, for a size near 1 and what is not below the normal numbers.
double times_power(double size, int power) {
  if (power < -1000 || power > 1000) return std::ldexp(size, power);
  return size * std::bit_cast<double>(static_cast<std::uint64_t>(power + 1023) << 52);
}

/// The whole number at or below one of at most a few thousand.
double whole_below(double x) {
  const auto whole = static_cast<double>(static_cast<int>(x));
  return whole > x ? whole - 1 : whole;
}

/// Of a positive, finite number.
Factored factored(double x) {
  Factored out;
  out.factor = halves_of(x, out.exponent);
  if (out.factor >= std::numbers::sqrt2 / 2) return out;
  return {out.factor * 2, out.exponent - 1};
}

/// ln x to about 65 bits; of a positive, finite number.
DoubleDouble long_log(double x) {
  static constexpr auto kTerms = log_terms<14>(7);
  const auto [m, exponent] = factored(x);
  // ln m = 2 s (1 + s²/3 + s⁴/5 + …) with s = (m − 1) / (m + 1); m − 1 is exact.
  const DoubleDouble s = DoubleDouble{m - 1} / exact_sum(m, 1);
  const DoubleDouble square = s * s;
  const DoubleDouble rest = square * DoubleDouble{polynomial(kTerms, square.high) / 2};
  const DoubleDouble series = DoubleDouble{1} + square * (kThird + square * (kFifth + rest));
  const DoubleDouble twice{2 * s.high, 2 * s.low};
  const DoubleDouble scale =
      DoubleDouble{exponent * kLn2High} + DoubleDouble{static_cast<double>(exponent)} * kLn2Low;
  return scale + twice * series;
}

/// eˣ − 1 to about 65 bits, for |x| ≤ 0.36.
DoubleDouble long_small_expm1(DoubleDouble x) {
  static constexpr auto kTerms = exp_terms<13>(5);
  const DoubleDouble rest = x * DoubleDouble{polynomial(kTerms, x.high)};
  return x *
         (DoubleDouble{1} + x * (DoubleDouble{0.5} + x * (kSixth + x * (kTwentyFourth + rest))));
}

/// eˣ = (1 + small) · 2^power
struct LongExp {
  DoubleDouble small;
  int power = 0;

  DoubleDouble factor() const { return DoubleDouble{1} + small; }
};

LongExp long_exp(DoubleDouble x) {
  const double k = std::floor(x.high / std::numbers::ln2 + 0.5);
  const DoubleDouble rest = x - DoubleDouble{k * kLn2High} - DoubleDouble{k} * kLn2Low;
  return {long_small_expm1(rest), static_cast<int>(k)};
}

/// x · 2^power, rounded once also where it is below the normal numbers.
double scaled_and_rounded(DoubleDouble x, int power) {
  const double value = std::ldexp(x.high, power);
  if (std::isinf(value) || value == 0) return value;
  const double lost = x.high - std::ldexp(value, -power);
  return lost == 0 ? value : value + std::ldexp(lost + x.low, power);
}

bool is_whole(double x) {
  return std::floor(x) == x;
}

bool is_odd(double x) {
  return is_whole(x) && std::fabs(std::fmod(x, 2)) == 1;
}

/// Of a base that is 0 or infinite or an exponent that is infinite.
double pow_at_ends(double size, double exponent) {
  const bool grows = (size > 1) == (exponent > 0);
  return grows ? kInfinity : 0;
}

/// size^exponent for size ≥ 0, not NaN.
double pow_of_size(double size, double exponent) {
  if (size == 1) return 1;
  if (size == 0 || std::isinf(size) || std::isinf(exponent)) return pow_at_ends(size, exponent);
  const DoubleDouble log = long_log(size);
  const double about = exponent * log.high;
  if (about > 710) return kInfinity;
  if (about < -746) return 0;
  const LongExp out = long_exp(log * DoubleDouble{exponent});
  return scaled_and_rounded(out.factor(), out.power);
}

/// log x · log_of_e, rounded; x any number.
double log_to_base(double x, DoubleDouble log_of_e) {
  if (!(x > 0)) return x == 0 ? -kInfinity : kNaN;
  if (std::isinf(x)) return x;
  return (long_log(x) * log_of_e).rounded();
}

}  // namespace

double log(double x) {
  static constexpr auto kTerms = log_terms<10>(3);
  if (!(x > 0)) return x == 0 ? -kInfinity : kNaN;
  if (std::isinf(x)) return x;
  const auto [m, exponent] = factored(x);
  // log(1 + f) = f − f²/2 + s (f²/2 + R(s²)) with s = f / (2 + f), ordered for accuracy as in
  // fdlibm.
  const double f = m - 1;
  const double s = f / (2 + f);
  const double square = s * s;
  const double half = 0.5 * f * f;
  const double rest = square * polynomial(kTerms, square);
  return exponent * kLn2High - ((half - (s * (half + rest) + exponent * kLn2Low.high)) - f);
}

double exp(double x) {
  static constexpr auto kTerms = exp_terms<13>(2);
  if (x > 710) return kInfinity;
  if (x < -746) return 0;
  if (std::isnan(x)) return x;
  const double k = whole_below(x / std::numbers::ln2 + 0.5);
  const double r = (x - k * kLn2High) - k * kLn2Low.high;
  return times_power(1 + (r + r * r * polynomial(kTerms, r)), static_cast<int>(k));
}

double log2(double x) {
  return log_to_base(x, kLog2OfE);
}

double log10(double x) {
  return log_to_base(x, kLog10OfE);
}

double pow(double base, double exponent) {
  if (exponent == 0 || base == 1) return 1;
  if (std::isnan(base) || std::isnan(exponent)) return kNaN;
  if (exponent == 1) return base;
  if (base < 0 && std::isfinite(base) && std::isfinite(exponent) && !is_whole(exponent))
    return kNaN;
  const double size = pow_of_size(std::fabs(base), exponent);
  return std::signbit(base) && is_odd(exponent) ? -size : size;
}

double tanh(double x) {
  const double size = std::fabs(x);
  if (std::isnan(x) || size < 1e-9) return x;  // x − x³/3
  if (size > 22) return std::copysign(1, x);
  // (e²ˣ − 1) / (e²ˣ + 1)
  const LongExp grown = long_exp(DoubleDouble{2 * size});
  const double scale = std::ldexp(1, grown.power);
  const DoubleDouble above{scale * grown.small.high, scale * grown.small.low};
  const DoubleDouble less = exact_sum(scale, -1) + above;
  return std::copysign((less / (DoubleDouble{2} + less)).rounded(), x);
}

double hypot(double x, double y) {
  if (std::isinf(x) || std::isinf(y)) return kInfinity;
  if (std::isnan(x) || std::isnan(y)) return kNaN;
  int exponent = 0;
  std::frexp(std::max(std::fabs(x), std::fabs(y)), &exponent);
  const double a = std::ldexp(x, -exponent), b = std::ldexp(y, -exponent);
  if (a == 0 || b == 0) return std::fabs(x) + std::fabs(y);
  const DoubleDouble squares = exact_product(a, a) + exact_product(b, b);
  const double root = std::sqrt(squares.high);
  const DoubleDouble rest = squares - exact_product(root, root);
  return scaled_and_rounded(exact_sum(root, rest.high / (2 * root)), exponent);
}

}  // namespace lantern::portable
