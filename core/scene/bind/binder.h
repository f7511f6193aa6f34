#pragma once

#include <optional>

#include "core/scene/bind/scope.h"
#include "core/scene/run/program.h"

namespace lantern {

/// Binds an expression's names and checks its types. Reports mistakes and returns nothing then;
/// names that are declared but broken were reported before and are passed over in silence.
std::optional<Program> bind_expression(const AstPtr& ast, const Scope& scope, const Graph& graph,
                                       Diagnostics& diagnostics);

/// The same for an expression that must have this type; `what` is what messages call it.
std::optional<Program> bind_expression(const AstPtr& ast, const Scope& scope, const Graph& graph,
                                       Diagnostics& diagnostics, ValueType wanted,
                                       std::string_view what);

/// What a function of a place is asked.
struct Asked {
  AstPtr ast;
  NodeId likely = -1;  ///< of such a name: the model whose probability is asked for
};
/// The name of a model that predicts as the question what it says at a place, whose variables are
/// the columns of the scope's rows: fit.probability(x), fit.predict(x, y). Anything else as it is.
Asked question_of(const AstPtr& ast, const Scope& scope, const Graph& graph);

/// Finds the table that an address such as "signals", "roc.points" or "draws@1" names.
std::optional<TableRef> bind_table(const AstPtr& ast, const Scope& scope, const Graph& graph,
                                   Diagnostics& diagnostics);

/// Finds the model that an address such as "fit" or "fits@3" names.
std::optional<NodeId> bind_model(const AstPtr& ast, const Scope& scope, const Graph& graph,
                                 Diagnostics& diagnostics);

/// The value of a constant expression (of `each` variables and literals), else nothing; `what` is
/// what the message calls it.
std::optional<Operand> constant_value(const AstPtr& ast, const Scope& scope, const Graph& graph,
                                      Diagnostics& diagnostics, std::string_view what);

/// The key that a program of constants is: its text, or its number as it is written shortest.
std::string constant_key(const Program& program, const Graph& graph);

}  // namespace lantern
