#include <stdexcept>
#include <vector>

#include "core/base/error.h"
#include "core/data/csv.h"
#include "tests/fuzz/targets.h"

namespace lantern::fuzz {
namespace {

void read_all(std::string_view text, const std::vector<std::string>& keys) {
  constexpr size_t kFewRows = 100;
  try {
    const Table table = read_csv(text, "data.csv", keys, {kFewRows, text.size()});
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
  read_all(text, {});
  read_all(text, {"id"});
  read_all(text, {"id", "kind"});
  return true;
}

}  // namespace lantern::fuzz
