#pragma once

#include <span>
#include <string_view>

#include "core/expr/operand.h"

namespace lantern {

/// A function of the expression language. Arguments are numbers, except where it says otherwise.
struct Builtin {
  std::string_view name;
  std::string_view usage;  ///< "clamp(x, low, high)"
  std::string_view doc;
  int least_arguments;
  int most_arguments;
  /// Whether it makes one number of all rows.
  bool aggregates;
  ValueType argument;
  Operand (*apply)(std::span<const Operand> arguments);
  bool any_argument = false;  ///< of whatever type
  ValueType result = ValueType::number;
};

/// All functions, sorted by name.
std::span<const Builtin> builtins();

const Builtin* find_builtin(std::string_view name);

}  // namespace lantern
