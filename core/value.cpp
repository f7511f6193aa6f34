#include "core/value.h"

namespace lantern {

std::string_view name_of(ValueType type) {
  switch (type) {
    case ValueType::number:
      return "number";
    case ValueType::boolean:
      return "boolean";
    case ValueType::text:
      return "text";
    case ValueType::table:
      return "table";
    case ValueType::record:
      return "record";
  }
  return "";
}

}  // namespace lantern
