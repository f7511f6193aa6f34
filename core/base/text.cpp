#include "core/base/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "core/base/synonyms.h"

namespace lantern {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

/// The bytes of each code point, ASCII letters in lower case.
std::vector<std::string> letters_of(std::string_view text) {
  std::vector<std::string> letters;
  for (const char c : text) {
    if (continues(c) && !letters.empty()) letters.back() += c;
    else letters.emplace_back(1, lower(c));
  }
  return letters;
}

/// Optimal string alignment distance.
size_t edits(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<size_t> before, last(b.size() + 1), row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({change, last[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = std::exchange(last, row);
  }
  return last[b.size()];
}

std::string join(const std::vector<std::string>& words, std::string_view last) {
  std::string out;
  for (size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? last : ", ";
    out += words[i];
  }
  return out;
}

/// The length of the UTF-8 sequence that starts here, 0 where there is none (RFC 3629).
size_t sequence_length(std::string_view text) {
  const auto byte = [&](size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  const auto tail = [&](size_t from, size_t length) {
    for (size_t i = from; i < length; ++i) {
      if ((byte(i) & 0xc0) != 0x80) return size_t{0};
    }
    return length;
  };
  const unsigned first = byte(0), second = byte(1);
  if (first < 0x80) return 1;
  if (first < 0xc2) return 0;
  if (first < 0xe0) return tail(1, 2);
  if (first < 0xf0) {
    const bool overlong = first == 0xe0 && second < 0xa0;
    const bool surrogate = first == 0xed && second >= 0xa0;
    return overlong || surrogate ? 0 : tail(1, 3);
  }
  const bool overlong = first == 0xf0 && second < 0x90;
  const bool beyond = first > 0xf4 || (first == 0xf4 && second >= 0x90);
  return overlong || beyond ? 0 : tail(1, 4);
}

/// "1e+15" and "1e-07" as "1e15" and "1e-7".
std::string short_exponent(std::string_view text) {
  const size_t e = text.find('e');
  std::string out(text.substr(0, e + 1));
  std::string_view exponent = text.substr(e + 1);
  if (exponent[0] == '-') out += '-';
  exponent.remove_prefix(1);
  while (exponent.size() > 1 && exponent[0] == '0') exponent.remove_prefix(1);
  return out.append(exponent);
}

}  // namespace

std::optional<std::string> nearest(std::string_view name,
                                   const std::vector<std::string>& candidates) {
  const auto letters = letters_of(name);
  size_t least = std::max<size_t>(1, letters.size() / 3) + 1;
  const std::string* best = nullptr;
  for (const std::string& candidate : candidates) {
    const auto other = letters_of(candidate);
    const size_t longer = std::max(letters.size(), other.size());
    if (longer - std::min(letters.size(), other.size()) >= least) continue;
    const size_t distance = edits(letters, other);
    if (distance >= least || distance >= longer) continue;  // nothing in common is not near
    least = distance;
    best = &candidate;
  }
  return best ? std::optional(*best) : std::nullopt;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& known) {
  auto near = synonym(name, known);
  if (!near) near = nearest(name, known);
  return near ? fmt::format("; did you mean {}?", in_quotes(*near)) : "";
}

std::string did_you_mean(std::string_view name, const std::vector<std::string_view>& known) {
  return did_you_mean(name, std::vector<std::string>(known.begin(), known.end()));
}

std::string join_and(const std::vector<std::string>& words) {
  return join(words, " and ");
}

std::string join_or(const std::vector<std::string>& words) {
  return join(words, " or ");
}

std::string in_quotes(std::string_view text) {
  constexpr size_t kMost = 80;
  std::string out = "\"";
  size_t letters = 0;
  for (const char c : text) {
    if (!continues(c) && ++letters > kMost) {
      out += "…";
      break;
    }
    if (c == '\n') out += "\\n";
    else if (c == '\t') out += "\\t";
    else if (c == '\r') out += "\\r";
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      out += fmt::format("\\x{:02x}", static_cast<int>(c));
    else out += c;
  }
  return out + '"';
}

std::optional<size_t> validate_utf8(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const size_t length = sequence_length(text.substr(at, 4));
    if (length == 0) return at;
    at += length;
  }
  return std::nullopt;
}

size_t code_points(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

namespace {

/// A number out of range is too small rather than too large where its first digit that is not 0
/// stands behind the point, its exponent taken into account.
bool is_tiny(std::string_view text) {
  const size_t e = std::min(text.find_first_of("eE"), text.size());
  const std::string_view digits = text.substr(0, e);
  const auto point = static_cast<double>(std::min(digits.find('.'), digits.size()));
  const auto first = static_cast<double>(digits.find_first_of("123456789"));
  double exponent = 0;
  for (const char c : text.substr(e)) {
    if (c >= '0' && c <= '9') exponent = std::min(exponent * 10 + (c - '0'), 1e9);
  }
  return point - first + (text.substr(e).find('-') < text.size() ? -exponent : exponent) < 0;
}

enum class Reading { number, too_large, none };

Reading read_number(std::string_view text, double& value) {
  const size_t sign = text.starts_with('+') || text.starts_with('-') ? 1 : 0;
  const char first = text.size() > sign ? text[sign] : '\0';
  const bool numeric = (first >= '0' && first <= '9') || first == '.';
  if (!numeric) return Reading::none;  // from_chars would take "inf" and "nan"
  if (text[0] == '+') text.remove_prefix(1);
  const auto [end, mistake] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size()) return Reading::none;
  if (mistake == std::errc()) return Reading::number;
  if (mistake != std::errc::result_out_of_range) return Reading::none;
  value = text[0] == '-' ? -0.0 : 0.0;
  return is_tiny(text) ? Reading::number : Reading::too_large;
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  double value = 0;
  return read_number(text, value) == Reading::number ? std::optional(value) : std::nullopt;
}

bool too_large(std::string_view text) {
  double value = 0;
  return read_number(text, value) == Reading::too_large;
}

std::string in_seconds(double time) {
  return shortest(std::round(time * 1000) / 1000) + "s";
}

std::string shortest(double number) {
  if (std::isnan(number)) return "nan";
  if (std::isinf(number)) return number > 0 ? "inf" : "-inf";
  const double size = std::fabs(number);
  if (size == 0) return "0";
  char buffer[32];
  const bool plain = size >= 1e-6 && size < 1e15;
  const auto form = plain ? std::chars_format::fixed : std::chars_format::scientific;
  const char* end = std::to_chars(buffer, buffer + sizeof buffer, number, form).ptr;
  const std::string_view text(buffer, static_cast<size_t>(end - buffer));
  return plain ? std::string(text) : short_exponent(text);
}

}  // namespace lantern
