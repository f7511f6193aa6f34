#pragma once

#include <string>

#include "config/read/context.h"
#include "config/read/scalars.h"
#include "core/spec/spec_value.h"

namespace lantern {

/// One field of a record and what the script writes there. What reads it reports what it cannot
/// read, and leaves `out` empty then.
struct FieldSlot {
  const ReadContext& context;
  const YamlNode& node;
  const Field& field;
  std::string what;  ///< what messages call it

  bool in_range(double value) const {
    return check_range(context, node.at, value, field.least, field.most, field.above, what);
  }
  void wrong_type(std::string message, std::string hint = "") const {
    context.error("wrong-type", node.at, std::move(message), std::move(hint));
  }
};

}  // namespace lantern
