#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "core/expr/operand.h"
#include "core/scene/run/evaluation.h"

namespace lantern {

/// A table of the script that steps of the timeline add rows to. A leaf counts the rows that are
/// there; the rows themselves are fixed while the timeline is compiled, in the order of the film.
class RecordedTable : public Node {
 public:
  RecordedTable(std::string name, Location at, TablePtr start, Schema schema,
                std::vector<std::string> key, LeafId count);

  Outputs compute(const Evaluation& at) const override;

  const Schema& schema() const { return schema_; }
  LeafId count() const { return count_; }
  size_t added() const { return cells_.size(); }
  /// One value a column. False where the table's key names another row already.
  bool add(std::vector<Operand> cells);

 private:
  std::string key_of(const std::vector<Operand>& cells, size_t row) const;

  TablePtr start_;
  Schema schema_;
  std::vector<std::string> key_;
  LeafId count_;
  std::vector<std::vector<Operand>> cells_;
  std::vector<std::string> keys_;
  std::unordered_set<std::string> known_;  // of `keys_`
};

}  // namespace lantern
