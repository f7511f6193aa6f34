#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "core/base/number_format.h"
#include "tests/support/program.h"
#include "tests/support/shown.h"
#include "tests/support/text_places.h"

// What is drawn in letters is what the scene's values are at that moment; while a jump is on its
// way, what they are at one of its ends.

namespace lantern::test::drawn_numbers_test {
namespace {

bool has_digit(const std::string& text) {
  return text.find_first_of("0123456789") != std::string::npos;
}

/// As it is compared: lines are broken where they fit.
std::string without_blanks(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
  return text;
}

/// The row of a mark that an item shows; nothing where it shows all or none.
std::optional<size_t> row_of(const std::string& id, const MarkState& mark) {
  if (!mark.values->rows || !id.substr(mark.id.size()).starts_with("@")) return std::nullopt;
  const std::string rest = id.substr(mark.id.size() + 1);
  for (size_t row = 0; row < mark.values->rows->rows(); ++row) {
    const std::string key(mark.values->rows->keys()[row]);
    if (rest == key || rest.starts_with(key + ".")) return row;
  }
  return std::nullopt;
}

/// What the fields of a mark say in the rows that an item shows, and its formulas hole by hole.
class Sayings {
 public:
  Sayings(const MarkState& mark, const std::string& id) : row_(row_of(id, mark)) {
    add(*mark.values->fields, mark.values->count());
  }
  /// What the fields of a view say.
  explicit Sayings(const RecordValue& view) { add(view, 1); }

  bool says(const std::string& words) const { return texts_.contains(without_blanks(words)); }
  bool says(const std::pair<size_t, std::string>& figures) const {
    return holes_.contains(figures);
  }

 private:
  void add(const RecordValue& fields, size_t rows) {
    for (const FieldValue& value : fields.values) {
      if (const auto* text = std::get_if<LiveText>(&value)) add(*text, rows);
      if (const auto* tex = std::get_if<TexSourcePtr>(&value)) add(**tex);
      const auto* columns = std::get_if<std::vector<Column>>(&value);
      for (size_t c = 0; columns && c < columns->size(); ++c) add_cells((*columns)[c], c, fields);
    }
  }

  /// A column of a table of data, as its format has it.
  void add_cells(const Column& column, size_t place, const RecordValue& fields) {
    if (column.type() != ColumnType::number) return;
    const int at = fields.kind->find("formats");
    const auto* formats =
        at < 0 ? nullptr : std::get_if<std::vector<std::string>>(&fields.values[size_t(at)]);
    const bool formatted = formats && place < formats->size() && (*formats)[place] != "s";
    const auto parsed = parse_format(formatted ? (*formats)[place] : "");
    for (size_t row = row_.value_or(0); row < (row_ ? *row_ + 1 : column.size()); ++row) {
      texts_.insert(formatted ? format_number(column.numbers()[row], std::get<NumberFormat>(parsed))
                              : written_number(column.writing(row)));
    }
  }

  void add(const LiveText& text, size_t rows) {
    for (size_t row = row_.value_or(0); row < (row_ ? *row_ + 1 : rows); ++row)
      texts_.insert(without_blanks(words_of(text.spans(row))));
  }

  void add(const TexSource& tex) {
    for (size_t hole = 0; hole < tex.holes.size(); ++hole)
      holes_.insert({hole, tex.holes[hole][row_.value_or(0)]});
  }

  std::optional<size_t> row_;
  std::set<std::string> texts_;
  std::set<std::pair<size_t, std::string>> holes_;
};

bool belongs(const std::string& id, const std::string& mark) {
  return id.starts_with(mark) &&
         (id.size() == mark.size() || id[mark.size()] == '.' || id[mark.size()] == '@');
}

/// Whether one of the pictures that a moment is between says that in this place.
template <class Saying>
bool is_said(const Saying& saying, const std::string& id, const State& state) {
  for (const Snapshot& snapshot : state.snapshots) {
    for (const ViewState& view : snapshot.views) {
      if (id == view.id + ".title" && Sayings(*view.fields).says(saying)) return true;
      for (const MarkState& mark : view.marks) {
        if (!mark.values || !belongs(id, mark.id)) continue;
        if (Sayings(mark, id).says(saying)) return true;
      }
    }
  }
  return false;
}

bool is_caption(const Written& text, const State& state) {
  return (state.caption && text.words == words_of(state.caption->text)) ||
         (state.gone && text.words == words_of(state.gone->text));
}

/// While figures dissolve, some of a formula's are those before and some those after.
bool is_right(const Written& text, const State& state) {
  if (text.id == "caption") return is_caption(text, state);
  if (text.figures.empty()) return is_said(text.words, text.id, state);
  return std::all_of(text.figures.begin(), text.figures.end(),
                     [&](const auto& figures) { return is_said(figures, text.id, state); });
}

/// Numbers along an axis and in its title, at the ends of a bar of colours and in a film's title
/// are no values of models.
bool is_fixed(const std::string& id) {
  return id.starts_with("title") || id.ends_with(".x.title") || id.ends_with(".y.title") ||
         id.find(".legend.first@") != std::string::npos ||
         id.find(".legend.last@") != std::string::npos || id.find(".x.tick") != std::string::npos ||
         id.find(".y.tick") != std::string::npos;
}

struct Walk {
  std::string wrong;
  std::set<std::string> numbers;  // all that were read
};

Walk numbers_of(const Shown& shown) {
  Walk out;
  std::set<std::string> told;
  for (int i = 0; i <= shown.duration() * 10; ++i) {
    const double time = i / 10.0;
    const State state = shown.scene().state(time);
    for (const Written& text : written(shown.frame(time), 0.02)) {
      if (is_fixed(text.id) || (!has_digit(text.words) && text.figures.empty())) continue;
      out.numbers.insert(text.id + without_blanks(text.words));
      for (const auto& [hole, figures] : text.figures) out.numbers.insert(text.id + figures);
      if (is_right(text, state) || !told.insert(text.id).second) continue;
      out.wrong += fmt::format("{} says \"{}\" at {}s\n", text.id, text.words, time);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("every number that an essay draws is what its models say then", "[scenes][quality]") {
  for (const std::string& path : kSanitized ? longest_essays() : essays()) {
    INFO(path);
    const Walk walk = numbers_of(shown_file(path));
    CHECK(walk.wrong == "");
    CHECK_FALSE(walk.numbers.empty());
  }
}

}  // namespace lantern::test::drawn_numbers_test
