#include "core/expr/builtins.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/base/portable_math.h"

namespace lantern {
namespace {

using Arguments = std::span<const Operand>;

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

template <double (*F)(double)>
Operand one(Arguments a) {
  return map_numbers(
      ValueType::number, [](double x) { return F(x); }, a[0]);
}

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

/// What is missing is passed on, whichever it is.
double smaller(double x, double y) {
  return std::isnan(x) || std::isnan(y) ? kMissing : std::min(x, y);
}
double larger(double x, double y) {
  return std::isnan(x) || std::isnan(y) ? kMissing : std::max(x, y);
}

Operand clamp(Arguments a) {
  return three(a, [](double x, double low, double high) { return smaller(larger(x, low), high); });
}
Operand mix_numbers(Arguments a) {
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
/// Exact, with the sign of y.
double rest(double x, double y) {
  const double rest = std::fmod(x, y);
  if (rest == 0) return std::copysign(0.0, y);
  return (rest < 0) == (y < 0) ? rest : rest + y;
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

/// Missing rows are left out.
struct Total {
  double sum = 0;
  double rows = 0;
};
Total total(const Operand& a) {
  if (!a.per_row) return {a.number, 1};
  Total out;
  for (const double x : a.column.numbers()) {
    if (std::isnan(x)) continue;
    out.sum += x;
    out.rows += 1;
  }
  return out;
}
Operand sum(Arguments a) {
  return Operand::of(total(a[0]).sum);
}
Operand mean(Arguments a) {
  const Total t = total(a[0]);
  return Operand::of(t.sum / t.rows);
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

constexpr ValueType kNumber = ValueType::number;

// Sorted by name.
constexpr std::array kBuiltins{
    Builtin{"abs", "abs(x)", "Without its sign.", 1, 1, false, kNumber, one<absolute>},
    Builtin{"ceil", "ceil(x)", "The whole number above.", 1, 1, false, kNumber, one<ceil_of>},
    Builtin{"clamp", "clamp(x, low, high)", "x, kept between low and high.", 3, 3, false, kNumber,
            clamp},
    Builtin{"cos", "cos(x)", "Of an angle in radians.", 1, 1, false, kNumber, one<cos_of>},
    Builtin{"count", "count(condition)", "How many rows it holds for.", 1, 1, true,
            ValueType::boolean, sum},
    Builtin{"exp", "exp(x)", "e to the power of x.", 1, 1, false, kNumber, one<exp_of>},
    Builtin{"floor", "floor(x)", "The whole number below.", 1, 1, false, kNumber, one<floor_of>},
    Builtin{"is_missing", "is_missing(x)", "Whether there is no value: an empty cell, nan.", 1, 1,
            false, kNumber, is_missing, true, ValueType::boolean},
    Builtin{"log", "log(x)", "The natural logarithm.", 1, 1, false, kNumber, one<log_of>},
    Builtin{"log10", "log10(x)", "To base 10.", 1, 1, false, kNumber, one<log10_of>},
    Builtin{"log2", "log2(x)", "To base 2.", 1, 1, false, kNumber, one<log2_of>},
    Builtin{"max", "max(a, b, …)", "The largest of its arguments.", 2, 16, false, kNumber, most},
    Builtin{"mean", "mean(x)", "Over all rows.", 1, 1, true, kNumber, mean},
    Builtin{"min", "min(a, b, …)", "The smallest of its arguments.", 2, 16, false, kNumber, least},
    Builtin{"mix", "mix(a, b, t)", "From a (t = 0) to b (t = 1).", 3, 3, false, kNumber,
            mix_numbers},
    Builtin{"mod", "mod(a, b)", "The rest of a / b, with the sign of b.", 2, 2, false, kNumber,
            modulo},
    Builtin{"pow", "pow(x, y)", "x to the power of y.", 2, 2, false, kNumber, power},
    Builtin{"ramp", "ramp(x, width)", "0 to 1 as x goes from −width/2 to width/2.", 2, 2, false,
            kNumber, ramp},
    Builtin{"round", "round(x)", "The nearest whole number, halves away from 0.", 1, 1, false,
            kNumber, one<round_half_away>},
    Builtin{"sign", "sign(x)", "−1, 0 or 1.", 1, 1, false, kNumber, one<sign>},
    Builtin{"sin", "sin(x)", "Of an angle in radians.", 1, 1, false, kNumber, one<sin_of>},
    Builtin{"sqrt", "sqrt(x)", "The square root.", 1, 1, false, kNumber, one<sqrt_of>},
    Builtin{"sum", "sum(x)", "Over all rows.", 1, 1, true, kNumber, sum},
    Builtin{"tan", "tan(x)", "Of an angle in radians.", 1, 1, false, kNumber, one<tan_of>},
    Builtin{"tanh", "tanh(x)", "The hyperbolic tangent.", 1, 1, false, kNumber, one<tanh_of>},
};

}  // namespace

std::span<const Builtin> builtins() {
  return kBuiltins;
}

const Builtin* find_builtin(std::string_view name) {
  const auto found = std::lower_bound(
      kBuiltins.begin(), kBuiltins.end(), name,
      [](const Builtin& builtin, std::string_view wanted) { return builtin.name < wanted; });
  return found != kBuiltins.end() && found->name == name ? &*found : nullptr;
}

}  // namespace lantern
