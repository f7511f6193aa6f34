#include "core/record/rich_text.h"

#include <algorithm>

namespace lantern {

RichText plain_spans(std::string text) {
  return {{std::move(text), {}, false, {}}};
}

bool is_plain(const RichText& text) {
  return std::all_of(text.begin(), text.end(),
                     [](const TextSpan& span) { return span.style.plain(); });
}

std::string words_of(const RichText& text) {
  WordsBuilder words;
  for (const TextSpan& span : text) words.add(span.style, span.text);
  return words.finish();
}

void WordsBuilder::add(const SpanStyle& style, std::string_view text) {
  if (style.formula != formula_) {
    if (formula_ >= 0) words_ += '$';
    if (style.formula >= 0) words_ += '$';
    formula_ = style.formula;
  }
  words_ += text;
}

std::string WordsBuilder::finish() {
  add({}, "");
  return std::move(words_);
}

}  // namespace lantern
