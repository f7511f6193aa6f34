#include "core/scene/bind/expression_binder.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/scene/bind/address_binder.h"
#include "core/scene/bind/row_values.h"

namespace lantern {
namespace {

std::string_view symbol_of(BinaryOp op) {
  constexpr std::string_view kSymbols[] = {
      "+", "-", "*", "/", "^", "==", "!=", "<", "<=", ">", ">=", "and", "or"};
  return kSymbols[static_cast<size_t>(op)];
}

/// A text as it stands, or what surely makes one.
bool is_surely_text(const Ast& ast) {
  if (std::holds_alternative<std::string>(ast.node)) return true;
  if (const auto* call = std::get_if<Call>(&ast.node)) {
    const Builtin* builtin =
        call->function.selectors.empty() ? find_builtin(call->function.head) : nullptr;
    return builtin && builtin->result == ValueType::text;
  }
  if (const auto* choice = std::get_if<Conditional>(&ast.node))
    return is_surely_text(*choice->then);
  const auto* binary = std::get_if<Binary>(&ast.node);
  return binary && binary->op == BinaryOp::add &&
         (is_surely_text(*binary->left) || is_surely_text(*binary->right));
}

}  // namespace

Typed ExpressionBinder::visit(const Ast& ast, std::optional<ValueType> wanted) {
  if (const auto* number = std::get_if<double>(&ast.node)) {
    return code_.push_constant(Operand::of(*number), ast.at);
  }
  if (const auto* truth = std::get_if<bool>(&ast.node)) {
    return code_.push_constant(Operand::truth(*truth), ast.at);
  }
  if (const auto* text = std::get_if<std::string>(&ast.node)) {
    return code_.push_constant(Operand::of(*text), ast.at);
  }
  if (const auto* address = std::get_if<Address>(&ast.node)) {
    return value_of(*address, ast.at, wanted);
  }
  if (const auto* unary = std::get_if<Unary>(&ast.node)) return visit_unary(*unary, ast.at);
  if (const auto* binary = std::get_if<Binary>(&ast.node)) return visit_binary(*binary, ast.at);
  if (const auto* choice = std::get_if<Conditional>(&ast.node)) {
    return visit_conditional(*choice, ast.at, wanted);
  }
  if (const auto* membership = std::get_if<Membership>(&ast.node)) {
    return visit_membership(*membership, ast.at);
  }
  return visit_call(std::get<Call>(ast.node), ast.at, wanted);
}

Typed ExpressionBinder::value_of(const Address& address, const Location& at,
                                 std::optional<ValueType> wanted) {
  const auto typed =
      bind_address_value(address, at, scope_, graph_, diagnostics_, code_, key_binder(), wanted);
  if (!typed) throw StopExpression{};
  const Instruction& last = code_.instructions.back();
  if (last.op == Instruction::Op::column) {
    const ColumnDecl* column = column_at(scope_, size_t(last.a));
    if (column) warn_of_replaced(*column, at, diagnostics_);
  }
  return *typed;
}

Typed ExpressionBinder::visit_unary(const Unary& unary, const Location& at) {
  const ValueType wanted = unary.op == UnaryOp::negate ? ValueType::number : ValueType::boolean;
  const Typed operand = visit(*unary.operand, wanted);
  expect(operand, wanted, unary.op == UnaryOp::negate ? "-" : "not", *unary.operand);
  code_.push(Instruction(Instruction::Op::unary, static_cast<int>(unary.op), 0, 0, 0, at));
  return {wanted, operand.per_row};
}

Typed ExpressionBinder::visit_binary(const Binary& binary, const Location& at) {
  if (binary.op == BinaryOp::equal || binary.op == BinaryOp::not_equal) {
    return visit_equality(binary, at);
  }
  if (binary.op == BinaryOp::add) return visit_sum(binary, at);
  const bool joins = binary.op == BinaryOp::logical_and || binary.op == BinaryOp::logical_or;
  const ValueType wanted = joins ? ValueType::boolean : ValueType::number;
  const Typed left = visit(*binary.left, wanted);
  const Typed right = visit(*binary.right, wanted);
  code_.push(Instruction(Instruction::Op::binary, static_cast<int>(binary.op), 0, 0, 0, at));
  expect(left, wanted, symbol_of(binary.op), *binary.left);
  expect(right, wanted, symbol_of(binary.op), *binary.right);
  const bool compares = binary.op >= BinaryOp::less && binary.op <= BinaryOp::greater_equal;
  return {joins || compares ? ValueType::boolean : ValueType::number,
          left.per_row || right.per_row};
}

/// Of numbers, or of texts, which stand one after the other then.
Typed ExpressionBinder::visit_sum(const Binary& sum, const Location& at) {
  const bool text = is_surely_text(*sum.left) || is_surely_text(*sum.right);
  const Typed left = visit(*sum.left, text ? ValueType::text : ValueType::number);
  const Typed right = visit(*sum.right, left.type);
  code_.push(Instruction(Instruction::Op::binary, static_cast<int>(sum.op), 0, 0, 0, at));
  const bool texts = text || (left.type == ValueType::text && right.type == ValueType::text);
  const std::string hint =
      texts && left.type != right.type ? "format(x, '.2f') is a number as a text" : "";
  const ValueType wanted = texts ? ValueType::text : ValueType::number;
  expect(left, wanted, "+", *sum.left, hint);
  expect(right, wanted, "+", *sum.right, hint);
  return {wanted, left.per_row || right.per_row};
}

Typed ExpressionBinder::visit_equality(const Binary& binary, const Location& at) {
  const size_t start = code_.instructions.size();
  const Typed left = visit(*binary.left);
  const size_t middle = code_.instructions.size();
  const Typed right = visit(*binary.right);
  check_option(start, middle, *binary.right);
  check_option(middle, code_.instructions.size(), *binary.left);
  code_.push(Instruction(Instruction::Op::binary, static_cast<int>(binary.op), 0, 0, 0, at));
  if (left.type != right.type) stop_unequal(left, right, at);
  return {ValueType::boolean, left.per_row || right.per_row};
}

Typed ExpressionBinder::visit_conditional(const Conditional& choice, const Location& at,
                                          std::optional<ValueType> wanted) {
  const Typed then = visit(*choice.then, wanted);
  const Typed condition = visit(*choice.condition, ValueType::boolean);
  expect(condition, ValueType::boolean, "if", *choice.condition);
  const Typed otherwise = visit(*choice.otherwise, wanted);
  if (then.type != otherwise.type) {
    stop(at, fmt::format("one side of `else` is a {}, the other a {}", name_of(then.type),
                         name_of(otherwise.type)));
  }
  code_.push(Instruction(Instruction::Op::choose, 0, 0, 0, 0, at));
  return {then.type, then.per_row || condition.per_row || otherwise.per_row};
}

/// The value is computed once and compared with each.
Typed ExpressionBinder::visit_membership(const Membership& membership, const Location& at) {
  using Op = Instruction::Op;
  const auto op = [](BinaryOp what) { return static_cast<int>(what); };
  const size_t start = code_.instructions.size();
  const Typed value = visit(*membership.value);
  for (const AstPtr& one : membership.among) check_option(start, code_.instructions.size(), *one);
  const int slot = new_local(at);
  code_.push(Instruction(Op::store, slot));
  bool per_row = value.per_row;
  for (const AstPtr& one : membership.among) {
    code_.push(Instruction(Op::local, slot));
    const Typed other = visit(*one, value.type);
    if (other.type != value.type) stop_unequal(value, other, one->at);
    per_row = per_row || other.per_row;
    code_.push(
        Instruction(Op::binary, op(membership.negated ? BinaryOp::not_equal : BinaryOp::equal)));
    if (&one == &membership.among.front()) continue;
    code_.push(Instruction(Op::binary,
                           op(membership.negated ? BinaryOp::logical_and : BinaryOp::logical_or)));
  }
  return {ValueType::boolean, per_row};
}

// ---- mistakes

/// A choice is compared with what it can be: instructions [from, to) are its value.
void ExpressionBinder::check_option(size_t from, size_t to, const Ast& compared) {
  const auto* text = std::get_if<std::string>(&compared.node);
  if (!text || to != from + 1) return;
  const Instruction& value = code_.instructions[from];
  if (value.op == Instruction::Op::column) return check_text(size_t(value.a), *text, compared.at);
  if (value.op != Instruction::Op::leaf) return;
  const Leaf& leaf = graph_.leaves[size_t(value.a)];
  std::vector<std::string> names;
  for (const auto& [name, columns] : leaf.options) names.push_back(name);
  if (names.empty() || std::find(names.begin(), names.end(), *text) != names.end()) return;
  stop(compared.at,
       fmt::format("{} is never {}{}", leaf.name, in_quotes(*text), did_you_mean(*text, names)),
       "it is " + join_or(names), "unknown-word");
}

/// A column of the data is compared with a text that it does not hold, but one like it: 'spm'.
void ExpressionBinder::check_text(size_t place, const std::string& text, const Location& at) {
  const ColumnDecl* decl = column_at(scope_, place);
  if (!decl || !decl->texts) return;
  const std::vector<std::string>& all = *decl->texts;
  if (std::find(all.begin(), all.end(), text) != all.end()) return;
  const std::string meant = did_you_mean(text, all);
  if (meant.empty()) return;
  diagnostics_.warning("unknown-word", at,
                       fmt::format("no {} is {}{}", in_quotes(decl->name), in_quotes(text), meant),
                       all.size() <= 8 ? "it is " + join_or(all) : "");
}

void ExpressionBinder::expect(const Typed& given, ValueType wanted, std::string_view by,
                              const Ast& operand, std::string hint) {
  if (given.type == wanted) return;
  const auto* address = std::get_if<Address>(&operand.node);
  const auto slip = address ? find_slip(*address, scope_) : nullptr;
  stop(operand.at,
       fmt::format("{} is a {}; `{}` wants a {}",
                   address ? in_quotes(to_string(*address)) : std::string("this"),
                   name_of(given.type), by, name_of(wanted)),
       slip ? to_string(*slip) : std::move(hint));
}

void ExpressionBinder::stop_unequal(const Typed& left, const Typed& right, const Location& at) {
  const bool number_and_text = (left.type == ValueType::text) != (right.type == ValueType::text);
  stop(at,
       fmt::format("a {} cannot be compared with a {}", name_of(left.type), name_of(right.type)),
       number_and_text ? "texts stand in single quotes, numbers do not" : "");
}

void ExpressionBinder::stop(const Location& at, std::string message, std::string hint,
                            std::string_view code) {
  diagnostics_.error(code, at, std::move(message), std::move(hint));
  throw StopExpression{};
}

}  // namespace lantern
