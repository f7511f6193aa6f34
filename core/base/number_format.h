#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace lantern {

/// How a number is written in a picture: `[+][,][.N][~]` and one of f d % e g s. The letters are
/// those of Python's format language and d3-format:
///   f  N decimals                            ,.2f   1,234.50
///   d  a whole number                        +d     +7
///   %  times a hundred, N decimals           .0%    46%
///   e  scientific, N decimals                .1e    1.2e+3
///   g  N significant digits, scientific below 10⁻⁴ and from 10^N on; no zeros at the end
///   s  N significant digits and a prefix of the SI, 10⁻²⁴ … 10²⁴    .2s    42M
/// N is 6 where it is left out, but `g` without N always shows all digits before the point and is
/// not scientific below 10¹⁵.
struct NumberFormat {
  bool sign = false;       ///< "+" in front of what is not negative
  bool thousands = false;  ///< "," between groups of three digits
  int precision = -1;      ///< N, at most 20; −1: left out
  bool trim = false;       ///< no zeros at the end of the decimals
  char type = 'g';
  bool typographic = true;  ///< U+2212 for the minus sign, as pictures want it; else "-"

  friend bool operator==(const NumberFormat&, const NumberFormat&) = default;
};

struct FormatError {
  std::string message;
  size_t offset =
      0;  ///< of the first byte that is wrong; the length of the text where it ends early
};

std::variant<NumberFormat, FormatError> parse_format(std::string_view text);

/// What holds where a script gives no format: `g`.
NumberFormat default_format();

/// Rounds halves away from zero, on the shortest decimal that reads back as `x`: 0.125 is 0.13 with
/// .2f, 2.675 is 2.68, 1.005 is 1.01. There is no "-0". A missing number is "–", what is infinite
/// "∞". Asks no locale.
std::string format_number(double x, const NumberFormat& format);

/// A number that is to be shown as it is written, with the minus sign of pictures.
std::string written_number(std::string_view writing);

}  // namespace lantern
