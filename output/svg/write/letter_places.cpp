#include "output/svg/write/letter_places.h"

#include <algorithm>
#include <map>
#include <optional>

namespace lantern::svg {
namespace {

/// Whether the blank at this byte moves a line that is placed by its left end, where it ends.
bool takes_room(const ShapedText& text, unsigned byte) {
  return text.right_to_left &&
         std::any_of(text.glyphs.begin(), text.glyphs.end(), [&](const Glyph& glyph) {
           return glyph.cluster == byte && glyph.advance > 0;
         });
}

/// A letter of a line: the bytes that it takes, and its place, where it has one of its own.
struct Letter {
  std::string_view bytes;
  std::optional<double> at{};
};

std::vector<Letter> letters_of(std::string_view line) {
  std::vector<Letter> out;
  for (size_t at = 0; at < line.size();) {
    size_t end = at + 1;
    while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) ++end;
    out.push_back({line.substr(at, end - at)});
    at = end;
  }
  return out;
}

bool blank(const Letter& letter) {
  return letter.bytes == " ";
}

bool within(char c, char first, char last) {
  return c >= first && c <= last;
}

bool figure(const Letter& letter) {
  return within(letter.bytes.front(), '0', '9');
}

bool figure_or_capital(const Letter* letter) {
  return letter && (figure(*letter) || within(letter->bytes.front(), 'A', 'Z'));
}

bool sign(const Letter& letter) {
  constexpr std::string_view kSigns = "()*+-/:<=>@[]{|}~\u00ab\u00b1\u00b7\u00bb\u00d7\u00f7";
  if (letter.bytes.size() < 3) return kSigns.find(letter.bytes) != std::string_view::npos;
  return letter.bytes >= "\u2000" && letter.bytes < "\u2c00";  // dashes, arrows, operators
}

/// The next letter that is no blank, `way` = −1 or 1; null at the line's end.
const Letter* beside(const std::vector<Letter>& line, size_t i, int way) {
  for (size_t at = i + size_t(way); at < line.size(); at += size_t(way)) {
    if (!blank(line[at])) return &line[at];
  }
  return nullptr;
}

/// Fonts move such a sign up, or down.
bool moves(const std::vector<Letter>& line, const Letter* letter) {
  if (!letter || !sign(*letter)) return false;
  const size_t i = size_t(letter - line.data());
  return figure_or_capital(beside(line, i, -1)) || figure_or_capital(beside(line, i, 1));
}

/// Latin, Greek, Cyrillic, and what is written in squares: not marks, not what is joined, nothing
/// that counts as two letters.
bool stands_alone(const Letter& letter) {
  const std::string_view b = letter.bytes;
  const bool mark = b >= "\u0300" && b < "\u0370";
  return b.size() <= 3 && !mark && (b < "\u0590" || (b >= "\u2000" && b < "\ufb00"));
}

/// Whether the letter is not to be taken away from the one before it.
bool follows(const std::vector<Letter>& line, size_t i) {
  if (i == 0) return false;
  return !line[i].at || moves(line, &line[i]) || moves(line, beside(line, i, -1)) ||
         (blank(line[i]) && moves(line, beside(line, i, 1)));
}

/// The letters of a line where they stand.
std::vector<Letter> placed_letters(const Line& line, const ShapedText& text) {
  std::vector<Letter> out = letters_of(line.text);
  std::map<unsigned, double> starts;
  for (const Glyph& glyph : text.glyphs) {
    if (glyph.at.y == line.at.y) starts.emplace(glyph.cluster, glyph.at.x);
  }
  for (Letter& letter : out) {
    const size_t byte = line.first + size_t(letter.bytes.data() - line.text.data());
    const auto start = starts.find(unsigned(byte));
    if (start != starts.end() && stands_alone(letter)) letter.at = start->second;
  }
  return out;
}

}  // namespace

/// The lines of a text where they start: glyphs of one baseline, and the characters from the first
/// of them to the first of the next line.
std::vector<Line> lines_of(const ShapedText& text) {
  std::map<double, std::pair<unsigned, double>> lines;  // baseline: first character, left end
  for (const Glyph& glyph : text.glyphs) {
    const auto [line, fresh] = lines.try_emplace(glyph.at.y, glyph.cluster, glyph.at.x);
    if (fresh) continue;
    line->second.first = std::min(line->second.first, glyph.cluster);
    line->second.second = std::min(line->second.second, glyph.at.x);
  }
  std::vector<Line> out;
  for (auto line = lines.begin(); line != lines.end(); ++line) {
    const auto next = std::next(line);
    const size_t end = next == lines.end() ? text.text.size() : next->second.first;
    std::string part = text.text.substr(line->second.first, end - line->second.first);
    while (!part.empty() && (part.back() == '\n' || part.back() == ' ')) {
      if (takes_room(text, line->second.first + unsigned(part.size()) - 1)) break;
      part.pop_back();
    }
    out.push_back({std::move(part), {line->second.second, line->first}, line->second.first});
  }
  return out;
}

std::vector<Piece> pieces_of(const Line& line, const ShapedText& text, bool apart) {
  if (text.right_to_left) return {{line.text, {line.at.x}}};
  const std::vector<Letter> letters = placed_letters(line, text);
  std::vector<Piece> out{{"", {line.at.x}}};
  size_t count = 0;  // letters of the last piece
  for (size_t i = 0; i < letters.size(); ++i, ++count) {
    if (!follows(letters, i) && i > 0) {
      const Letter& before = letters[i - 1];
      const bool cut = apart && !blank(letters[i]) && (blank(before) || figure(before));
      if (cut || out.back().starts.size() < count) {
        out.emplace_back();
        count = 0;
      }
      out.back().starts.push_back(*letters[i].at);
    }
    out.back().text += letters[i].bytes;
  }
  return out;
}

}  // namespace lantern::svg
