#include "core/record/rich_text.h"

#include <algorithm>

#include "core/base/text.h"

namespace lantern {

RichText plain_spans(std::string text) {
  return {{std::move(text), {}, false, {}}};
}

bool is_plain(const RichText& text) {
  return std::all_of(text.begin(), text.end(),
                     [](const TextSpan& span) { return span.style.plain(); });
}

size_t signs_in(std::string_view letters, const SpanStyle& style) {
  if (style.formula < 0) return code_points(letters);
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  size_t out = 0;
  for (size_t i = 0; i < letters.size(); ++i) {
    if (letters[i] == '\\') {
      while (i + 1 < letters.size() && is_letter(letters[i + 1])) ++i;
      ++out;
    } else {
      out += std::string_view("{}^_&~ ").find(letters[i]) == std::string_view::npos;
    }
  }
  return out;
}

std::string words_of(const RichText& text) {
  WordsBuilder words;
  for (const TextSpan& span : text) words.add(span.style, span.text, span.live);
  return words.finish();
}

void WordsBuilder::add(const SpanStyle& style, std::string_view text, bool hole) {
  if (style.formula != formula_) {
    if (formula_ >= 0) words_ += '$';
    if (style.formula >= 0) words_ += '$';
    formula_ = style.formula;
  }
  const char before = words_.empty() ? ' ' : words_.back();
  const bool letter = (before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z');
  const bool argument = letter || before == '}' || before == '^' || before == '_';
  const bool braced = hole && formula_ >= 0 && argument;
  if (braced) words_ += '{';
  words_ += text;
  if (braced) words_ += '}';
}

std::string WordsBuilder::finish() {
  add({}, "");
  return std::move(words_);
}

}  // namespace lantern
