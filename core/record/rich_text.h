#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics/location.h"

namespace lantern {

/// How a part of a text is set apart from the rest.
struct SpanStyle {
  bool bold = false;
  bool italic = false;
  std::string
      color;  ///< a value with a meaning or a name of the theme; empty: as the text around it
  int formula = -1;  ///< which of the text's formulas this is TeX of, from 0; −1: of none
  Location at;       ///< of the colour's name, or of the formula

  /// Whether both look the same; where they are written does not matter.
  bool same_as(const SpanStyle& other) const {
    return bold == other.bold && italic == other.italic && color == other.color &&
           formula == other.formula;
  }
  bool plain() const { return same_as({}); }
};

/// What a hole reads over the film: each reading once, in the order in which they come, its figures
/// as zeros (all are equally wide). Null where it is not known.
using Readings = std::shared_ptr<const std::vector<std::string>>;

/// Letters of one style. What a hole holds is a span of its own.
struct TextSpan {
  std::string text;
  SpanStyle style;
  bool live = false;  ///< whether it comes from a hole
  Readings readings{};
};
using RichText = std::vector<TextSpan>;

/// A text without markup.
RichText plain_spans(std::string text);

/// Whether nothing in it is set apart.
bool is_plain(const RichText& text);

/// How many signs are read of letters in that style. Of TeX a command is one, as \cdot, and braces
/// and carets are none.
size_t signs_in(std::string_view letters, const SpanStyle& style);

/// The words alone, for those who read or hear the text; a formula is its TeX between dollars.
std::string words_of(const RichText& text);

/// Puts the dollars around formulas while spans are strung together.
class WordsBuilder {
 public:
  /// In a formula, what a hole holds is one thing, as in the picture: it has braces where its first
  /// letter alone would be meant.
  void add(const SpanStyle& style, std::string_view text, bool hole = false);
  std::string finish();

 private:
  std::string words_;
  int formula_ = -1;
};

}  // namespace lantern
