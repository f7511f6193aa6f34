#include "renderer/look/row_words.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/data/value_index.h"
#include "renderer/frame/symbols.h"
#include "renderer/paths/hatch.h"

namespace lantern {
namespace {

/// In the order in which values without a shape get them.
constexpr std::string_view kSequence[] = {"circle",  "square", "triangle",
                                          "diamond", "cross",  "ring"};

bool is_shape(const std::string& name) {
  const auto& names = shape_names();
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Of each value its own word, else one of a sequence by its place.
std::vector<std::string> words_of(
    const Look& look, const std::vector<std::string>& values,
    const std::function<std::optional<std::string>(const std::string&)>& own,
    std::span<const std::string_view> sequence) {
  const auto own_place = [&](const std::string& value) -> std::optional<size_t> {
    const auto word = own(value);
    if (!word) return std::nullopt;
    const auto found = std::find(sequence.begin(), sequence.end(), *word);
    return found == sequence.end() ? Look::kElsewhere : size_t(found - sequence.begin());
  };
  const std::vector<size_t> places = look.places_of(values, sequence.size(), own_place);
  std::vector<std::string> out;
  for (size_t i = 0; i < values.size(); ++i) {
    auto word = own(values[i]);
    out.push_back(word ? *std::move(word) : std::string(sequence[places[i]]));
  }
  return out;
}

}  // namespace

RowWords::RowWords(const ChoiceChannel& channel, std::span<const std::string_view> words,
                   const Location& at)
    : constant_(channel.constant) {
  const auto check = [&](const std::string& word) {
    if (std::find(words.begin(), words.end(), word) != words.end()) return;
    const std::vector<std::string> all(words.begin(), words.end());
    throw SceneError(
        {Severity::error, "unknown-name", at,
         fmt::format("{} is none of {}{}", in_quotes(word), join_and(all), did_you_mean(word, all)),
         ""});
  };
  if (!channel.per_row()) {
    if (channel.given && !constant_.empty()) check(constant_);
    return;
  }
  for (const std::string& word : channel.column.distinct()) check(word);
  for (size_t row = 0; row < channel.column.size(); ++row) {
    rows_.push_back(channel.column.missing(row) ? std::string(words.front()) : channel[row]);
  }
}

const std::string& RowWords::operator[](size_t row) const {
  return rows_.empty() ? constant_ : rows_[row];
}

std::vector<std::string> patterns_of(const Look& look, const std::vector<std::string>& values) {
  const auto& names = pattern_names();  // the plain one first
  const auto own = [&](const std::string& value) -> std::optional<std::string> {
    const MeaningSpec* meaning = look.find_meaning(value);
    if (meaning && meaning->pattern) return meaning->pattern->text;
    const bool named = std::find(names.begin(), names.end(), value) != names.end();
    return named ? std::optional(value) : std::nullopt;
  };
  return words_of(look, values, own, names);
}

std::vector<std::string> shapes_of(const Look& look, const std::vector<std::string>& values) {
  const auto own = [&](const std::string& value) -> std::optional<std::string> {
    const MeaningSpec* meaning = look.find_meaning(value);
    if (meaning && meaning->shape) return meaning->shape->text;
    return is_shape(value) ? std::optional(value) : std::nullopt;
  };
  return words_of(look, values, own, kSequence);
}

namespace {

/// Where a word stands among others; it is added where it is new.
std::uint16_t place_in(std::vector<std::string>& words, const std::string& word) {
  const auto found = std::find(words.begin(), words.end(), word);
  const auto place = std::uint16_t(found - words.begin());
  if (found == words.end()) words.push_back(word);
  return place;
}

/// Which of the words of its values each row has; that of missing values is `fallback`.
ChosenWords chosen_words(const Look& look, const ChoiceChannel& channel, std::string_view fallback,
                         std::vector<std::string> (*of_values)(const Look&,
                                                               const std::vector<std::string>&)) {
  ChosenWords out;
  if (!channel.per_row()) {
    out.words = {channel.constant.empty() ? std::string(fallback) : channel.constant};
    return out;
  }
  const std::vector<std::string> values = channel.column.ordered();
  std::vector<std::uint16_t> of_place;
  for (const std::string& word : of_values(look, values)) {
    of_place.push_back(place_in(out.words, word));
  }
  for (const size_t place : ValueIndex(values).of_rows(channel.column)) {
    const bool known = place < of_place.size();
    out.rows.push_back(known ? of_place[place] : place_in(out.words, std::string(fallback)));
  }
  if (out.words.empty()) out.words.emplace_back(fallback);
  return out;
}

}  // namespace

RowPatterns::RowPatterns(const Look& look, const ChoiceChannel& channel)
    : chosen_(chosen_words(look, channel, "none", patterns_of)) {}

RowShapes::RowShapes(const Look& look, const ChoiceChannel& shape, const ChoiceChannel& pattern)
    : shapes_(chosen_words(look, shape, "circle", shapes_of)),
      patterns_(chosen_words(look, pattern, "none", patterns_of)) {
  for (const std::string& name : shapes_.words) {
    for (const std::string& filled : patterns_.words) {
      symbols_.push_back(patterned_shape(name, filled));
    }
  }
}

std::uint16_t RowShapes::operator[](size_t row) const {
  return std::uint16_t(shapes_.of(row) * patterns_.words.size() + patterns_.of(row));
}

}  // namespace lantern
