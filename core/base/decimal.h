#pragma once

#include <string>

namespace lantern {

/// A decimal number of any length: ±0.DIGITS × 10^point. The digits neither start nor end with 0;
/// zero has none.
struct Decimal {
  bool negative = false;
  std::string digits;
  int point = 0;

  bool zero() const { return digits.empty(); }
  /// The exponent of its first digit, as scientific notation has it; of a number that is not zero.
  int exponent() const { return point - 1; }
};

/// The shortest decimal that reads back as `x`, which must be finite: what a person takes the
/// number to be (0.1, not 0.1000000000000000055…).
Decimal decimal_of(double x);

/// Rounded to `count` decimals, halves away from zero.
void round_decimals(Decimal& x, int count);

/// Rounded to `count` significant digits (at least one), halves away from zero.
void round_significant(Decimal& x, int count);

/// The digits before the point, "0" where there are none.
std::string whole_part(const Decimal& x);

/// `count` digits after the point, with zeros at the end as needed.
std::string fraction_part(const Decimal& x, int count);

}  // namespace lantern
