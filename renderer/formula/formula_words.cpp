#include "renderer/formula/formula_words.h"

#include <algorithm>
#include <array>
#include <vector>

namespace lantern {
namespace {

/// Whether a letter starts there that stands in words only: of a script that reads from the right,
/// or whose letters join.
bool is_of_a_word(std::string_view text) {
  const auto byte = [&](size_t i) { return i < text.size() ? (unsigned char)(text[i]) : 0u; };
  const unsigned code = byte(0) << 8 | byte(1);
  return (code >= 0xD690 && code <= 0xDFBF) ||  // Hebrew to N'Ko
         (code >= 0xE0A0 && code <= 0xE0B7) ||  // Samaritan to Sinhala
         (code >= 0xEFAC && code <= 0xEFB7 && (code > 0xEFAC || byte(2) >= 0x9D)) ||
         (code >= 0xEFB9 && code <= 0xEFBB);  // forms of Arabic letters
}

size_t bytes_of_letter(std::string_view text) {
  return (unsigned char)(text[0]) >= 0xE0 ? 3 : 2;
}

/// Past the braces that begin there.
size_t past_braces(std::string_view tex, size_t at) {
  int depth = 0;
  for (; at < tex.size(); ++at) {
    if (tex[at] == '\\') ++at;
    else if (tex[at] == '{') ++depth;
    else if (tex[at] == '}' && --depth == 0) return at + 1;
  }
  return at;
}

/// Whether a command that takes a text stands there last: \text, \textbf, \mbox, \tag.
bool starts_text(std::string_view before) {
  const size_t slash = before.rfind('\\');
  if (slash == std::string_view::npos) return false;
  const std::string_view command = before.substr(slash + 1);
  return command.starts_with("text") || command.ends_with("box") || command.starts_with("tag");
}

}  // namespace

std::optional<size_t> words_outside_text(std::string_view tex) {
  constexpr std::array<std::string_view, 9> kText{"\\text{",       "\\textrm{", "\\textbf{",
                                                  "\\textit{",     "\\textsf{", "\\texttt{",
                                                  "\\textnormal{", "\\mbox{",   "\\hbox{"};
  for (size_t at = 0; at < tex.size();) {
    const std::string_view rest = tex.substr(at);
    const auto* text = std::find_if(kText.begin(), kText.end(),
                                    [&](std::string_view name) { return rest.starts_with(name); });
    if (text != kText.end()) {
      at = past_braces(tex, at + text->size() - 1);
    } else if (is_of_a_word(rest)) {
      const size_t bytes = bytes_of_letter(rest);
      if (is_of_a_word(rest.substr(std::min(bytes, rest.size())))) return at;
      at += bytes;
    } else {
      ++at;
    }
  }
  return std::nullopt;
}

std::optional<size_t> dollar_outside_text(std::string_view tex) {
  std::vector<bool> texts;  // of the groups around
  for (size_t i = 0; i < tex.size(); ++i) {
    const bool in_text = !texts.empty() && texts.back();
    if (tex[i] == '\\') ++i;
    else if (tex[i] == '{') texts.push_back(in_text || starts_text(tex.substr(0, i)));
    else if (tex[i] == '}' && !texts.empty()) texts.pop_back();
    else if (tex[i] == '$' && !in_text) return i;
  }
  return std::nullopt;
}

}  // namespace lantern
