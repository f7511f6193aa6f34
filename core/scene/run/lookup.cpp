#include "core/scene/run/lookup.h"

#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/diagnostics/diagnostics.h"
#include "core/expr/as_column.h"

namespace lantern {

Operand Lookup::one(const std::string& key) const {
  return cell_of(column_, row_of(key));
}

Operand Lookup::one_numbered(double key) const {
  const bool none = std::isnan(key) && !table_.keys().find(key);
  if (none && column_.type() == ColumnType::text) return Operand::of(std::string());
  if (none)
    return {column_.type() == ColumnType::boolean ? ValueType::boolean : ValueType::number,
            false,
            key,
            {},
            {}};
  return cell_of(column_, row_of_number(key));
}

Operand Lookup::each(const Column& keys) const {
  std::vector<std::uint32_t> rows(keys.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    const auto row = table_.keys().find(keys.text(i));
    rows[i] = static_cast<std::uint32_t>(row ? *row : row_of_cell(keys, i));
  }
  return Operand::of(column_.select(rows));
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
