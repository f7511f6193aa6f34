#include "output/markup/markdown.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "core/base/text.h"
#include "output/markup/markup.h"

namespace lantern {
namespace {

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}
bool is_figure(char c) {
  return c >= '0' && c <= '9';
}
char letter_at(std::string_view line, size_t at) {
  return at < line.size() ? line[at] : '\0';
}

/// `:cat:`, a name of an emoji.
bool starts_emoji(std::string_view line, size_t at) {
  const size_t end = line.find_first_not_of(
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-", at + 1);
  return end != std::string_view::npos && end > at + 1 && line[end] == ':';
}

/// Whether a character marks something wherever it stands.
bool marks(std::string_view line, size_t at) {
  const char next = letter_at(line, at + 1);
  switch (line[at]) {
    case '\\':
    case '`':
    case '*':
    case '_':
    case '[':
    case ']':
    case '$':
    case '~':
    case '|':
    case '^':
    case '{':
    case '}':
      return true;
    case '<':
      return is_letter(next) || next == '/' || next == '!' || next == '?';
    case '&':
      return is_letter(next) || next == '#';
    case '@':  // names a source
      return at == 0 || (!is_letter(line[at - 1]) && !is_figure(line[at - 1]));
    case ':':
      return starts_emoji(line, at);
    case '#':
      return line.find_first_not_of('#', at) == std::string_view::npos;  // ends a heading
    default:
      return false;
  }
}

/// Where a line has what makes a list, a quote or a heading of it; npos: it has none.
size_t block_mark(std::string_view line) {
  const std::string_view first = line.substr(0, 1);
  if (!first.empty() && std::string_view("#>+-=:%(").find(first) != std::string_view::npos)
    return 0;
  size_t at = 0;
  while (at < line.size() && (is_letter(line[at]) || is_figure(line[at]))) ++at;
  const char mark = letter_at(line, at), after = letter_at(line, at + 1);
  const bool list = at > 0 && at < 10 && (mark == '.' || mark == ')');
  return list && (after == ' ' || after == '\0') ? at : std::string_view::npos;
}

/// A line of Markdown; `starts`: nothing stands before it.
std::string line_of(std::string_view line, bool starts) {
  std::string out;
  const size_t block = starts ? block_mark(line) : std::string_view::npos;
  for (size_t i = 0; i < line.size(); ++i) {
    if (i == block || marks(line, i)) out += '\\';
    out += line[i];
  }
  return out;
}

std::vector<std::string> lines_of_text(std::string_view text) {
  std::string clean = printable(text);
  std::replace(clean.begin(), clean.end(), '\t', ' ');
  std::replace(clean.begin(), clean.end(), '\r', '\n');
  std::vector<std::string> out;
  for (size_t from = 0; from <= clean.size();) {
    const size_t end = std::min(clean.find('\n', from), clean.size());
    out.emplace_back(trimmed(std::string_view(clean).substr(from, end - from)));
    from = end + 1;
  }
  return out;
}

}  // namespace

std::string markdown_words(std::string_view text) {
  std::string out;
  for (const std::string& line : lines_of_text(text)) {
    if (!line.empty()) out += (out.empty() ? "" : " ") + line;
  }
  return line_of(out, true);
}

std::string markdown_paragraphs(std::string_view text) {
  std::string out;
  bool blank = false;
  for (const std::string& line : lines_of_text(text)) {
    blank = blank || line.empty();
    if (line.empty()) continue;
    if (!out.empty()) out += blank ? "\n\n" : "\\\n";
    out += line_of(line, true);
    blank = false;
  }
  return out;
}

}  // namespace lantern
