#include "core/data/cell_column.h"

#include <algorithm>
#include <array>

namespace lantern {

std::optional<bool> truth_of(std::string_view word) {
  if (word == "true" || word == "True" || word == "TRUE") return true;
  if (word == "false" || word == "False" || word == "FALSE") return false;
  return std::nullopt;
}

bool means_missing(std::string_view word) {
  constexpr std::array<std::string_view, 5> kWords{"NA", "N/A", "NaN", "nan", "null"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

}  // namespace lantern
