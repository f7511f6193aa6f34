#pragma once

#include <map>
#include <string>

#include "core/base/text.h"
#include "core/spec/field.h"

namespace lantern::test {

/// The values of a kind's fields as the compiler hands them over: those given here, else the
/// fallback where it is a number, else nothing. Field i stands at line 10 + i of file 0.
inline RecordValue make_record(const Kind& kind, const std::map<std::string, FieldValue>& given) {
  RecordValue record{&kind, {0, 1, 1, 1}, {}, {}};
  for (size_t i = 0; i < kind.fields.size(); ++i) {
    const Field& field = kind.fields[i];
    const auto value = given.find(std::string(field.name));
    const auto fallback = parse_number(field.fallback);
    record.values.push_back(value != given.end() ? value->second
                            : fallback           ? FieldValue(*fallback)
                                                 : FieldValue());
    record.places.push_back({0, 10 + static_cast<std::int32_t>(i), 3, 1});
  }
  return record;
}

/// The line at which `make_record` puts a field.
inline std::int32_t line_of(const Kind& kind, std::string_view field) {
  return 10 + kind.find(field);
}

}  // namespace lantern::test
