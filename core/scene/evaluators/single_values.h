#pragma once

#include <string>
#include <vector>

#include "core/expr/operand.h"

namespace lantern {

/// Values that are computed one by one, as a column.
class SingleValues {
 public:
  explicit SingleValues(ValueType type) : type_(type) {}

  void add(const Operand& value) {
    if (type_ == ValueType::text) texts_.push_back(value.text);
    else numbers_.push_back(value.number);
  }

  Column take() {
    if (type_ == ValueType::text) return Column::texts(texts_);
    return type_ == ValueType::boolean ? Column::booleans(std::move(numbers_))
                                       : Column::numbers(std::move(numbers_));
  }

 private:
  ValueType type_;
  std::vector<double> numbers_;
  std::vector<std::string> texts_;
};

}  // namespace lantern
