#include "core/base/decimal.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

namespace lantern {
namespace {

void normalise(Decimal& x) {
  while (!x.digits.empty() && x.digits.back() == '0') x.digits.pop_back();
  if (x.digits.empty()) x = Decimal{};
}

/// Adds one to the last digit.
void step_up(Decimal& x) {
  size_t i = x.digits.size();
  while (i > 0 && x.digits[i - 1] == '9') x.digits[--i] = '0';
  if (i > 0) {
    ++x.digits[i - 1];
  } else {
    x.digits.insert(x.digits.begin(), '1');
    ++x.point;
  }
}

/// Rounds to the first `kept` digits, which may be none or fewer than none.
void keep(Decimal& x, int kept) {
  if (kept >= static_cast<int>(x.digits.size())) return;
  if (kept < 0) {
    x = Decimal{};
    return;
  }
  const bool up = x.digits[static_cast<size_t>(kept)] >= '5';
  x.digits.resize(static_cast<size_t>(kept));
  if (up) step_up(x);
  normalise(x);
}

}  // namespace

Decimal decimal_of(double x) {
  char buffer[32];
  const char* end =
      std::to_chars(buffer, buffer + sizeof buffer, std::fabs(x), std::chars_format::scientific)
          .ptr;
  const std::string_view text(buffer, static_cast<size_t>(end - buffer));
  const size_t e = text.find('e');
  const size_t exponent_at = e + (text[e + 1] == '+' ? 2 : 1);  // from_chars takes no '+'
  int exponent = 0;
  std::from_chars(text.data() + exponent_at, end, exponent);

  Decimal out{std::signbit(x), std::string(1, text[0]), exponent + 1};
  if (e > 1) out.digits.append(text.substr(2, e - 2));
  normalise(out);
  return out;
}

void round_decimals(Decimal& x, int count) {
  if (!x.zero()) keep(x, x.point + count);
}

void round_significant(Decimal& x, int count) {
  keep(x, std::max(1, count));
}

std::string whole_part(const Decimal& x) {
  if (x.zero() || x.point <= 0) return "0";
  const auto point = static_cast<size_t>(x.point);
  std::string out = x.digits.substr(0, point);
  out.resize(point, '0');
  return out;
}

std::string fraction_part(const Decimal& x, int count) {
  std::string out(static_cast<size_t>(std::clamp(-x.point, 0, count)), '0');
  if (x.point < static_cast<int>(x.digits.size())) {
    out += x.digits.substr(static_cast<size_t>(std::max(0, x.point)));
  }
  out.resize(static_cast<size_t>(count), '0');
  return out;
}

}  // namespace lantern
