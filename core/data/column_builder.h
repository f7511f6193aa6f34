#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/data/column.h"

namespace lantern {

/// A column that is made cell by cell: texts go into one of texts, numbers (and truths, as 1 and 0)
/// into the others. A text is kept once, however many cells have it.
class ColumnBuilder {
 public:
  explicit ColumnBuilder(ColumnType type) : type_(type) {}

  ColumnType type() const { return type_; }
  void add(double number, size_t times = 1) { numbers_.insert(numbers_.end(), times, number); }
  void add(const std::string& text, size_t times = 1) {
    if (times > 0) codes_.insert(codes_.end(), times, code_of(text));
  }
  /// All cells of a column of the same type.
  void add(const Column& column) {
    if (type_ != ColumnType::text) {
      const auto more = column.numbers();
      numbers_.insert(numbers_.end(), more.begin(), more.end());
      return;
    }
    std::vector<std::int32_t> known(column.dictionary().size(), kUnknown);
    for (const std::int32_t code : column.codes()) {
      std::int32_t& mine = code < 0 ? missing_ : known[size_t(code)];
      if (mine == kUnknown) mine = code_of(column.dictionary()[size_t(code)]);
      codes_.push_back(mine);
    }
  }

  Column take() {
    if (type_ == ColumnType::text) return Column::coded(std::move(codes_), dictionary());
    return type_ == ColumnType::boolean ? Column::booleans(std::move(numbers_))
                                        : Column::numbers(std::move(numbers_));
  }

 private:
  static constexpr std::int32_t kUnknown = -2;

  /// A new one is the next; an empty text is missing.
  std::int32_t code_of(const std::string& text) {
    if (text.empty()) return -1;
    return known_.emplace(text, static_cast<std::int32_t>(known_.size())).first->second;
  }

  std::shared_ptr<const std::vector<std::string>> dictionary() {
    std::vector<std::string> out(known_.size());
    while (!known_.empty()) {
      auto entry = known_.extract(known_.begin());
      out[size_t(entry.mapped())] = std::move(entry.key());
    }
    return std::make_shared<const std::vector<std::string>>(std::move(out));
  }

  ColumnType type_;
  std::vector<double> numbers_;
  std::vector<std::int32_t> codes_;
  std::unordered_map<std::string, std::int32_t> known_;
  std::int32_t missing_ = -1;
};

}  // namespace lantern
