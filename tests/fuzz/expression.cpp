#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "core/expr/as_column.h"
#include "core/expr/parser.h"
#include "core/scene/bind/binder.h"
#include "tests/fuzz/targets.h"

namespace lantern::fuzz {
namespace {

Table rows() {
  const double infinity = std::numeric_limits<double>::infinity(), none = std::nan("");
  const std::vector<std::string> kinds{"cat", "", "dog"};
  return Table("id", Keys({"rex", "tom", "leo"}), {"x", "far", "tame", "kind"},
               {Column::numbers({-1, 0, 2.5}), Column::numbers({infinity, none, 1e308}),
                Column::booleans({1, 0, none}), Column::texts(kinds)});
}

void compute(const AstPtr& ast, Diagnostics& diagnostics) {
  static const Table table = rows();
  static const Schema schema = table.schema();
  const Graph graph;
  Scope scope;
  scope.row = &schema;
  scope.row_table = "pets";
  scope.progress = true;
  const auto program = bind_expression(ast, scope, graph, diagnostics);
  if (!program) return;
  Memo memo(0);
  const Evaluation nothing(graph, memo, {});
  const Column values = as_column(program->run(nothing, &table, 0.5), table.rows());
  if (values.size() != table.rows()) throw std::logic_error("a column of another length");
  for (size_t row = 0; row < values.size(); ++row) values.text(row);
}

AstPtr parse(const std::string& text, Diagnostics& diagnostics) {
  const auto nowhere = [](size_t, size_t) { return Location{}; };
  Diagnostics ignored;
  parse_address(text, nowhere, ignored);
  const AstPtr ast = parse_expression(text, nowhere, diagnostics);
  if (!ast && !diagnostics.has_errors()) {
    throw std::logic_error("what is no expression has a mistake");
  }
  return ast;
}

}  // namespace

bool expression(const std::string& input) {
  Diagnostics diagnostics;
  const AstPtr ast = parse(input, diagnostics);
  try {
    if (ast) compute(ast, diagnostics);
  } catch (const SceneError&) {
  }
  return true;
}

}  // namespace lantern::fuzz
