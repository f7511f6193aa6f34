#include <stdexcept>
#include <vector>

#include "core/base/error.h"
#include "core/data/csv.h"
#include "core/data/json_table.h"
#include "tests/fuzz/targets.h"

namespace lantern::fuzz {
namespace {

using Reader = decltype(&read_csv);

void read_all(Reader read, std::string_view text, const std::vector<std::string>& keys) {
  constexpr size_t kFewRows = 100;
  try {
    const Table table = read(text, "data", keys, {kFewRows, text.size()});
    for (const Column& column : table.columns()) {
      for (size_t row = 0; row < table.rows(); ++row) column.text(row);
    }
  } catch (const DataError& e) {
    if (e.line < 1 || e.column < 1 || e.message.empty()) {
      throw std::logic_error("a mistake without a place or words");
    }
  } catch (const LimitError&) {
  }
}

}  // namespace

bool csv(const std::string& input) {
  // A copy of just this length, so that reading past its end is seen.
  const std::vector<char> bytes(input.begin(), input.end());
  const std::string_view text(bytes.data(), bytes.size());
  const Reader read = text.starts_with('[') ? read_json : read_csv;
  read_all(read, text, {});
  read_all(read, text, {"id"});
  read_all(read, text, {"id", "kind"});
  return true;
}

}  // namespace lantern::fuzz
