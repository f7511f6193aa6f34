#include "renderer/text/held_together.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <glib.h>

namespace lantern {
namespace {

// Words that are units behind a number, whatever the language.
constexpr auto kUnits = std::to_array<std::string_view>(
    {"A",  "B",   "C",    "F",  "GB", "GHz", "GW",  "Hz",  "J",  "K",  "KB",  "L",
     "MB", "MHz", "MW",   "N",  "Pa", "TB",  "V",   "W",   "cl", "cm", "d",   "dB",
     "dl", "em",  "eV",   "ft", "g",  "h",   "ha",  "hPa", "kB", "kJ", "kHz", "kV",
     "kW", "kWh", "kcal", "kg", "km", "kN",  "kPa", "l",   "lb", "m",  "mA",  "mV",
     "mW", "mg",  "min",  "ml", "mm", "mph", "ms",  "nm",  "ns", "oz", "pp",  "pt",
     "px", "s",   "t",    "yd", "x",  "Ω",   "µg",  "µm",  "µs", "μg", "μm",  "μs"});

constexpr size_t kSentence = 40;  // bytes: what is shorter may have to stand in a narrow place

bool is_unit(std::string_view word) {
  return std::find(kUnits.begin(), kUnits.end(), word) != kUnits.end();
}

/// What stands behind a number and belongs to it: per cent, degrees, currencies, arrows, operators.
bool is_sign(gunichar c) {
  constexpr std::u32string_view kOthers = U"%‰‱′″…/";
  if (kOthers.find(char32_t(c)) != std::u32string_view::npos) return true;
  switch (g_unichar_type(c)) {
    case G_UNICODE_MATH_SYMBOL:
    case G_UNICODE_CURRENCY_SYMBOL:
    case G_UNICODE_OTHER_SYMBOL:
    case G_UNICODE_DASH_PUNCTUATION:
      return true;
    default:
      return false;
  }
}

/// Behind the unit or sign that starts at `from`; `from` where there is none.
const char* behind_unit(const char* from) {
  const gunichar first = g_utf8_get_char(from);
  const char* next = *from != '\0' ? g_utf8_next_char(from) : from;
  // −5 and $5 are numbers themselves.
  if (*from != '\0' && is_sign(first))
    return g_unichar_isdigit(g_utf8_get_char(next)) ? from : next;
  const char* end = from;
  while (g_unichar_isalpha(g_utf8_get_char(end))) end = g_utf8_next_char(end);
  return is_unit({from, size_t(end - from)}) ? end : from;
}

/// Behind the group of three figures that goes on with a number; `from` where there is none.
const char* behind_group(const char* from) {
  const char* end = from;
  while (g_ascii_isdigit(*end)) ++end;
  return end - from == 3 ? end : from;
}

/// Behind the first letter of the word that says what a number counts; `from` where there is none,
/// or where both are so long that a narrow text might have to be broken between them.
const char* behind_counted(const char* start, const char* from) {
  constexpr std::ptrdiff_t kMost = 18;  // bytes
  if (!g_unichar_islower(g_utf8_get_char(from))) return from;
  const char *end = from, *number = from - 1;
  while (g_unichar_isalpha(g_utf8_get_char(end))) end = g_utf8_next_char(end);
  while (number > start && number[-1] != ' ') --number;
  return end - number <= kMost ? g_utf8_next_char(from) : from;
}

/// Whether the word that ends here has its number behind it, with which a clause ends: "depth 3."
bool names_number(const char* start, const char* space) {
  constexpr std::ptrdiff_t kMost = 18;  // bytes
  if (!g_ascii_isdigit(space[1])) return false;
  const char *word = space, *end = space + 1;
  while (word > start && word[-1] != ' ') --word;
  while (*end != '\0' && *end != ' ' && *end != '\n') ++end;
  const bool clause = *end != ' ' || std::string_view(".,;:!?)").find(end[-1]) != std::string::npos;
  return clause && g_unichar_isalpha(g_utf8_get_char(word)) && end - word <= kMost;
}

/// Whether a dash between two spaces starts here: it stays with what is before it.
bool is_dash(const char* from) {
  const gunichar c = g_utf8_get_char(from);
  return (c == U'–' || c == U'—') && *g_utf8_next_char(from) == ' ';
}

/// Whether the word that ends here is a single letter, as "a" is.
bool is_letter_alone(const char* start, const char* end) {
  const char* letter = g_utf8_find_prev_char(start, end);
  return letter && g_unichar_isalpha(g_utf8_get_char(letter)) &&
         (letter == start || letter[-1] == ' ');
}

/// Whether what ends here is a sign that leads to a number: of a relation, or a currency. Sums may
/// be broken behind their signs.
bool leads_to_number(const char* start, const char* end) {
  const char* sign = g_utf8_find_prev_char(start, end);
  if (!sign || !g_ascii_isdigit(*g_utf8_next_char(end))) return false;
  constexpr std::u32string_view kRelations = U"=≈≠<>≤≥~±";
  const gunichar c = g_utf8_get_char(sign);
  return kRelations.find(char32_t(c)) != std::u32string_view::npos ||
         g_unichar_type(c) == G_UNICODE_CURRENCY_SYMBOL;
}

}  // namespace

std::vector<ByteRange> held_together(const std::string& text) {
  std::vector<ByteRange> out;
  const char* start = text.c_str();
  const bool sentence = text.size() >= kSentence;
  for (size_t space = text.find(' '); space != std::string::npos;
       space = text.find(' ', space + 1)) {
    if (space == 0) continue;
    const char *at = start + space, *next = at + 1;
    if (leads_to_number(start, at)) out.push_back({unsigned(space), unsigned(space + 2)});
    const bool joined =
        *next != '\0' && (is_letter_alone(start, at) || names_number(start, at) || is_dash(next));
    if (sentence && joined)
      out.push_back({unsigned(space), unsigned(g_utf8_next_char(next) - start)});
    const bool percent = sentence && text[space - 1] == '%';
    if (!percent && !g_ascii_isdigit(text[space - 1])) continue;
    const char* end = percent ? next : std::max(behind_unit(next), behind_group(next));
    if (sentence && end == next) end = behind_counted(start, next);
    if (end != next) out.push_back({unsigned(space - 1), unsigned(end - start)});
  }
  return out;
}

}  // namespace lantern
