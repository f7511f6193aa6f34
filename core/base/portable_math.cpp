#include "core/base/portable_math.h"

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace lantern::portable {
namespace {

// ln 2 and π/2 cut into parts with zeros at their ends (the cuts of Sun's fdlibm), so that small
// multiples of all but the last part are exact.
constexpr double kLn2High = 0x1.62e42feep-1;
constexpr double kLn2Low = 0x1.a39ef35793c76p-33;
constexpr double kHalfPi1 = 0x1.921fb544p+0;
constexpr double kHalfPi2 = 0x1.0b4611a6p-34;
constexpr double kHalfPi3 = 0x1.3198a2e037073p-69;

/// c[0] + c[1] x + c[2] x² + …
template <size_t N>
double polynomial(const std::array<double, N>& c, double x) {
  double sum = c[N - 1];
  for (size_t i = N - 1; i-- > 0;) sum = sum * x + c[i];
  return sum;
}

/// 1/first!, ±1/(first+2)!, …: a series of sine (from 3) or cosine (from 4) past its large terms.
template <size_t N>
constexpr std::array<double, N> alternating_factorials(int first, double sign) {
  std::array<double, N> out{};
  double factorial = 1;
  for (int k = 2; k <= first; ++k) factorial *= k;
  for (size_t i = 0; i < N; ++i) {
    out[i] = sign / factorial;
    sign = -sign;
    const int next = first + 2 * static_cast<int>(i) + 1;
    factorial *= static_cast<double>(next) * (next + 1);
  }
  return out;
}

/// 2/3, 2/5, 2/7, …: the series of log((1 + s) / (1 − s)) in s², past its first term.
constexpr std::array<double, 10> log_terms() {
  std::array<double, 10> out{};
  for (size_t i = 0; i < out.size(); ++i) out[i] = 2.0 / (2.0 * static_cast<double>(i) + 3.0);
  return out;
}

/// 1/2!, 1/3!, …
constexpr std::array<double, 13> exp_terms() {
  std::array<double, 13> out{};
  double factorial = 1;
  for (size_t i = 0; i < out.size(); ++i) {
    factorial *= static_cast<double>(i) + 2;
    out[i] = 1 / factorial;
  }
  return out;
}

constexpr auto kSinTerms = alternating_factorials<8>(3, -1);
constexpr auto kCosTerms = alternating_factorials<8>(4, 1);
constexpr auto kLogTerms = log_terms();
constexpr auto kExpTerms = exp_terms();

/// For |r| ≤ π/4.
double small_sin(double r) {
  const double square = r * r;
  return r + r * square * polynomial(kSinTerms, square);
}

double small_cos(double r) {
  const double square = r * r;
  const double half = 0.5 * square;
  const double head = 1 - half;
  // What `head` lost in rounding is put back.
  return head + (((1 - head) - half) + square * square * polynomial(kCosTerms, square));
}

/// sin(x + quarters · π/2)
double turned_sin(double x, int quarters) {
  const double turns = std::floor(x * (2 / std::numbers::pi) + 0.5);
  const double r = ((x - turns * kHalfPi1) - turns * kHalfPi2) - turns * kHalfPi3;
  switch ((static_cast<long long>(turns) + quarters) & 3) {
    case 0:
      return small_sin(r);
    case 1:
      return small_cos(r);
    case 2:
      return -small_sin(r);
    default:
      return -small_cos(r);
  }
}

}  // namespace

double log(double x) {
  if (!(x > 0)) {
    return x == 0 ? -std::numeric_limits<double>::infinity()
                  : std::numeric_limits<double>::quiet_NaN();
  }
  if (std::isinf(x)) return x;
  int exponent = 0;
  double m = std::frexp(x, &exponent);
  if (m < std::numbers::sqrt2 / 2) {
    m *= 2;
    --exponent;
  }
  // log(1 + f) = f − f²/2 + s (f²/2 + R(s²)) with s = f / (2 + f), ordered for accuracy as in
  // fdlibm.
  const double f = m - 1;
  const double s = f / (2 + f);
  const double square = s * s;
  const double half = 0.5 * f * f;
  const double rest = square * polynomial(kLogTerms, square);
  return exponent * kLn2High - ((half - (s * (half + rest) + exponent * kLn2Low)) - f);
}

double exp(double x) {
  if (x > 710) return std::numeric_limits<double>::infinity();
  if (x < -746) return 0;
  if (std::isnan(x)) return x;
  const double k = std::floor(x / std::numbers::ln2 + 0.5);
  const double r = (x - k * kLn2High) - k * kLn2Low;
  return std::ldexp(1 + (r + r * r * polynomial(kExpTerms, r)), static_cast<int>(k));
}

double sin(double x) {
  return turned_sin(x, 0);
}

double cos(double x) {
  return turned_sin(x, 1);
}

double pow(double base, double exponent) {
  if (exponent == 0) return 1;
  if (base == 0) return exponent > 0 ? 0 : std::numeric_limits<double>::infinity();
  if (exponent == 1) return base;
  return exp(exponent * log(base));
}

}  // namespace lantern::portable
