#pragma once

#include "core/scene/bind/plan_context.h"

namespace lantern {

/// One record while its fields are planned: the rows that they mean, what is known so far.
struct Planning {
  const PlanContext& context;
  Scope scope;
  std::optional<TableRef> data{};  ///< of its field `data`
  std::vector<LeafId> leaves{};
  bool failed = false;
  bool no_rows = false;  ///< `data` is broken: what hangs on its columns cannot be judged
  const RecordSpec* record = nullptr;  ///< what is planned

  void depend_on(const Program& program) { merge_leaves(leaves, program.leaves()); }
  void fail() { failed = true; }
  void error(std::string_view code, const Location& at, std::string message,
             std::string hint = "") {
    context.diagnostics.error(code, at, std::move(message), std::move(hint));
    failed = true;
  }
  /// The scope of a field with one value for the whole record: no row can be meant.
  Scope without_rows() const {
    Scope out = scope;
    out.row = nullptr;
    return out;
  }

  std::optional<Program> bind(const AstPtr& ast) const;
  std::optional<Program> bind(const AstPtr& ast, const Field& field, ValueType wanted) const;
  /// The same, of a value that is not one a row.
  std::optional<Program> bind_single(const AstPtr& ast, const Field& field, ValueType wanted) const;
};

}  // namespace lantern
