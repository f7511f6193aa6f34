#pragma once

#include <concepts>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/text.h"
#include "core/data/column.h"
#include "core/data/number_slips.h"

namespace lantern {

/// The cells of a column as a file or a script has them.
template <class T>
concept ColumnCells = requires(const T& cells, size_t row) {
  { cells.size() } -> std::convertible_to<size_t>;
  { cells.missing(row) } -> std::convertible_to<bool>;
  /// As written, without blanks around it.
  { cells.written(row) } -> std::convertible_to<std::string_view>;
  /// Whether it may be a number, for all that is written in it.
  { cells.bare(row) } -> std::convertible_to<bool>;
  /// Its contents as the file has them: equal ones are equal texts.
  { cells.contents(row) } -> std::convertible_to<std::string_view>;
  { cells.text(row) } -> std::convertible_to<std::string>;
};

std::optional<bool> truth_of(std::string_view word);

/// Whether a word without quotes says that there is no value: NA, N/A, NaN, nan, null.
bool means_missing(std::string_view word);

/// Finds a column's type and makes it: numbers where every cell that is not missing is one,
/// true/false where every one is, else text.
template <ColumnCells Cells>
class CellColumn {
 public:
  explicit CellColumn(const Cells& cells) : cells_(cells) {}

  Column read() const {
    if (auto numbers = as_numbers()) return std::move(*numbers);
    if (auto truths = as_booleans()) return Column::booleans(std::move(*truths));
    return as_texts();
  }

  /// Of a text column that is at least half numbers, what is meant for one counted with them: the
  /// first row that is none.
  std::optional<size_t> stray_row() const {
    size_t numbers = 0, slips = 0, others = 0;
    std::optional<size_t> first;
    for (size_t row = 0; row < cells_.size(); ++row) {
      if (cells_.missing(row)) continue;
      const bool is_number = number(row).has_value();
      if (!is_number && !first) first = row;
      (is_number ? numbers : slip(row) ? slips : others) += 1;
    }
    return numbers + slips >= others && has_number(numbers) ? first : std::nullopt;
  }

 private:
  static constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

  std::optional<double> number(size_t row) const {
    return cells_.bare(row) ? parse_number(cells_.written(row)) : std::nullopt;
  }

  /// A number in the quotes of a script is meant as a text.
  bool slip(size_t row) const {
    const std::string_view written = cells_.written(row);
    return is_number_slip(written) && (cells_.bare(row) || !parse_number(written));
  }

  /// Cells that only say that there is nothing make no column of numbers.
  bool has_number(size_t numbers) const {
    for (size_t row = 0; numbers == 0 && row < cells_.size(); ++row) {
      const std::string_view written = cells_.written(row);
      if (slip(row) && written.find_first_of("0123456789") < written.size()) return true;
    }
    return numbers > 0;
  }

  std::optional<Column> as_numbers() const {
    std::vector<double> values;
    Writings writings;
    values.reserve(cells_.size());
    for (size_t row = 0; row < cells_.size(); ++row) {
      if (const auto value = number(row)) {
        values.push_back(*value);
        writings.add(cells_.written(row), *value);
      } else if (cells_.missing(row)) {
        values.push_back(kMissing);
        writings.add_plain();
      } else {
        return std::nullopt;
      }
    }
    return Column::numbers(std::move(values), std::move(writings));
  }

  std::optional<std::vector<double>> as_booleans() const {
    std::vector<double> out;
    for (size_t row = 0; row < cells_.size(); ++row) {
      if (const auto value = truth_of(cells_.written(row))) out.push_back(*value ? 1 : 0);
      else if (cells_.missing(row)) out.push_back(kMissing);
      else return std::nullopt;
    }
    return out;
  }

  Column as_texts() const {
    std::unordered_map<std::string_view, std::int32_t> known;  // by what the file holds
    auto dictionary = std::make_shared<std::vector<std::string>>();
    std::vector<std::int32_t> codes;
    codes.reserve(cells_.size());
    for (size_t row = 0; row < cells_.size(); ++row) {
      if (cells_.missing(row)) {
        codes.push_back(-1);
        continue;
      }
      const auto next = static_cast<std::int32_t>(dictionary->size());
      const auto [entry, fresh] = known.emplace(cells_.contents(row), next);
      if (fresh) dictionary->push_back(cells_.text(row));
      codes.push_back(entry->second);
    }
    return Column::coded(std::move(codes), std::move(dictionary));
  }

  const Cells& cells_;
};

/// Cells that are texts of their own.
class TextCells {
 public:
  struct Cell {
    std::string text;
    bool missing = true;
    bool bare = false;
  };
  explicit TextCells(std::vector<Cell> cells) : cells_(std::move(cells)) {}

  size_t size() const { return cells_.size(); }
  bool missing(size_t row) const { return cells_[row].missing; }
  bool bare(size_t row) const { return cells_[row].bare; }
  std::string_view written(size_t row) const { return cells_[row].text; }
  std::string_view contents(size_t row) const { return cells_[row].text; }
  std::string text(size_t row) const { return cells_[row].text; }

 private:
  std::vector<Cell> cells_;
};

}  // namespace lantern
