#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/expr/ast.h"
#include "core/scene/bind/code.h"
#include "core/scene/bind/scope.h"

namespace lantern {

/// Where an address has got to on its way from its head.
struct Reached {
  enum class Type { value, node, family, table, table_column, row, record };
  explicit Reached(Type reached) : type(reached) {}

  Type type;
  Typed typed;  ///< of a value
  NodeId node = -1;
  int output = 0;
  int column = 0;
  Family family;
  const Selector* key = nullptr;  ///< of a row that the address chooses
  std::string key_of_variable{};  ///< of a row that is a variable of `each`
};

/// What messages call the key that chooses an instance of a family.
inline constexpr std::string_view kInstanceKey = "the key of an instance";

/// Computed keys are expressions, which hold addresses themselves: who binds those hands this in.
struct KeyBinder {
  /// Whether a key is the same in all rows and at all times; or wrong, as `constant` will report.
  std::function<bool(const AstPtr&)> is_constant;
  /// Writes the code that pushes the key; empty where only constants can stand.
  std::function<Typed(const AstPtr&)> push;
  /// The value of a key that must be constant, else nothing; with what messages call it.
  std::function<std::optional<Operand>(const AstPtr&, std::string_view)> constant;
};

/// Thrown on the way along an address only: after the mistake has been reported, or for names that
/// are broken.
struct StopAddress {};

/// One address while its parts are looked up, and the code that they leave behind.
struct AddressWalk {
  const Address& address;
  const Location& at;
  const Scope& scope;
  const Graph& graph;
  Diagnostics& diagnostics;
  const KeyBinder& keys;
  Code* code = nullptr;               ///< null where a table is wanted
  std::optional<ValueType> wanted{};  ///< the type that the value must have, where one is
  size_t next = 0;                    ///< the selector that comes next

  Reached emit(Instruction instruction, ValueType type, bool per_row = false);
  /// The same for what is read from a node.
  Reached emit_of(const Reached& from, Instruction instruction, ValueType type,
                  bool per_row = false);
  Reached constant(Operand operand);
  /// Pops a key and one value for each of `names`, in their order: pushes the value of the one that
  /// the key names. `of` is what messages call them.
  Reached pick(std::string of, const std::vector<std::string>& names, const Typed& value);
  /// The same where the names are constants already: `of`, and those after it.
  Reached pick(int of, size_t names, const Typed& value);
  /// Adds them; where they begin.
  int add_names(std::string of, const std::vector<std::string>& names);
  /// The value of a key or name in parentheses.
  Operand constant_key(const Selector& selector, std::string_view what) const;

  const Node& node(const Reached& here) const { return *graph.nodes[size_t(here.node)]; }
  const OutputShape& shape(const Reached& here) const {
    return node(here).outputs()[size_t(here.output)];
  }
  std::vector<std::string> output_names(const Reached& here) const;

  [[noreturn]] void wrong(std::string_view code, std::string message, std::string hint = "") const;
  [[noreturn]] void wrong_at(const Selector& selector, std::string message,
                             std::string hint = "") const;
};

}  // namespace lantern
