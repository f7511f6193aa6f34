#pragma once

#include <span>

#include "core/expr/operand.h"

// Functions that go over the rows in their order: a value for each row, from those around it. The
// first argument has a value for each row, the others are one number for all.

namespace lantern {

Operand lag_rows(std::span<const Operand> a);
Operand lead_rows(std::span<const Operand> a);
/// A missing value stays missing and adds nothing, as in pandas.
Operand cumulative_sum(std::span<const Operand> a);
Operand cumulative_product(std::span<const Operand> a);
Operand cumulative_min(std::span<const Operand> a);
Operand cumulative_max(std::span<const Operand> a);
/// 1 for the smallest; equal ones share the mean of their places.
Operand rank_rows(std::span<const Operand> a);
/// Of the row and those before it, n in all: missing where there are fewer, or one is missing.
Operand rolling_sum(std::span<const Operand> a);
Operand rolling_mean(std::span<const Operand> a);

}  // namespace lantern
