#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scene/compiler.h"
#include "core/scene/evaluation.h"

namespace lantern {

/// A table of the script that steps of the timeline add rows to. A target counts the rows that are
/// there; the rows themselves are fixed while the timeline is compiled, in the order of the film.
class RecordedTable : public Node {
 public:
  RecordedTable(std::string name, Location at, TablePtr start, Schema schema,
                std::vector<std::string> key, TargetId count);

  Outputs compute(const Evaluation& at) const override;

  const Schema& schema() const { return schema_; }
  TargetId count() const { return count_; }
  size_t added() const { return cells_.size(); }
  /// One value a column. False where the table's key names another row already.
  bool add(std::vector<Operand> cells);

 private:
  std::string key_of(const std::vector<Operand>& cells, size_t row) const;

  TablePtr start_;
  Schema schema_;
  std::vector<std::string> key_;
  TargetId count_;
  std::vector<std::vector<Operand>> cells_;
  std::vector<std::string> keys_;
};

/// A program for each of the columns. Reports what is wrong.
std::optional<std::vector<Program>> bind_added_row(const AddedRowSpec& row,
                                                   const std::string& table,
                                                   const std::vector<std::string>& columns,
                                                   const Scope& scope, const Graph& graph,
                                                   Diagnostics& diagnostics);

/// The first row that any step adds to the table, and the variables there; null if there is none.
struct FirstAdded {
  const AddedRowSpec* row = nullptr;
  Variables variables;
};
FirstAdded first_added(Compiler& compiler, const std::vector<StepSpec>& steps,
                       const std::string& table, const Variables& variables = {});

/// Whether any step adds rows to the table.
bool is_recorded(const std::vector<StepSpec>& steps, const std::string& table);

}  // namespace lantern
