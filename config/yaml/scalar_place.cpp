#include "config/yaml/scalar_place.h"

namespace lantern {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

size_t after_blanks(const std::string& text, size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

size_t escape_length(const std::string& text, size_t at) {
  const char kind = at + 1 < text.size() ? text[at + 1] : ' ';
  if (kind == 'x') return 4;
  if (kind == 'u') return 6;
  if (kind == 'U') return 10;
  return 2;
}

/// Bytes that the escape at `at` stands for; only its count matters here.
size_t escaped_bytes(const std::string& text, size_t at) {
  const char kind = at + 1 < text.size() ? text[at + 1] : ' ';
  if (kind != 'x' && kind != 'u' && kind != 'U') return 1;
  const std::string digits = text.substr(at + 2, escape_length(text, at) - 2);
  const unsigned long code = std::strtoul(digits.c_str(), nullptr, 16);
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

size_t block_start(const std::string& text, size_t at) {
  const size_t line_end = text.find('\n', at);
  return line_end == std::string::npos ? text.size() : line_end + 1;
}

/// Walks the value and the source side by side: folded blanks count once, escapes as what they
/// mean.
size_t source_offset(const std::string& text, const YamlNode& scalar, size_t value_offset) {
  const bool block = scalar.style == YamlNode::Style::block;
  size_t at = scalar.offset;
  if (block) at = after_blanks(text, block_start(text, at));
  else if (scalar.style != YamlNode::Style::plain) ++at;

  for (size_t i = 0; i < value_offset && i < scalar.scalar.size() && at < text.size();) {
    const char value = scalar.scalar[i];
    if (scalar.style == YamlNode::Style::double_quoted && text[at] == '\\') {
      i += escaped_bytes(text, at);
      at += escape_length(text, at);
    } else if (scalar.style == YamlNode::Style::single_quoted && text[at] == '\'') {
      at += 2;
      ++i;
    } else if (text[at] == value && value != '\n' && value != ' ') {
      ++at;
      ++i;
    } else if (is_blank(value)) {
      // A run of blanks in the value stands for a run of blanks (a line end, indentation) here.
      if (text[at] == value && value == ' ' && !is_blank(text[at + 1])) {
        ++at;
        ++i;
        continue;
      }
      const size_t next = after_blanks(text, at);
      while (i < scalar.scalar.size() && is_blank(scalar.scalar[i]) && i < value_offset) ++i;
      at = next;
    } else {
      ++at;
    }
  }
  return at;
}

}  // namespace

Location locate_in_scalar(const Sources& sources, const YamlNode& scalar, size_t offset,
                          size_t length) {
  const std::string& text = sources.text(scalar.at.file);
  const size_t start = source_offset(text, scalar, offset);
  Location at = sources.locate(scalar.at.file, start);
  const size_t end = source_offset(text, scalar, offset + length);
  const size_t left_on_line = sources.line(at.file, at.line).size() + 1 - size_t(at.column);
  at.length = static_cast<std::int32_t>(
      std::max<size_t>(1, std::min(end > start ? end - start : 1, left_on_line)));
  return at;
}

}  // namespace lantern
