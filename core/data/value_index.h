#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/data/column.h"

namespace lantern {

/// Where each of some values stands among them; of equal ones the first. The values outlive it.
class ValueIndex {
 public:
  explicit ValueIndex(const std::vector<std::string>& values) : count_(values.size()) {
    places_.reserve(count_);
    for (size_t i = 0; i < count_; ++i) places_.emplace(values[i], i);
  }

  /// As many as there are where the value is not among them.
  size_t operator[](std::string_view value) const {
    const auto found = places_.find(value);
    return found == places_.end() ? count_ : found->second;
  }

  /// The place of each row's value; that of a missing one is the end.
  std::vector<size_t> of_rows(const Column& column) const;

 private:
  size_t count_;
  std::unordered_map<std::string_view, size_t> places_;
};

}  // namespace lantern
