#include "core/expr/ast_making.h"

#include <optional>

namespace lantern::making {
namespace {

AstPtr made(const Location& at, decltype(Ast::node) node) {
  return std::make_shared<const Ast>(Ast{at, std::move(node)});
}

std::optional<double> number_in(const AstPtr& a) {
  if (!a) return 0;
  const auto* value = std::get_if<double>(&a->node);
  return value ? std::optional(*value) : std::nullopt;
}

AstPtr binary(BinaryOp op, const AstPtr& a, const AstPtr& b, const Location& at) {
  return made(at, Binary{op, a, b});
}

}  // namespace

AstPtr number(double value, const Location& at) {
  return made(at, value);
}

bool is_zero(const AstPtr& a) {
  return number_in(a) == 0.0;
}

AstPtr whole(const AstPtr& a, const Location& at) {
  return a ? a : number(0, at);
}

AstPtr negative(const AstPtr& a, const Location& at) {
  if (is_zero(a)) return nullptr;
  if (const auto value = number_in(a)) return number(-*value, at);
  if (const auto* unary = std::get_if<Unary>(&a->node); unary && unary->op == UnaryOp::negate) {
    return unary->operand;
  }
  return made(at, Unary{UnaryOp::negate, a});
}

AstPtr sum(const AstPtr& a, const AstPtr& b, const Location& at) {
  if (is_zero(a)) return b;
  if (is_zero(b)) return a;
  return binary(BinaryOp::add, a, b, at);
}

AstPtr difference(const AstPtr& a, const AstPtr& b, const Location& at) {
  if (is_zero(b)) return a;
  if (is_zero(a)) return negative(b, at);
  return binary(BinaryOp::subtract, a, b, at);
}

AstPtr product(const AstPtr& a, const AstPtr& b, const Location& at) {
  if (is_zero(a) || is_zero(b)) return nullptr;
  const auto x = number_in(a), y = number_in(b);
  if (x && y) return number(*x * *y, at);
  if (x == 1.0) return b;
  if (y == 1.0) return a;
  if (x == -1.0) return negative(b, at);
  if (y == -1.0) return negative(a, at);
  return binary(BinaryOp::multiply, a, b, at);
}

AstPtr quotient(const AstPtr& a, const AstPtr& b, const Location& at) {
  if (is_zero(a)) return nullptr;
  if (number_in(b) == 1.0) return a;
  return binary(BinaryOp::divide, a, b, at);
}

AstPtr power(const AstPtr& a, const AstPtr& b, const Location& at) {
  if (number_in(b) == 1.0) return a;
  return binary(BinaryOp::power, a, b, at);
}

AstPtr compared(BinaryOp op, const AstPtr& a, const AstPtr& b, const Location& at) {
  return binary(op, whole(a, at), whole(b, at), at);
}

AstPtr chosen(const AstPtr& condition, const AstPtr& then, const AstPtr& otherwise,
              const Location& at) {
  if (is_zero(then) && is_zero(otherwise)) return nullptr;
  return made(at, Conditional{whole(then, at), condition, whole(otherwise, at)});
}

AstPtr call(std::string function, std::vector<AstPtr> arguments, const Location& at) {
  return made(at, Call{{std::move(function), {}}, std::move(arguments)});
}

}  // namespace lantern::making
