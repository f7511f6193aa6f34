#include "core/expr/text_functions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "core/base/color.h"

namespace lantern {
namespace {

/// Letters from `first` to `last` whose other case is `shift` further on; where that is 1, capitals
/// and small letters take turns.
struct Letters {
  char32_t first, last;
  int shift;
};
/// Capitals. `y` with diaeresis and others whose other case is elsewhere stay as they are.
constexpr std::array kCapitals{
    Letters{'A', 'Z', 32},      Letters{0xC0, 0xD6, 32},   Letters{0xD8, 0xDE, 32},
    Letters{0x100, 0x12F, 1},   Letters{0x132, 0x137, 1},  Letters{0x139, 0x148, 1},
    Letters{0x14A, 0x177, 1},   Letters{0x179, 0x17E, 1},  Letters{0x391, 0x3A1, 32},
    Letters{0x3A3, 0x3AB, 32},  Letters{0x400, 0x40F, 80}, Letters{0x410, 0x42F, 32},
    Letters{0x460, 0x481, 1},   Letters{0x48A, 0x4BF, 1},  Letters{0x4D0, 0x52F, 1},
    Letters{0x1E00, 0x1E95, 1}, Letters{0x1EA0, 0x1EFF, 1}};

char32_t lower(char32_t c) {
  for (const Letters& range : kCapitals) {
    if (c < range.first || c > range.last) continue;
    if (range.shift > 1) return c + char32_t(range.shift);
    return (c - range.first) % 2 == 0 ? c + 1 : c;
  }
  return c;
}

char32_t upper(char32_t c) {
  for (const Letters& range : kCapitals) {
    const bool turns = range.shift == 1;
    const char32_t shift = char32_t(range.shift);
    if (c < range.first + (turns ? 0 : shift) || c > range.last + (turns ? 0 : shift)) continue;
    if (!turns) return c - shift;
    return (c - range.first) % 2 == 1 ? c - 1 : c;
  }
  return c;
}

void append(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += char(c);
  } else if (c < 0x800) {
    out += char(0xC0 | (c >> 6));
    out += char(0x80 | (c & 0x3F));
  } else {
    out += char(0xE0 | (c >> 12));
    out += char(0x80 | ((c >> 6) & 0x3F));
    out += char(0x80 | (c & 0x3F));
  }
}

/// What takes four bytes has no case here.
std::string in_case(const std::string& text, char32_t (*change)(char32_t)) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const auto at = [&](size_t n) { return char32_t(static_cast<unsigned char>(text[i + n])); };
    const char32_t lead = at(0);
    const size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (length == 1) append(out, change(lead));
    else if (length == 2) append(out, change(((lead & 0x1F) << 6) | (at(1) & 0x3F)));
    else if (length == 3)
      append(out, change(((lead & 0x0F) << 12) | ((at(1) & 0x3F) << 6) | (at(2) & 0x3F)));
    else out += text.substr(i, length);
    i += length;
  }
  return out;
}

/// Each of the texts that there are once, not once a row.
Operand map_texts(const Operand& a, const std::function<std::string(const std::string&)>& f) {
  if (!a.per_row) return Operand::of(f(a.text));
  std::vector<std::string> words;
  for (const std::string& word : a.column.dictionary()) words.push_back(f(word));
  std::vector<std::string> out;
  for (const std::int32_t code : a.column.codes()) {
    out.push_back(code < 0 ? "" : words[size_t(code)]);
  }
  return Operand::of(Column::texts(out));
}

template <class F>
Operand texts_of_rows(size_t rows, F f) {
  std::vector<std::string> out(rows);
  for (size_t i = 0; i < rows; ++i) out[i] = f(i);
  return Operand::of(Column::texts(out));
}

std::string as_written(const Operand& value, size_t row) {
  if (value.per_row) return value.column.text(row);
  return key_text(value);
}

}  // namespace

std::string in_upper_case(const std::string& text) {
  return in_case(text, upper);
}

std::string in_lower_case(const std::string& text) {
  return in_case(text, lower);
}

Operand upper_texts(std::span<const Operand> a) {
  return map_texts(a[0], in_upper_case);
}

Operand lower_texts(std::span<const Operand> a) {
  return map_texts(a[0], in_lower_case);
}

Operand mix_colors(std::span<const Operand> a) {
  const auto mixed = [&](size_t row) -> std::string {
    const double t = a[2].number_at(row);
    const std::string from = a[0].text_at(row), to = a[1].text_at(row);
    if (std::isnan(t) || from.empty() || to.empty()) return "";
    const double thousandths = std::floor(std::clamp(t, 0.0, 1.0) * 1000 + 0.5);
    return mixed_color_name(from, to, thousandths / 1000);
  };
  size_t rows = 0;
  bool per_row = false;
  for (const Operand& one : a) {
    if (one.per_row) rows = one.column.size();
    per_row = per_row || one.per_row;
  }
  return per_row ? texts_of_rows(rows, mixed) : Operand::of(mixed(0));
}

Operand formatted(std::span<const Operand> a) {
  const Operand& value = a[0];
  if (a.size() == 1) {
    if (!value.per_row) return Operand::of(as_written(value, 0));
    return texts_of_rows(value.column.size(), [&](size_t i) { return as_written(value, i); });
  }
  const auto format = std::get<NumberFormat>(parse_format(a[1].text));
  if (!value.per_row) return Operand::of(format_number(value.number, format));
  return texts_of_rows(value.column.size(),
                       [&](size_t i) { return format_number(value.column.numbers()[i], format); });
}

}  // namespace lantern
