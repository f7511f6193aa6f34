#pragma once

#include <string>
#include <vector>

#include "core/scene/run/evaluation.h"
#include "core/scene/run/names.h"

namespace lantern {

/// The rows of a table of each instance of a family, one below the other: with the variables of its
/// `each`, and the key that the row has in its own table.
class StackedRows : public Node {
 public:
  static constexpr std::string_view kRowKey = "row key";

  /// `tables` is one for each item, all of them with the columns of the first, of their types.
  StackedRows(std::string name, Location at, std::vector<TableRef> tables,
              std::vector<std::string> keys, std::vector<Variables> variables, const Graph& graph);

  Outputs compute(const Evaluation& at) const override;

 private:
  std::vector<TableRef> tables_;
  std::vector<std::string> keys_;
  std::vector<Variables> variables_;
  size_t own_ = 0;  // so many columns are those of the tables
};

}  // namespace lantern
