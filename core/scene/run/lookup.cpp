#include "core/scene/run/lookup.h"

#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/diagnostics/diagnostics.h"
#include "core/expr/as_column.h"

namespace lantern {
namespace {

Operand missing_of(ColumnType type) {
  if (type == ColumnType::text) return Operand::of(std::string());
  const double none = std::nan("");
  return type == ColumnType::boolean ? Operand{ValueType::boolean, false, none, {}, {}}
                                     : Operand::of(none);
}

/// So many rows, missing but at the places, which hold the column's.
Column spread(const Column& column, const std::vector<std::uint32_t>& places, size_t rows) {
  const auto placed = [&](const auto& values, auto missing) {
    std::vector out(rows, missing);
    for (size_t i = 0; i < places.size(); ++i) out[places[i]] = values[i];
    return out;
  };
  if (column.type() == ColumnType::text) {
    return Column::coded(placed(column.codes(), std::int32_t{-1}),
                         std::make_shared<const std::vector<std::string>>(column.dictionary()));
  }
  auto values = placed(column.numbers(), std::nan(""));
  return column.type() == ColumnType::boolean ? Column::booleans(std::move(values))
                                              : Column::numbers(std::move(values));
}

}  // namespace

Operand Lookup::one(const std::string& key) const {
  if (key.empty() && !has(key)) return missing_of(column_.type());
  return cell_of(column_, row_of(key));
}

Operand Lookup::one_numbered(double key) const {
  if (std::isnan(key) && !table_.keys().find(key)) return missing_of(column_.type());
  return cell_of(column_, row_of_number(key));
}

Operand Lookup::each(const Column& keys) const {
  std::vector<std::uint32_t> rows, places;
  for (size_t i = 0; i < keys.size(); ++i) {
    const std::string key = keys.text(i);
    const auto row = table_.keys().find(key);
    if (!row && keys.missing(i)) continue;
    rows.push_back(static_cast<std::uint32_t>(row ? *row : row_of_cell(keys, i)));
    places.push_back(static_cast<std::uint32_t>(i));
  }
  const Column found = column_.select(rows);
  return Operand::of(rows.size() == keys.size() ? found : spread(found, places, keys.size()));
}

size_t Lookup::row_of_cell(const Column& keys, size_t i) const {
  const bool number = keys.type() == ColumnType::number;
  const auto row = number ? table_.keys().find(keys.numbers()[i]) : std::nullopt;
  return row ? *row : row_of(keys.text(i));
}

size_t Lookup::row_of_number(double key) const {
  const auto row = table_.keys().find(key);
  return row ? *row : row_of(shortest(key));
}

size_t Lookup::row_of(const std::string& key) const {
  if (const auto row = table_.keys().find(key)) return *row;
  const std::string by =
      table_.key_name().empty() ? "" : fmt::format(" (key: {})", table_.key_name());
  throw SceneError({Severity::error, "unknown-key", at_,
                    fmt::format("no row {} in {}{}", in_quotes(key), source_, by), ""});
}

}  // namespace lantern
