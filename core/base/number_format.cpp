#include "core/base/number_format.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "core/base/decimal.h"

namespace lantern {
namespace {

constexpr int kMostDigits = 20;
constexpr int kDefaultDigits = 6;
constexpr std::string_view kTypes = "fd%egs";

// ---- reading a format

class FormatParser {
 public:
  explicit FormatParser(std::string_view text) : text_(text) {}

  std::variant<NumberFormat, FormatError> parse() {
    out_.sign = take('+');
    out_.thousands = take(',');
    if (take('.') && !digits()) return std::move(error_);
    out_.trim = take('~');
    if (!type()) return std::move(error_);
    return out_;
  }

 private:
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  bool wrong(std::string message) {
    error_.message = std::move(message);
    error_.offset = at_;
    return false;
  }

  bool digits() {
    const size_t first = at_;
    int count = 0;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') {
      count = std::min(count * 10 + (text_[at_++] - '0'), kMostDigits + 1);
    }
    if (at_ == first) return wrong("a number of digits is missing after the point");
    out_.precision = count;
    if (count <= kMostDigits) return true;
    at_ = first;
    return wrong("a number format has at most 20 digits");
  }

  bool type() {
    if (at_ == text_.size()) return wrong("a number format ends with f, d, %, e, g or s");
    const char c = text_[at_];
    if (kTypes.find(c) == std::string_view::npos) return wrong(not_a_type(c));
    out_.type = c;
    if (c == 'd' && out_.precision >= 0) {
      at_ = text_.find('.');
      return wrong("d is for whole numbers, which have no decimals");
    }
    ++at_;
    return at_ == text_.size() || wrong("nothing can follow the letter of a number format");
  }

  static std::string not_a_type(char c) {
    if (c == '+' || c == ',' || c == '.' || c == '~') {
      return "the parts of a number format come in the order + , .2 ~ f";
    }
    return "a number format ends with f, d, %, e, g or s";
  }

  std::string_view text_;
  size_t at_ = 0;
  NumberFormat out_;
  FormatError error_;
};

// ---- writing a number

/// The parts of a written number; the sign apart.
struct Written {
  std::string whole;
  std::string fraction;
  std::string end;  ///< exponent, prefix or percent sign
};

void trim_zeros(std::string& fraction) {
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
}

/// What is left of a number with so many significant digits once those before the point are used.
int decimals_of(const Decimal& x, int significant) {
  return std::max(0, significant - (x.zero() ? 1 : x.point));
}

Written fixed(Decimal& x, int decimals) {
  round_decimals(x, decimals);
  return {whole_part(x), fraction_part(x, decimals), ""};
}

std::string exponent_text(int exponent, std::string_view minus) {
  return fmt::format("e{}{}", exponent < 0 ? minus : "+", std::abs(exponent));
}

Written scientific(Decimal& x, int decimals, std::string_view minus) {
  round_significant(x, decimals + 1);
  const int exponent = x.zero() ? 0 : x.exponent();
  if (!x.zero()) x.point = 1;
  return {whole_part(x), fraction_part(x, decimals), exponent_text(exponent, minus)};
}

Written general(Decimal& x, int precision, std::string_view minus) {
  constexpr int kLeastExponent = -4;
  const bool free = precision < 0;  // never drops digits before the point
  const int significant = free ? std::max(kDefaultDigits, x.point) : std::max(1, precision);
  const int end = free ? 15 : significant;
  Decimal rounded = x;
  round_significant(rounded, significant);
  const bool plain =
      rounded.zero() || (rounded.exponent() >= kLeastExponent && rounded.exponent() < end);
  Written out;
  if (plain) {
    x = rounded;
    out = {whole_part(x), fraction_part(x, decimals_of(x, significant)), ""};
  } else {
    out = scientific(x, (free ? kDefaultDigits : significant) - 1, minus);
  }
  trim_zeros(out.fraction);
  return out;
}

Written with_prefix(Decimal& x, int significant) {
  constexpr std::array<std::string_view, 17> kPrefixes{"y", "z", "a", "f", "p", "n", "µ", "m", "",
                                                       "k", "M", "G", "T", "P", "E", "Z", "Y"};
  constexpr int kZero = 8;
  significant = std::max(1, significant);
  round_significant(x, significant);
  int thousands = 0;
  if (!x.zero()) {
    const int exponent = x.exponent();
    thousands = std::clamp(exponent >= 0 ? exponent / 3 : -((2 - exponent) / 3), -kZero, kZero);
    x.point -= 3 * thousands;
  }
  return {whole_part(x), fraction_part(x, decimals_of(x, significant)),
          std::string(kPrefixes[static_cast<size_t>(thousands + kZero)])};
}

/// Rounds `x` on the way, so that the caller sees whether anything but zero is left.
Written write(Decimal& x, const NumberFormat& format, std::string_view minus) {
  const int digits = format.precision < 0 ? kDefaultDigits : format.precision;
  switch (format.type) {
    case 'f':
      return fixed(x, digits);
    case 'd':
      return fixed(x, 0);
    case 'e':
      return scientific(x, digits, minus);
    case 's':
      return with_prefix(x, digits);
    case '%': {
      if (!x.zero()) x.point += 2;
      Written out = fixed(x, digits);
      out.end.assign(1, '%');
      return out;
    }
    default:
      return general(x, format.precision, minus);
  }
}

std::string grouped(const std::string& whole) {
  std::string out;
  for (size_t i = 0; i < whole.size(); ++i) {
    if (i > 0 && (whole.size() - i) % 3 == 0) out += ',';
    out += whole[i];
  }
  return out;
}

}  // namespace

std::variant<NumberFormat, FormatError> parse_format(std::string_view text) {
  return FormatParser(text).parse();
}

NumberFormat default_format() {
  return {};
}

std::string format_number(double x, const NumberFormat& format) {
  if (std::isnan(x)) return "–";
  const std::string_view minus = format.typographic ? "−" : "-";
  const auto sign = [&](bool negative) -> std::string_view {
    return negative ? minus : format.sign ? "+" : "";
  };
  if (std::isinf(x)) return fmt::format("{}∞", sign(x < 0));

  Decimal decimal = decimal_of(x);
  Written parts = write(decimal, format, minus);
  if (format.trim) trim_zeros(parts.fraction);
  return fmt::format("{}{}{}{}{}", sign(decimal.negative),
                     format.thousands ? grouped(parts.whole) : parts.whole,
                     parts.fraction.empty() ? "" : ".", parts.fraction, parts.end);
}

std::string written_number(std::string_view writing) {
  return writing.starts_with('-') ? "−" + std::string(writing.substr(1)) : std::string(writing);
}

}  // namespace lantern
