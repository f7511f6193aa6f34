#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/record/value.h"
#include "renderer/frame/frame.h"
#include "renderer/look/look.h"

namespace lantern {

/// One of a few words for each row, such as the style of a line.
class RowWords {
 public:
  /// Throws SceneError at `at` where the column holds something else.
  RowWords(const ChoiceChannel& channel, std::span<const std::string_view> words,
           const Location& at);
  const std::string& operator[](size_t row) const;

 private:
  std::string constant_;
  std::vector<std::string> rows_;
};

/// The shape of each of a column's values: that of its meaning, the shape of that name, else the
/// next one by its place among the values without.
std::vector<std::string> shapes_of(const Look& look, const std::vector<std::string>& values);

/// The pattern of each of a column's values: that of its meaning, the pattern of that name, else
/// the next one by its place among the values without.
std::vector<std::string> patterns_of(const Look& look, const std::vector<std::string>& values);

/// A few words, and which of them each row has.
struct ChosenWords {
  std::vector<std::string> words;
  std::vector<std::uint16_t> rows{};  ///< empty: all have the first

  size_t of(size_t row) const { return rows.empty() ? 0 : rows[row]; }
};

/// What fills rows.
class RowPatterns {
 public:
  RowPatterns(const Look& look, const ChoiceChannel& channel);
  const std::string& operator[](size_t row) const { return chosen_.words[chosen_.of(row)]; }

 private:
  ChosenWords chosen_;
};

/// The shapes of dots and what fills them.
class RowShapes {
 public:
  RowShapes(const Look& look, const ChoiceChannel& shape, const ChoiceChannel& pattern);
  /// All that there may be.
  const std::vector<SymbolPtr>& symbols() const { return symbols_; }
  /// Which of them a row has.
  std::uint16_t operator[](size_t row) const;

 private:
  ChosenWords shapes_, patterns_;
  std::vector<SymbolPtr> symbols_;
};

}  // namespace lantern
