#include "core/expr/row_functions.h"

#include "core/expr/text_functions.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/portable_math.h"

namespace lantern::row_function {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

template <class F>
Operand fold(Arguments a, F f) {
  Operand out = a[0];
  for (size_t i = 1; i < a.size(); ++i) out = map_numbers(ValueType::number, f, out, a[i]);
  return out;
}

/// Row by row over three arguments.
template <class F>
Operand three(Arguments a, F f) {
  size_t rows = 0;
  for (const Operand& operand : a) {
    if (operand.per_row) rows = operand.column.size();
  }
  if (!a[0].per_row && !a[1].per_row && !a[2].per_row) {
    return Operand::of(f(a[0].number, a[1].number, a[2].number));
  }
  std::vector<double> out(rows);
  for (size_t i = 0; i < rows; ++i) {
    out[i] = f(a[0].number_at(i), a[1].number_at(i), a[2].number_at(i));
  }
  return Operand::of(Column::numbers(std::move(out)));
}

/// What is missing is passed on, whichever it is.
double smaller(double x, double y) {
  return std::isnan(x) || std::isnan(y) ? kMissing : std::min(x, y);
}
double larger(double x, double y) {
  return std::isnan(x) || std::isnan(y) ? kMissing : std::max(x, y);
}

/// Exact, with the sign of y.
double rest(double x, double y) {
  const double rest = std::fmod(x, y);
  if (rest == 0) return std::copysign(0.0, y);
  return (rest < 0) == (y < 0) ? rest : rest + y;
}
/// Of whole numbers; exact as long as the result is.
double combinations(double n, double k) {
  if (!(n >= 0) || !(k == std::floor(k)) || n != std::floor(n)) return kMissing;
  if (k < 0 || k > n) return 0;
  k = std::min(k, n - k);
  double out = 1;
  for (double i = 1; i <= k && std::isfinite(out); ++i) out = std::round(out * (n - k + i) / i);
  return out;
}
}  // namespace

double sign(double x) {
  return x > 0 ? 1 : x < 0 ? -1 : std::isnan(x) ? x : 0;
}
double absolute(double x) {
  return std::fabs(x);
}
double round_half_away(double x) {
  return std::round(x);
}
double floor_of(double x) {
  return std::floor(x);
}
double ceil_of(double x) {
  return std::ceil(x);
}
double sqrt_of(double x) {
  return std::sqrt(x);
}
double exp_of(double x) {
  return portable::exp(x);
}
double log_of(double x) {
  return portable::log(x);
}
double log2_of(double x) {
  return portable::log2(x);
}
double log10_of(double x) {
  return portable::log10(x);
}
double sin_of(double x) {
  return portable::sin(x);
}
double cos_of(double x) {
  return portable::cos(x);
}
double tan_of(double x) {
  return portable::tan(x);
}
double tanh_of(double x) {
  return portable::tanh(x);
}

/// Without the overflow of a small one over a large one.
double sigmoid_of(double x) {
  const double e = portable::exp(-std::fabs(x));
  return x >= 0 ? 1 / (1 + e) : e / (1 + e);
}

Operand clamp(Arguments a) {
  return three(a, [](double x, double low, double high) { return smaller(larger(x, low), high); });
}
Operand mix_values(Arguments a) {
  if (a[0].type == ValueType::text) return mix_colors(a);
  return three(a, [](double from, double to, double t) { return from + (to - from) * t; });
}
Operand ramp(Arguments a) {
  return map_numbers(
      ValueType::number,
      [](double x, double width) {
        if (std::isnan(x) || std::isnan(width)) return kMissing;
        if (width <= 0) return x >= 0 ? 1.0 : 0.0;
        return std::min(std::max(0.5 + x / width, 0.0), 1.0);
      },
      a[0], a[1]);
}
Operand modulo(Arguments a) {
  return map_numbers(
      ValueType::number, [](double x, double y) { return rest(x, y); }, a[0], a[1]);
}
Operand power(Arguments a) {
  return map_numbers(
      ValueType::number, [](double x, double y) { return portable::pow(x, y); }, a[0], a[1]);
}
Operand least(Arguments a) {
  return fold(a, smaller);
}
Operand most(Arguments a) {
  return fold(a, larger);
}

Operand is_missing(Arguments a) {
  if (!a[0].per_row) {
    return Operand::truth(a[0].type == ValueType::text ? a[0].text.empty()
                                                       : std::isnan(a[0].number));
  }
  std::vector<double> out(a[0].column.size());
  for (size_t i = 0; i < out.size(); ++i) out[i] = a[0].column.missing(i) ? 1 : 0;
  return Operand::of(Column::booleans(std::move(out)));
}

Operand choose_some(Arguments a) {
  return map_numbers(
      ValueType::number, [](double n, double k) { return combinations(n, k); }, a[0], a[1]);
}

}  // namespace lantern::row_function
