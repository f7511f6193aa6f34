#include "config/yaml/yaml_syntax.h"

#include <optional>

#include <fmt/format.h>

#include "core/base/text.h"

namespace lantern {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// What stands open at some byte of the text: read as YAML reads it, near enough for a message.
struct Openings {
  std::optional<size_t> quote;         ///< an opening quote without its end before the byte
  std::optional<size_t> broken_quote;  ///< the last quoted text that runs over a line end
  std::vector<size_t> brackets;
};

/// A quote opens a text only where a value can start.
bool value_can_start(std::string_view text, size_t at) {
  if (at == 0) return true;
  const char before = text[at - 1];
  return is_space(before) || before == '[' || before == '{' || before == ',';
}

Openings openings_before(std::string_view text, size_t offset) {
  Openings out;
  for (size_t at = 0; at < offset && at < text.size(); ++at) {
    const char c = text[at];
    const bool starts = value_can_start(text, at);
    if ((c == '"' || c == '\'') && starts) {
      const size_t end = end_of_quoted(text, at);
      if (end == std::string_view::npos || end >= offset) {
        out.quote = at;
        return out;
      }
      if (text.substr(at, end - at).find('\n') != std::string_view::npos) out.broken_quote = at;
      at = end;
    } else if (c == '#' && (at == 0 || is_space(text[at - 1]))) {
      at = std::min(text.find('\n', at), text.size());
    } else if ((c == '{' || c == '[') && (starts || !out.brackets.empty())) {
      out.brackets.push_back(at);
    } else if ((c == '}' || c == ']') && !out.brackets.empty()) {
      out.brackets.pop_back();
    }
  }
  return out;
}

struct Cause {
  size_t offset;
  std::string message;
  std::string hint;
};

/// `say: {=n} dogs`, on the line of `offset` or that of the bracket left open.
std::optional<Cause> unquoted_hole(std::string_view text, size_t offset) {
  const size_t line_start = text.rfind('\n', offset == 0 ? 0 : offset - 1);
  const size_t from = line_start == std::string_view::npos ? 0 : line_start + 1;
  const std::string_view line = text.substr(from, text.find('\n', offset) - from);
  for (size_t at = line.find("{="); at != std::string_view::npos; at = line.find("{=", at + 1)) {
    const size_t before = line.find_last_not_of(' ', at == 0 ? 0 : at - 1);
    const bool starts_value = at > 0 && before != std::string_view::npos &&
                              std::string_view(":,[{").find(line[before]) != std::string_view::npos;
    if (starts_value) {
      return Cause{from + at, "a text that starts with a hole needs quotes",
                   "put the text in \"…\""};
    }
  }
  return std::nullopt;
}

/// `{color: #ff0}`: the comment swallows the bracket's end.
std::optional<Cause> comment_in_brackets(std::string_view text, size_t bracket, size_t offset) {
  for (size_t at = bracket; at < offset && at < text.size(); ++at) {
    if (text[at] == '#' && is_space(text[at - 1]) && at + 1 < text.size() &&
        !is_space(text[at + 1])) {
      const size_t end = text.find_first_of(" ,}]\n", at);
      return Cause{at, "`#` starts a comment here",
                   fmt::format("quote the value: \"{}\"", text.substr(at, end - at))};
    }
  }
  return std::nullopt;
}

/// `{say: it is {=n}}`: YAML takes the hole for a map.
std::optional<Cause> hole_in_brackets(std::string_view text, size_t bracket, size_t offset) {
  for (size_t at = bracket + 1; at < text.size() && at <= offset; ++at) {
    const char c = text[at];
    if (c == '\n') return std::nullopt;
    if ((c == '"' || c == '\'') && value_can_start(text, at)) {
      at = std::min(end_of_quoted(text, at), text.size() - 1);
    } else if (text.substr(at, 2) == "{=") {
      return Cause{at, "between brackets, a text with a hole needs quotes",
                   "put the text in \"…\""};
    }
  }
  return std::nullopt;
}

/// `{title: Really?, x: 1}`: YAML takes the question mark for the sign of a key.
std::optional<Cause> question_in_brackets(std::string_view text, size_t bracket, size_t offset) {
  for (size_t at = bracket + 1; at < text.size() && at <= offset; ++at) {
    const char c = text[at];
    if ((c == '"' || c == '\'') && value_can_start(text, at)) {
      at = std::min(end_of_quoted(text, at), text.size() - 1);
    } else if (c == '?' && !value_can_start(text, at)) {
      return Cause{at, "between brackets, a text with a `?` needs quotes", "put the text in \"…\""};
    }
  }
  return std::nullopt;
}

size_t count_of(std::string_view text, std::string_view part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

Cause map_value_cause(size_t offset, std::string_view line) {
  if (count_of(line, ": ") >= 2 && line.find_first_of("{[") == std::string_view::npos) {
    const size_t value = line.find(": ") + 2;
    return {offset, "a second `: ` stands in this value",
            fmt::format("put the text in quotes: \"{}\"", trimmed(line.substr(value)))};
  }
  return {offset, "a key cannot stand here",
          "check the indentation, and whether the line above already has a value"};
}

std::optional<Cause> bracket_cause(std::string_view text, size_t offset, const Openings& open) {
  if (open.brackets.empty()) return std::nullopt;
  const size_t bracket = open.brackets.back();
  if (auto hole = unquoted_hole(text, bracket)) return hole;
  if (auto hole = hole_in_brackets(text, bracket, offset)) return hole;
  if (auto comment = comment_in_brackets(text, bracket, offset)) return comment;
  if (auto question = question_in_brackets(text, bracket, offset)) return question;
  return Cause{bracket,
               fmt::format("this `{}` is not closed where the script needs it", text[bracket]),
               "between brackets, entries are separated by commas"};
}

Cause likely_cause(std::string_view text, size_t offset, std::string_view line,
                   std::string_view parser_message) {
  const auto says = [&](std::string_view part) {
    return parser_message.find(part) != std::string_view::npos;
  };
  const Openings open = openings_before(text, offset);
  if (says("unknown escape")) {
    return {offset, std::string(parser_message),
            "in double quotes `\\` starts an escape: use single quotes, as for TeX"};
  }
  if (says("anchor is not defined")) {
    return {offset, "there is no such anchor", "put a text that starts with `*` in quotes"};
  }
  if (open.quote) {
    return {*open.quote, "this quote is not closed", ""};
  }
  if (auto hole = unquoted_hole(text, offset)) return *hole;
  if (auto bracket = bracket_cause(text, offset, open)) return *bracket;
  if (open.broken_quote && says("end of map not found")) {
    return {*open.broken_quote, "this quoted text runs over the end of its line",
            "is its closing quote missing?"};
  }
  if (says("unknown token") && offset < text.size()) {
    return {offset, fmt::format("a text cannot start with `{}`", text[offset]), "put it in quotes"};
  }
  if (says("illegal block entry")) {
    return {offset, "a list item cannot start here",
            "put `- ` on a line of its own, or quote the text"};
  }
  if (says("illegal map value")) return map_value_cause(offset, line);
  if (says("end of map not found") || says("end of sequence not found")) {
    return {offset, "this line does not belong to what stands above it", "check the indentation"};
  }
  return {offset, std::string(parser_message), ""};
}

/// The first one that cannot stand where it does, tabs that indent among them.
std::optional<size_t> control_character(std::string_view text) {
  bool indents = true;
  for (size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool line = c == '\n' || c == '\r';
    if (static_cast<unsigned char>(c) < 0x20 && !line && (c != '\t' || indents)) return at;
    indents = c == '\n' || (indents && c == ' ');
  }
  return std::nullopt;
}

}  // namespace

size_t end_of_quoted(std::string_view text, size_t at) {
  const char quote = text[at++];
  while (at < text.size()) {
    if (quote == '"' && text[at] == '\\') {
      at += 2;
    } else if (text[at] != quote) {
      ++at;
    } else if (quote == '\'' && text.substr(at, 2) == "''") {
      at += 2;
    } else {
      return at;
    }
  }
  return std::string_view::npos;
}

bool check_text(const Sources& sources, std::int32_t file, Diagnostics& diagnostics) {
  const auto wrong = [&](std::string_view code, size_t at, std::string message,
                         std::string hint = "") {
    diagnostics.error(code, sources.locate(file, at), std::move(message), std::move(hint));
    return false;
  };
  const std::string& text = sources.text(file);
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return wrong("yaml-encoding", 0, "the script is not UTF-8",
                 "it looks like UTF-16: save it as UTF-8");
  }
  if (const auto offset = validate_utf8(text)) {
    return wrong("yaml-encoding", *offset, "this byte is not UTF-8", "save the script as UTF-8");
  }
  if (const auto offset = control_character(text)) {
    const char c = text[*offset];
    if (c == '\t') {
      return wrong("yaml-tab", *offset, "a tab cannot indent",
                   "YAML counts spaces: replace the tab");
    }
    return wrong("yaml-encoding", *offset, fmt::format("control character with code {}", int(c)));
  }
  return true;
}

void report_syntax_error(const Sources& sources, std::int32_t file, size_t offset,
                         std::string_view parser_message, Diagnostics& diagnostics) {
  const std::string& text = sources.text(file);
  const Location at = sources.locate(file, offset);
  Cause cause = likely_cause(text, std::min(offset, text.size()), sources.line(file, at.line),
                             parser_message);
  diagnostics.error("yaml-syntax", sources.locate(file, cause.offset), std::move(cause.message),
                    std::move(cause.hint));
}

}  // namespace lantern
