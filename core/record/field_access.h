#pragma once

#include <algorithm>
#include <string_view>

#include "core/record/field.h"
#include "core/record/value.h"

namespace lantern {

/// The position of the field in the kind's description; the field must exist.
inline const Location& place_of_field(const RecordValue& fields, std::string_view name) {
  return fields.places[size_t(fields.kind->find(name))];
}

/// Whether the script gives that field a value of its own, also one that only the compiler reads:
/// what it leaves out has the record's place, as all the others that it leaves out.
inline bool is_given(const RecordValue& fields, std::string_view name) {
  return std::count(fields.places.begin(), fields.places.end(), place_of_field(fields, name)) == 1;
}

/// The place of the value of that member; of the record where it has none.
template <auto Member>
const Location& place_of_member(const RecordValue& record) {
  using Base = typename detail::MemberOf<decltype(Member)>::Class;
  for (size_t i = 0; i < record.values.size(); ++i) {
    if (record.kind->fields[i].set_in_base == &detail::set_member<Member, Base>) {
      return record.places[i];
    }
  }
  return record.at;
}

/// Calls `visit` with every channel of a mark that goes through a scale, those of its layout
/// included.
template <class Visit>
void for_each_scaled(const RecordValue& record, Visit visit) {
  for (size_t i = 0; i < record.values.size(); ++i) {
    const Field& field = record.kind->fields[i];
    if (const auto* channel = std::get_if<NumberChannel>(&record.values[i])) {
      if (field.axis != AxisName::none && channel->given) visit(field.axis, *channel);
    } else if (const auto* nested = std::get_if<RecordValuePtr>(&record.values[i])) {
      if (*nested && field.kind == FieldKind::kind) for_each_scaled(**nested, visit);
    }
  }
}

}  // namespace lantern
