#include "core/scene/bind/planning.h"

#include "core/base/text.h"
#include "core/scene/bind/binder.h"

namespace lantern {

std::optional<Program> Planning::bind(const AstPtr& ast) const {
  return bind_expression(ast, scope, context.graph, context.diagnostics);
}

std::optional<Program> Planning::bind(const AstPtr& ast, const Field& field,
                                      ValueType wanted) const {
  return bind_expression(ast, scope, context.graph, context.diagnostics, wanted,
                         in_quotes(field.name));
}

std::optional<Program> Planning::bind_single(const AstPtr& ast, const Field& field,
                                             ValueType wanted) const {
  return bind_expression(ast, without_rows(), context.graph, context.diagnostics, wanted,
                         in_quotes(field.name));
}

}  // namespace lantern
