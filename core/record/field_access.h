#pragma once

#include <string_view>

#include "core/record/field.h"
#include "core/record/value.h"

namespace lantern {

/// The position of the field in the kind's description; the field must exist.
inline const Location& place_of_field(const RecordValue& fields, std::string_view name) {
  return fields.places[size_t(fields.kind->find(name))];
}

/// The value of a record's field by name; null where the kind has no such field or it is not given.
inline const FieldValue* find_value(const RecordValue& record, std::string_view name) {
  const int index = record.kind->find(name);
  if (index < 0) return nullptr;
  const FieldValue& value = record.values[static_cast<size_t>(index)];
  return std::holds_alternative<std::monostate>(value) ? nullptr : &value;
}

template <class T>
const T* find_as(const RecordValue& record, std::string_view name) {
  const FieldValue* value = find_value(record, name);
  return value ? std::get_if<T>(value) : nullptr;
}

/// Calls `visit` with every channel of a mark that goes through a scale, those of its layout
/// included.
template <class Visit>
void for_each_scaled(const RecordValue& record, Visit visit) {
  for (size_t i = 0; i < record.values.size(); ++i) {
    const Field& field = record.kind->fields[i];
    if (const auto* channel = std::get_if<NumberChannel>(&record.values[i])) {
      if (field.scale != Scale::none && channel->given) visit(field.scale, *channel);
    } else if (const auto* nested = std::get_if<RecordValuePtr>(&record.values[i])) {
      if (*nested && field.kind == FieldKind::kind) for_each_scaled(**nested, visit);
    }
  }
}

}  // namespace lantern
