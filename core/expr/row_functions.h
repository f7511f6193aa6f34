#pragma once

#include <span>

#include "core/expr/operand.h"

// Functions of numbers, row by row. What is missing is passed on.

namespace lantern::row_function {

double sign(double x);
double absolute(double x);
double round_half_away(double x);
double floor_of(double x);
double ceil_of(double x);
double sqrt_of(double x);
double exp_of(double x);
double log_of(double x);
double log2_of(double x);
double log10_of(double x);
double sin_of(double x);
double cos_of(double x);
double tan_of(double x);
double tanh_of(double x);
double sigmoid_of(double x);

using Arguments = std::span<const Operand>;

/// A function of one number.
template <double (*F)(double)>
Operand one(Arguments a) {
  return map_numbers(
      ValueType::number, [](double x) { return F(x); }, a[0]);
}

Operand clamp(Arguments a);
Operand mix_values(Arguments a);
Operand ramp(Arguments a);
Operand modulo(Arguments a);
Operand power(Arguments a);
Operand least(Arguments a);
Operand most(Arguments a);
Operand is_missing(Arguments a);
Operand choose_some(Arguments a);

}  // namespace lantern::row_function
