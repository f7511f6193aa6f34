#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "core/diagnostics/location.h"

namespace lantern {

struct Ast;
using AstPtr = std::shared_ptr<const Ast>;

/// One step of an address after its head: ".weight", "@rex", "@(expr)".
struct Selector {
  enum class Type { member, key, computed_key };
  Type type = Type::member;
  std::string name;  ///< of a member or key
  AstPtr expr;       ///< of a computed key
  Location at;
};

/// A name or address: "threshold", "roc.auc", "pets@rex.weight", "row@(part)".
struct Address {
  std::string head;
  std::vector<Selector> selectors;
};

/// As the author would write it: "pets@rex.weight".
std::string to_string(const Address& address);

enum class UnaryOp { negate, logical_not };
enum class BinaryOp {
  add,
  subtract,
  multiply,
  divide,
  power,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  logical_and,
  logical_or
};

struct Unary {
  UnaryOp op;
  AstPtr operand;
};
struct Binary {
  BinaryOp op;
  AstPtr left, right;
};
/// `then if condition else otherwise`
struct Conditional {
  AstPtr then, condition, otherwise;
};
/// `value in (a, b)`, `value not in (a, b)`
struct Membership {
  AstPtr value;
  std::vector<AstPtr> among;
  bool negated = false;
};
struct Call {
  Address function;
  std::vector<AstPtr> arguments;
};

/// An expression as parsed: names are not yet bound. Immutable.
struct Ast {
  Location at;
  std::variant<double, bool, std::string, Address, Unary, Binary, Conditional, Membership, Call>
      node;
};

}  // namespace lantern
