#include "core/data/groups.h"

#include <map>
#include <numeric>
#include <unordered_map>

namespace lantern {
namespace {

/// A number for each value of a column, −1 where it is missing.
std::vector<std::int64_t> numbered(const Column& column) {
  std::vector<std::int64_t> out;
  out.reserve(column.size());
  if (column.type() == ColumnType::text) {
    out.assign(column.codes().begin(), column.codes().end());
    return out;
  }
  std::unordered_map<double, std::int64_t> known;
  for (size_t row = 0; row < column.size(); ++row) {
    const double x = column.numbers()[row];
    out.push_back(column.missing(row) ? -1
                                      : known.emplace(x, std::int64_t(known.size())).first->second);
  }
  return out;
}

/// Both numbers as one.
std::vector<std::int64_t> paired(const std::vector<std::int64_t>& a,
                                 const std::vector<std::int64_t>& b) {
  std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> known;
  std::vector<std::int64_t> out(a.size());
  for (size_t row = 0; row < a.size(); ++row) {
    const bool missing = a[row] < 0 || b[row] < 0;
    out[row] =
        missing
            ? -1
            : known.emplace(std::pair(a[row], b[row]), std::int64_t(known.size())).first->second;
  }
  return out;
}

std::string key_of(const Table& table, const std::vector<size_t>& columns, size_t row) {
  std::string out;
  for (const size_t column : columns) {
    if (!out.empty()) out += '/';
    out += table.columns()[column].text(row);
  }
  return out;
}

}  // namespace

Groups groups_of(const Table& table, const std::vector<size_t>& columns) {
  Groups out;
  if (columns.empty()) {
    out.rows.emplace_back(table.rows());
    std::iota(out.rows[0].begin(), out.rows[0].end(), 0u);
    out.keys.push_back("1");
    return out;
  }
  std::vector<std::int64_t> group = numbered(table.columns()[columns[0]]);
  for (size_t i = 1; i < columns.size(); ++i) {
    group = paired(group, numbered(table.columns()[columns[i]]));
  }
  std::unordered_map<std::int64_t, size_t> places;
  for (std::uint32_t row = 0; row < table.rows(); ++row) {
    if (group[row] < 0) continue;
    const auto [place, fresh] = places.emplace(group[row], out.rows.size());
    if (fresh) {
      out.rows.emplace_back();
      out.keys.push_back(key_of(table, columns, row));
    }
    out.rows[place->second].push_back(row);
  }
  return out;
}

}  // namespace lantern
