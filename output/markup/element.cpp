#include "output/markup/element.h"

#include "output/markup/markup.h"
#include "renderer/paths/decimal.h"

namespace lantern {
namespace {

constexpr char kName = '\x01';        // stands for a name until the document is whole
constexpr char kThreeBytes = '\xEF';  // U+FFFE and U+FFFF start with it

bool is_plain(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && c != '&' && c != '<' && c != '>' && c != '"' &&
         c != kThreeBytes;
}

/// One character that is not plain. Readers make spaces of line ends and tabs in values.
std::string written(std::string_view character) {
  if (character[0] == kName) return std::string(character);
  if (character[0] == '\n') return "&#10;";
  if (character[0] == '\t') return "&#9;";
  return escaped(character);
}

void append_value(std::string& out, std::string_view value) {
  for (size_t from = 0; from < value.size();) {
    size_t at = from;
    while (at < value.size() && is_plain(value[at])) ++at;
    out += value.substr(from, at - from);
    if (at == value.size()) return;
    const std::string_view character = value.substr(at, value[at] == kThreeBytes ? 3 : 1);
    out += written(character);
    from = at + character.size();
  }
}

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
  out += ' ';
  out += name;
  out += "=\"";
  append_value(out, value);
  out += '"';
}

}  // namespace

std::string attribute(std::string_view name, std::string_view value) {
  std::string out;
  append_attribute(out, name, value);
  return out;
}

std::string attribute(std::string_view name, double value, int decimals) {
  return attribute(name, to_decimal(value, decimals));
}

Tag::Tag(std::string_view name) : name_length_(name.size()), start_("<") {
  start_ += name;
}

Tag& Tag::attribute(std::string_view name, std::string_view value) {
  append_attribute(start_, name, value);
  return *this;
}

Tag& Tag::attribute(std::string_view name, double value, int decimals) {
  return attribute(name, to_decimal(value, decimals));
}

Tag& Tag::attributes(std::string_view written) {
  start_ += written;
  return *this;
}

std::string Tag::alone() const {
  return start_ + "/>";
}

std::string Tag::around(std::string_view markup) const {
  std::string out;
  out.reserve(start_.size() + markup.size() + name_length_ + 4);
  out += start_;
  out += '>';
  out += markup;
  out += "</";
  out += std::string_view(start_).substr(1, name_length_);
  out += '>';
  return out;
}

std::string Tag::around_text(std::string_view text) const {
  return around(escaped(text));
}

std::string Tag::holding(std::string_view markup) const {
  return markup.empty() ? alone() : around(markup);
}

}  // namespace lantern
