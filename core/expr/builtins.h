#pragma once

#include <span>
#include <string_view>

#include "core/expr/operand.h"
#include "core/expr/reductions.h"

namespace lantern {

/// A function of the expression language.
struct Builtin {
  /// Which value a function over rows picks, of whatever type it is.
  enum class Picks { none, first, last };

  std::string_view name;
  std::string_view usage;  ///< "clamp(x, low, high)"
  std::string_view doc;
  int least_arguments;
  int most_arguments;
  /// The types of its arguments, a letter each, the last one for all that follow: a number, a truth
  /// (b), a text, or whatever it is (?).
  std::string_view takes;
  ValueType result = ValueType::number;
  bool result_as_taken = false;  ///< the type of its first argument
  /// Row by row; null where it only goes over rows.
  Operand (*apply)(std::span<const Operand> arguments) = nullptr;
  /// Over the rows in order: one value for each of them.
  bool window = false;
  /// One value of all rows, of those at hand or of another table: with `apply` too, where it is
  /// given one argument only.
  Reduction reduce = nullptr;
  Picks picks = Picks::none;
  /// The same for many parameters, where that is faster than one by one.
  ReductionOfEach reduce_each = nullptr;
  /// Draws a number: only where there is a source of chance.
  bool draws = false;

  /// Whether it makes one value of many rows.
  bool reduces() const { return reduce || picks != Picks::none; }
  /// How many arguments it has where it does, the table that it may go over left out.
  int reduced_arguments() const { return takes == "nn" ? 2 : 1; }
  ValueType type_of(size_t argument) const;
  bool any_type(size_t argument) const;
};

/// All functions, sorted by name.
std::span<const Builtin> builtins();

const Builtin* find_builtin(std::string_view name);

}  // namespace lantern
