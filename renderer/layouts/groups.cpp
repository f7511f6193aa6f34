#include "renderer/layouts/groups.h"

#include <algorithm>
#include <cmath>

#include "core/data/value_index.h"

namespace lantern {
namespace {

std::vector<std::string> names_of(const CategoryChannel& by) {
  if (by.column.type() == ColumnType::text) return by.column.dictionary();
  std::vector<std::string> names = by.column.distinct();
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

std::vector<RowGroup> group_rows(const CategoryChannel& by, size_t count) {
  std::vector<RowGroup> groups;
  if (!by.per_row()) {
    groups.push_back({by.constant, {}});
    for (size_t row = 0; row < count; ++row) groups[0].rows.push_back(row);
    return groups;
  }
  const std::vector<std::string> names = names_of(by);
  for (const std::string& name : names) groups.push_back({name, {}});
  const std::vector<size_t> places = ValueIndex(names).of_rows(by.column);
  for (size_t row = 0; row < count; ++row) {
    if (places[row] < groups.size()) groups[places[row]].rows.push_back(row);
  }
  return groups;
}

std::vector<Box> cells_in(const Box& box, size_t count, int columns) {
  std::vector<Box> cells;
  if (count == 0) return cells;
  // As many columns as make the cells about square.
  const double wished = std::sqrt(double(count) * box.width() / std::max(1.0, box.height()));
  const size_t most = columns > 0 ? size_t(columns) : size_t(std::max(1.0, std::round(wished)));
  const size_t across = std::min(count, most);
  const size_t down = (count + across - 1) / across;
  for (size_t i = 0; i < count; ++i) {
    const double x = box.x0 + box.width() * double(i % across) / double(across);
    const double y = box.y0 + box.height() * double(i / across) / double(down);
    cells.push_back({x, y, x + box.width() / double(across), y + box.height() / double(down)});
  }
  return cells;
}

}  // namespace lantern
