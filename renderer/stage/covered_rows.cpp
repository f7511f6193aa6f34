#include "renderer/stage/covered_rows.h"

#include <set>

#include <fmt/format.h>

#include "core/record/field_access.h"

namespace lantern {
namespace {

bool is_given(const RecordValue& fields, std::string_view name) {
  const int at = fields.kind->find(name);
  return at >= 0 && !std::holds_alternative<std::monostate>(fields.values[size_t(at)]);
}

std::optional<Diagnostic> covered_bars(const MarkState& mark) {
  const RecordValue& fields = *mark.values->fields;
  if (is_given(fields, "stack") || is_given(fields, "group")) return std::nullopt;
  for (const char* name : {"x", "y"}) {
    const auto* place = std::get_if<NumberChannel>(&fields.values[size_t(fields.kind->find(name))]);
    if (!place || !place->per_row() || place->column.type() != ColumnType::text) continue;
    const size_t places = place->column.distinct().size(), rows = mark.values->count();
    if (places >= rows) return std::nullopt;
    return Diagnostic{
        Severity::warning, "no-room", place_of_field(fields, name),
        fmt::format("{}: {} bars stand at {} places and cover each other", mark.id, rows, places),
        "tell them apart: stack: column, or group: column"};
  }
  return std::nullopt;
}

const NumberChannel* channel_of(const RecordValue& fields, std::string_view name) {
  const int at = fields.kind->find(name);
  return at < 0 ? nullptr : std::get_if<NumberChannel>(&fields.values[size_t(at)]);
}

/// A missing place is none: such a row is not drawn.
std::optional<Diagnostic> covered_cells(const MarkState& mark) {
  const RecordValue& fields = *mark.values->fields;
  const auto *x = channel_of(fields, "x"), *y = channel_of(fields, "y");
  if (!x || !y || !x->per_row() || !y->per_row()) return std::nullopt;
  std::set<std::pair<std::string, std::string>> places;
  size_t cells = 0;
  for (size_t row = 0; row < mark.values->count(); ++row) {
    if (x->column.missing(row) || y->column.missing(row)) continue;
    places.emplace(x->column.text(row), y->column.text(row));
    ++cells;
  }
  if (places.size() >= cells) return std::nullopt;
  return Diagnostic{Severity::warning, "no-room", place_of_field(fields, "x"),
                    fmt::format("{}: {} cells stand at {} places and cover each other", mark.id,
                                cells, places.size()),
                    "one row for each place: `aggregate` with `by`, or `where`"};
}

}  // namespace

std::optional<Diagnostic> covered_rows(const MarkState& mark) {
  if (mark.kind->name == "bar") return covered_bars(mark);
  if (mark.kind->name == "cell") return covered_cells(mark);
  return std::nullopt;
}

}  // namespace lantern
