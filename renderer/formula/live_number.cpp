#include "renderer/formula/live_number.h"

#include <array>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lantern {
namespace {

constexpr std::string_view kMinus = "\u2212";
constexpr std::string_view kTimes = "\u00d7";
constexpr std::string_view kInfinity = "\u221e";

/// TeX's size and rise of a superscript (The TeXbook, appendix G, rule 18, in display style).
constexpr double kScriptSize = 0.7071;
constexpr double kScriptRise = 0.413;
/// What TeX sets around a sign that adds, in ems (The TeXbook, chapter 18: \medmuskip).
constexpr double kMediumSpace = 4.0 / 18;

/// A number's characters, with a minus sign for hyphens, and those of its power of ten.
struct Written {
  size_t sign = 0;  ///< so many of the first ones stand off from the others
  std::vector<std::string> base;
  std::vector<std::string> exponent;
};

std::vector<std::string> characters_of(std::string_view text) {
  std::vector<std::string> out;
  for (size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    out.emplace_back(text[i] == '-' ? kMinus : text.substr(i, bytes));
    i += bytes;
  }
  return out;
}

Written written(std::string_view text, bool term) {
  const size_t e = text.find('e');
  Written out{0, characters_of(text.substr(0, e)), {}};
  const bool has_sign = out.base.size() > 1 && (out.base[0] == "+" || out.base[0] == kMinus);
  out.sign = term && has_sign ? 1 : 0;
  if (e == std::string_view::npos) return out;
  std::string_view power = text.substr(e + 1);
  for (const std::string_view more : {kTimes, std::string_view("1"), std::string_view("0")}) {
    out.base.emplace_back(more);
  }
  if (power.starts_with('+')) power.remove_prefix(1);
  for (const std::string_view minus : {std::string_view("-"), kMinus}) {
    if (!power.starts_with(minus)) continue;
    out.exponent.emplace_back(kMinus);
    power.remove_prefix(minus.size());
  }
  while (power.size() > 1 && power.front() == '0') power.remove_prefix(1);
  for (const std::string& c : characters_of(power)) out.exponent.push_back(c);
  return out;
}

const FormulaGlyph* find_glyph(const FormulaGlyphs& glyphs, const std::string& variant,
                               const std::string& character) {
  for (const std::string& name : {variant, std::string("normal")}) {
    const auto letters = glyphs.find(name);
    if (letters == glyphs.end()) continue;
    const auto glyph = letters->second.find(character);
    if (glyph != letters->second.end()) return &glyph->second;
  }
  return nullptr;
}

double advance_of(const std::vector<std::string>& characters, const std::string& variant,
                  const FormulaGlyphs& glyphs) {
  double advance = 0;
  for (const std::string& c : characters) {
    const FormulaGlyph* glyph = find_glyph(glyphs, variant, c);
    advance += glyph ? glyph->advance : 0.5;
  }
  return advance;
}

std::string tex_of(std::span<const std::string> characters) {
  return fmt::format("\\mmlToken{{mn}}{{{}}}", fmt::join(characters, ""));
}

}  // namespace

bool is_number(std::string_view text) {
  bool figures = false;
  for (const std::string& c : characters_of(text)) {
    if (c == kInfinity) return text.size() <= kInfinity.size() + kMinus.size();
    figures = figures || (c[0] >= '0' && c[0] <= '9');
    if (c != kMinus && std::string_view("0123456789.,+e%").find(c) == std::string_view::npos)
      return false;
  }
  return figures && text.front() != 'e';
}

double width_of_number(std::string_view text, bool term, const FormulaGlyphs& glyphs) {
  const Written number = written(text, term);
  return double(number.sign) * kMediumSpace + advance_of(number.base, "normal", glyphs) +
         kScriptSize * advance_of(number.exponent, "normal", glyphs);
}

std::string tex_of_hole(size_t hole, const std::string& reading, bool term) {
  std::string inner;
  bool apart = false;
  if (is_number(reading)) {
    const Written number = written(reading, term);
    const std::span base(number.base);
    if (number.sign > 0) inner = tex_of(base.first(number.sign)) + "\\:";
    apart = number.sign > 0;
    inner += tex_of(base.subspan(number.sign));
    if (!number.exponent.empty()) inner += fmt::format("^{{{}}}", tex_of(number.exponent));
  } else {
    // It is only measured: what TeX would read as a command is as wide as a letter.
    std::string letters = reading.empty() ? "x" : reading;
    for (char& c : letters) {
      if (std::string_view("\\{}%$&#_^~").find(c) != std::string_view::npos) c = 'x';
    }
    inner = fmt::format("\\mmlToken{{mtext}}{{{}}}", letters);
  }
  // Braces within: where a hole is all that \cssId names, its own name must not be taken away.
  // One group in any case: it may be the argument of a command.
  return fmt::format("{{{}{{\\cssId{{lantern-hole-{}}}{{{}}}}}}}", apart ? "\\:" : "", hole, inner);
}

std::vector<NumberGlyph> set_number(std::string_view text, const FormulaHole& hole, bool term,
                                    const FormulaGlyphs& glyphs) {
  const Written number = written(text, term);
  const double gap = double(number.sign) * kMediumSpace;
  const double width =
      hole.size * (gap + advance_of(number.base, hole.variant, glyphs) +
                   kScriptSize * advance_of(number.exponent, hole.variant, glyphs));
  const double free = hole.width - width;
  Point pen = hole.at;
  pen.x += hole.align == HoleAlign::start ? 0 : hole.align == HoleAlign::end ? free : free / 2;
  std::vector<NumberGlyph> out;
  const auto write = [&](std::span<const std::string> characters, double size) {
    for (const std::string& c : characters) {
      const FormulaGlyph* glyph = find_glyph(glyphs, hole.variant, c);
      if (glyph) out.push_back({c, transformed(glyph->outline, size, size, pen)});
      pen.x += (glyph ? glyph->advance : 0.5) * size;
    }
  };
  const std::span base(number.base);
  write(base.first(number.sign), hole.size);
  pen.x += gap * hole.size;
  write(base.subspan(number.sign), hole.size);
  pen.y -= kScriptRise * hole.size;
  write(number.exponent, hole.size * kScriptSize);
  return out;
}

}  // namespace lantern
