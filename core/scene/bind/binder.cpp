#include "core/scene/bind/binder.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/base/work.h"
#include "core/diagnostics/at_place.h"
#include "core/scene/bind/address_binder.h"
#include "core/scene/bind/expression_binder.h"

namespace lantern {
namespace {

Operand run_constant(const Program& program, const Graph& graph) {
  Memo memo(0);
  const Evaluation nothing(graph, memo, {});
  return program.run(nothing);
}

std::optional<Program> bind_as(const AstPtr& ast, const Scope& scope, const Graph& graph,
                               Diagnostics& diagnostics, std::optional<ValueType> wanted) {
  if (!ast) return std::nullopt;
  Code code;
  for (size_t i = 0; scope.locals && i < scope.locals->size(); ++i) {
    code.locals = std::max(code.locals, (*scope.locals)[i].slot + 1);
  }
  try {
    const Typed typed = ExpressionBinder(scope, graph, diagnostics, code).visit(*ast, wanted);
    constexpr std::uint64_t kInstruction = 200;  // steps of work
    at_place(ast->at, [&] { spend(kInstruction * code.length()); });
    return Program(code.take(), typed.type, typed.per_row, ast->at);
  } catch (const StopExpression&) {
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

namespace {

/// Of what names a table or a model: its keys are constant.
KeyBinder constant_keys(const Scope& scope, const Graph& graph, Diagnostics& diagnostics) {
  return {[](const AstPtr&) { return true; }, nullptr,
          [&](const AstPtr& key, std::string_view what) {
            return constant_value(key, scope, graph, diagnostics, what);
          }};
}

const Address* address_in(const AstPtr& ast, std::string_view what, Diagnostics& diagnostics) {
  const auto* address = ast ? std::get_if<Address>(&ast->node) : nullptr;
  if (ast && !address) {
    diagnostics.error("wrong-type", ast->at, fmt::format("a {} is given by its name", what));
  }
  return address;
}

}  // namespace

std::optional<TableRef> bind_table(const AstPtr& ast, const Scope& scope, const Graph& graph,
                                   Diagnostics& diagnostics) {
  const Address* address = address_in(ast, "table", diagnostics);
  if (!address) return std::nullopt;
  const KeyBinder keys = constant_keys(scope, graph, diagnostics);
  return bind_address_table(*address, ast->at, scope, graph, diagnostics, keys);
}

std::optional<NodeId> bind_model(const AstPtr& ast, const Scope& scope, const Graph& graph,
                                 Diagnostics& diagnostics) {
  const Address* address = address_in(ast, "model", diagnostics);
  if (!address) return std::nullopt;
  const KeyBinder keys = constant_keys(scope, graph, diagnostics);
  return bind_address_node(*address, ast->at, scope, graph, diagnostics, keys);
}

namespace {

/// Whether it is the same in all rows and at all times: it reads nothing that changes.
bool stands_still(const Program& program) {
  if (program.per_row()) return false;
  return program.constant() || (program.leaves().empty() && program.streams() == 0 &&
                                !program.uses_progress() && !program.goes_over_rows());
}

}  // namespace

std::optional<Operand> constant_value(const AstPtr& ast, const Scope& scope, const Graph& graph,
                                      Diagnostics& diagnostics, std::string_view what) {
  const auto program = bind_expression(ast, scope, graph, diagnostics);
  if (!program) return std::nullopt;
  if (!stands_still(*program)) {
    std::string hint = "it can use literals, the variables of `each` and tables that do not change";
    if (what == kInstanceKey) hint += "; `aggregate` with `over` has the rows of all instances";
    diagnostics.error("expression", ast->at, fmt::format("{} must be constant", what),
                      std::move(hint));
    return std::nullopt;
  }
  try {
    return run_constant(*program, graph);
  } catch (const SceneError& error) {  // in the table that it reads
    diagnostics.add(error.diagnostic());
    return std::nullopt;
  }
}

std::string constant_key(const Program& program, const Graph& graph) {
  return key_text(run_constant(program, graph));
}

}  // namespace lantern
