#include "core/record/fail.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/diagnostics/diagnostics.h"
#include "core/record/field.h"

namespace lantern {

void fail(const RecordValue& record, std::string_view field, std::string message,
          std::string hint) {
  const int index = record.kind ? record.kind->find(field) : -1;
  const auto place = static_cast<size_t>(index);
  const bool known = index >= 0 && place < record.places.size() && record.places[place].known();
  throw SceneError({Severity::error, "model-data", known ? record.places[place] : record.at,
                    std::move(message), std::move(hint)});
}

void check_live_choice(const Field& field, const std::string& value, const Location& at) {
  const std::vector<std::string> known(field.choices.begin(), field.choices.end());
  if (std::find(known.begin(), known.end(), value) != known.end()) return;
  throw SceneError({Severity::error, "unknown-word", at,
                    fmt::format("{} is {}, which is no choice here{}", in_quotes(field.name),
                                in_quotes(value), did_you_mean(value, known)),
                    fmt::format("it is one of {}", join_or(known))});
}

std::string place_of(const Table& table, size_t row, std::string_view column) {
  if (const auto& origin = table.origin(); origin && row < origin->lines.size()) {
    const auto field = origin->fields.find(std::string(column));
    if (field != origin->fields.end()) {
      return fmt::format("{}:{}:{}", origin->file, origin->lines[row], field->second);
    }
  }
  return fmt::format("row {}", in_quotes(table.keys()[row]));
}

std::string name_of(const Table& table, const Column& column) {
  for (size_t i = 0; i < table.columns().size(); ++i) {
    if (table.columns()[i].same_as(column)) return table.names()[i];
  }
  return "";
}

}  // namespace lantern
