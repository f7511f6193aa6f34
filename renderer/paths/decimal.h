#pragma once

#include <string>

namespace lantern {

/// Appends `value` with at most `decimals` digits after the point: no trailing zeros, no "-0", no
/// exponent, whatever the locale. Non-finite values read "nan", "inf", "-inf".
void append_decimal(std::string& out, double value, int decimals);

std::string to_decimal(double value, int decimals);

}  // namespace lantern
