#include "output/markup/restructured.h"

#include <cctype>

#include "core/base/text.h"
#include "output/markup/markup.h"

namespace lantern {
namespace {

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

/// Where "1. ", "a) " or "IV. " has the sign that makes a list of it; npos: the line is none.
size_t enumerator(std::string_view line) {
  size_t at = line.starts_with('(') ? 1 : 0;
  while (at < line.size() && std::isalnum(static_cast<unsigned char>(line[at]))) ++at;
  const bool sign = at > 0 && at < line.size() && (line[at] == '.' || line[at] == ')');
  return sign && (at + 1 == line.size() || line[at + 1] == ' ') ? at : std::string_view::npos;
}

/// Whether a character marks something wherever it stands.
bool marks_something(char c) {
  return c == '\\' || c == '*' || c == '`' || c == '|' || c == '_' || c == '[';
}

std::string on_one_line(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  return std::string(trimmed(out));
}

}  // namespace

std::string restructured_words(std::string_view text) {
  const std::string line = on_one_line(text);
  const size_t list = enumerator(line);
  std::string out;
  for (size_t i = 0; i < line.size(); ++i) {
    const bool first = i == 0 && !is_word(line[0]);  // of a list, a comment, a table
    const bool last = i > 0 && i + 1 == line.size() && line[i] == ':';  // of what is literal
    const bool address = line[i] == '@' || line.substr(i).starts_with("://");
    if (first || last || i == list || address || marks_something(line[i])) out += '\\';
    out += line[i];
  }
  return out;
}

}  // namespace lantern
