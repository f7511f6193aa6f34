#include "core/expr/date_functions.h"

#include <cmath>

#include "core/base/calendar.h"

namespace lantern {
namespace {

double moment_of(const Operand& date, size_t row) {
  if (date.type != ValueType::text) return date.number_at(row);
  return parse_date(date.text_at(row)).value_or(std::nan(""));
}

}  // namespace

Operand date_texts(std::span<const Operand> a) {
  const auto text = [&](size_t row) { return *format_date(moment_of(a[0], row), a[1].text); };
  if (!a[0].per_row) return Operand::of(text(0));
  std::vector<std::string> out(a[0].column.size());
  for (size_t row = 0; row < out.size(); ++row) out[row] = text(row);
  return Operand::of(Column::texts(out));
}

Operand seconds_of(std::span<const Operand> a) {
  if (!a[0].per_row) return Operand::of(moment_of(a[0], 0));
  std::vector<double> out(a[0].column.size());
  for (size_t row = 0; row < out.size(); ++row) out[row] = moment_of(a[0], row);
  return Operand::of(Column::numbers(std::move(out)));
}

}  // namespace lantern
