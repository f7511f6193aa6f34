#include "core/data/value_index.h"

#include "core/data/recent_numbers.h"

namespace lantern {

std::vector<size_t> ValueIndex::of_rows(const Column& column) const {
  std::vector<size_t> out;
  out.reserve(column.size());
  if (column.type() == ColumnType::text) {
    std::vector<size_t> by_code;
    for (const std::string& value : column.dictionary()) by_code.push_back((*this)[value]);
    for (const std::int32_t code : column.codes()) {
      out.push_back(code < 0 ? count_ : by_code[static_cast<size_t>(code)]);
    }
    return out;
  }
  const auto place = [&](size_t row) {
    return column.missing(row) ? count_ : (*this)[column.text(row)];
  };
  const auto numbers = column.numbers();
  RecentNumbers<size_t> lately;
  for (size_t row = 0; row < numbers.size(); ++row) {
    // Numbers that are written in their own way are looked up as they are written.
    const bool plain = !column.has_writings();
    out.push_back(plain ? lately.of(numbers[row], [&] { return place(row); }) : place(row));
  }
  return out;
}

}  // namespace lantern
