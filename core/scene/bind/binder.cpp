#include "core/scene/bind/binder.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/scene/bind/address_binder.h"

namespace lantern {
namespace {

std::string_view symbol_of(BinaryOp op) {
  constexpr std::string_view kSymbols[] = {
      "+", "-", "*", "/", "^", "==", "!=", "<", "<=", ">", ">=", "and", "or"};
  return kSymbols[static_cast<size_t>(op)];
}

/// Thrown inside this file only, after the mistake has been reported.
struct Stop {};

/// Of literals and the variables of `each`; also where it is wrong, which is not for here to tell.
bool is_constant(const AstPtr& ast, const Scope& scope, const Graph& graph) {
  Diagnostics unheard;
  const auto program = bind_expression(ast, scope, graph, unheard);
  return !program || (!program->per_row() && program->constant());
}

class Binder {
 public:
  Binder(const Scope& scope, const Graph& graph, Diagnostics& diagnostics)
      : scope_(scope), graph_(graph), diagnostics_(diagnostics) {}

  Program bind(const AstPtr& ast, std::optional<ValueType> wanted) {
    const Typed result = visit(*ast, wanted);
    return Program(std::move(code_.instructions), std::move(code_.constants), result.type,
                   result.per_row, std::move(code_.leaves), ast->at);
  }

 private:
  /// `wanted` tells names apart; whether the type is right is for the caller to see.
  Typed visit(const Ast& ast, std::optional<ValueType> wanted = {}) {
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
    return visit_call(std::get<Call>(ast.node), ast.at);
  }

  Typed value_of(const Address& address, const Location& at, std::optional<ValueType> wanted) {
    const auto typed =
        bind_address_value(address, at, scope_, graph_, diagnostics_, code_, key_binder(), wanted);
    if (!typed) throw Stop{};
    return *typed;
  }

  KeyBinder key_binder() {
    return {[this](const AstPtr& key) { return is_constant(key, scope_, graph_); },
            [this](const AstPtr& key) { return visit(*key); },
            [this](const AstPtr& key, std::string_view what) {
              return constant_value(key, scope_, graph_, diagnostics_, what);
            }};
  }

  Typed visit_unary(const Unary& unary, const Location& at) {
    const ValueType wanted = unary.op == UnaryOp::negate ? ValueType::number : ValueType::boolean;
    const Typed operand = visit(*unary.operand, wanted);
    expect(operand, wanted, unary.op == UnaryOp::negate ? "-" : "not", *unary.operand);
    code_.push(Instruction(Instruction::Op::unary, static_cast<int>(unary.op), 0, 0, 0, at));
    return {wanted, operand.per_row};
  }

  Typed visit_binary(const Binary& binary, const Location& at) {
    const bool alike = binary.op == BinaryOp::equal || binary.op == BinaryOp::not_equal;
    const bool joins = binary.op == BinaryOp::logical_and || binary.op == BinaryOp::logical_or;
    const ValueType wanted = joins ? ValueType::boolean : ValueType::number;
    const auto meant = alike ? std::nullopt : std::optional(wanted);
    const Typed left = visit(*binary.left, meant);
    const Typed right = visit(*binary.right, meant);
    const bool per_row = left.per_row || right.per_row;
    code_.push(Instruction(Instruction::Op::binary, static_cast<int>(binary.op), 0, 0, 0, at));
    if (alike) {
      if (left.type != right.type) stop_unequal(left, right, at);
      return {ValueType::boolean, per_row};
    }
    expect(left, wanted, symbol_of(binary.op), *binary.left);
    expect(right, wanted, symbol_of(binary.op), *binary.right);
    const bool compares = binary.op >= BinaryOp::less && binary.op <= BinaryOp::greater_equal;
    return {joins || compares ? ValueType::boolean : ValueType::number, per_row};
  }

  Typed visit_conditional(const Conditional& choice, const Location& at,
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

  Typed visit_call(const Call& call, const Location& at) {
    const Builtin& builtin = function_of(call, at);
    check_count(builtin, call, at);
    bool per_row = false;
    for (const AstPtr& argument : call.arguments) {
      const auto wanted = builtin.any_argument ? std::nullopt : std::optional(builtin.argument);
      const Typed typed = visit(*argument, wanted);
      if (!builtin.any_argument) expect(typed, builtin.argument, builtin.name, *argument);
      per_row = per_row || typed.per_row;
    }
    code_.push(Instruction(Instruction::Op::call, static_cast<int>(&builtin - builtins().data()),
                           static_cast<int>(call.arguments.size()), 0, 0, at));
    return {builtin.result, per_row && !builtin.aggregates};
  }

  const Builtin& function_of(const Call& call, const Location& at) {
    const Builtin* builtin =
        call.function.selectors.empty() ? find_builtin(call.function.head) : nullptr;
    if (builtin) return *builtin;
    std::vector<std::string> names;
    for (const Builtin& known : builtins()) names.emplace_back(known.name);
    const std::string name = to_string(call.function);
    stop(at, fmt::format("there is no function {}{}", in_quotes(name), did_you_mean(name, names)),
         fmt::format("functions are {}", join_and(names)));
  }

  void check_count(const Builtin& builtin, const Call& call, const Location& at) {
    const int given = static_cast<int>(call.arguments.size());
    if (given >= builtin.least_arguments && given <= builtin.most_arguments) return;
    stop(at,
         fmt::format("{} takes {} argument{}, not {}", builtin.name, argument_count(builtin),
                     builtin.most_arguments == 1 ? "" : "s", given),
         fmt::format("{}: {}", builtin.usage, builtin.doc));
  }

  static std::string argument_count(const Builtin& builtin) {
    if (builtin.least_arguments == builtin.most_arguments) {
      return std::to_string(builtin.least_arguments);
    }
    return fmt::format("{} to {}", builtin.least_arguments, builtin.most_arguments);
  }

  void expect(const Typed& given, ValueType wanted, std::string_view by, const Ast& operand) {
    if (given.type == wanted) return;
    const auto* address = std::get_if<Address>(&operand.node);
    const auto slip = address ? find_slip(*address, scope_) : nullptr;
    stop(operand.at,
         fmt::format("{} is a {}; `{}` wants a {}",
                     address ? in_quotes(to_string(*address)) : std::string("this"),
                     name_of(given.type), by, name_of(wanted)),
         slip ? to_string(*slip) : "");
  }

  [[noreturn]] void stop_unequal(const Typed& left, const Typed& right, const Location& at) {
    const bool number_and_text = (left.type == ValueType::text) != (right.type == ValueType::text);
    stop(at,
         fmt::format("a {} cannot be compared with a {}", name_of(left.type), name_of(right.type)),
         number_and_text ? "texts stand in single quotes, numbers do not" : "");
  }

  [[noreturn]] void stop(const Location& at, std::string message, std::string hint = "") {
    diagnostics_.error("expression", at, std::move(message), std::move(hint));
    throw Stop{};
  }

  const Scope& scope_;
  const Graph& graph_;
  Diagnostics& diagnostics_;
  Code code_;
};

Operand run_constant(const Program& program, const Graph& graph) {
  Memo memo(0);
  const Evaluation nothing(graph, memo, {});
  return program.run(nothing);
}

std::optional<Program> bind_as(const AstPtr& ast, const Scope& scope, const Graph& graph,
                               Diagnostics& diagnostics, std::optional<ValueType> wanted) {
  if (!ast) return std::nullopt;
  try {
    return Binder(scope, graph, diagnostics).bind(ast, wanted);
  } catch (const Stop&) {
    return std::nullopt;
  }
}

}  // namespace

std::optional<Program> bind_expression(const AstPtr& ast, const Scope& scope, const Graph& graph,
                                       Diagnostics& diagnostics) {
  return bind_as(ast, scope, graph, diagnostics, {});
}

std::optional<Program> bind_expression(const AstPtr& ast, const Scope& scope, const Graph& graph,
                                       Diagnostics& diagnostics, ValueType wanted,
                                       std::string_view what) {
  auto program = bind_as(ast, scope, graph, diagnostics, wanted);
  if (!program || program->type() == wanted) return program;
  diagnostics.error(
      "expression", ast->at,
      fmt::format("{} wants a {}; this is a {}", what, name_of(wanted), name_of(program->type())));
  return std::nullopt;
}

std::optional<TableRef> bind_table(const AstPtr& ast, const Scope& scope, const Graph& graph,
                                   Diagnostics& diagnostics) {
  const auto* address = ast ? std::get_if<Address>(&ast->node) : nullptr;
  if (!address) {
    if (ast) diagnostics.error("wrong-type", ast->at, "a table is given by its name");
    return std::nullopt;
  }
  const KeyBinder keys{[](const AstPtr&) { return true; }, nullptr,
                       [&](const AstPtr& key, std::string_view what) {
                         return constant_value(key, scope, graph, diagnostics, what);
                       }};
  return bind_address_table(*address, ast->at, scope, graph, diagnostics, keys);
}

std::optional<Operand> constant_value(const AstPtr& ast, const Scope& scope, const Graph& graph,
                                      Diagnostics& diagnostics, std::string_view what) {
  const auto program = bind_expression(ast, scope, graph, diagnostics);
  if (!program) return std::nullopt;
  if (program->per_row() || !program->constant()) {
    diagnostics.error("expression", ast->at, fmt::format("{} must be constant", what),
                      "it can use literals and the variables of `each`");
    return std::nullopt;
  }
  return run_constant(*program, graph);
}

std::string constant_key(const Program& program, const Graph& graph) {
  return key_text(run_constant(program, graph));
}

}  // namespace lantern
