#include "core/data/value_index.h"

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
  for (size_t row = 0; row < column.size(); ++row) {
    out.push_back(column.missing(row) ? count_ : (*this)[column.text(row)]);
  }
  return out;
}

}  // namespace lantern
