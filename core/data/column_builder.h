#pragma once

#include <string>
#include <vector>

#include "core/data/column.h"

namespace lantern {

/// A column that is made cell by cell: texts go into one of texts, numbers (and truths, as 1 and 0)
/// into the others.
class ColumnBuilder {
 public:
  explicit ColumnBuilder(ColumnType type) : type_(type) {}

  ColumnType type() const { return type_; }
  void add(double number, size_t times = 1) { numbers_.insert(numbers_.end(), times, number); }
  void add(const std::string& text, size_t times = 1) { texts_.insert(texts_.end(), times, text); }
  /// All cells of a column of the same type.
  void add(const Column& column) {
    if (type_ != ColumnType::text) {
      const auto more = column.numbers();
      numbers_.insert(numbers_.end(), more.begin(), more.end());
      return;
    }
    for (size_t row = 0; row < column.size(); ++row) texts_.push_back(column.text(row));
  }

  Column take() {
    if (type_ == ColumnType::text) return Column::texts(texts_);
    return type_ == ColumnType::boolean ? Column::booleans(std::move(numbers_))
                                        : Column::numbers(std::move(numbers_));
  }

 private:
  ColumnType type_;
  std::vector<double> numbers_;
  std::vector<std::string> texts_;
};

}  // namespace lantern
