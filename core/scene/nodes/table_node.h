#pragma once

#include "core/scene/run/evaluation.h"

namespace lantern {

/// A table of the script, with the cells that the timeline writes.
class TableNode : public Node {
 public:
  struct Cell {
    LeafId leaf;
    size_t row;
    size_t column;
  };

  TableNode(std::string name, Location at, TablePtr table);
  void add_cell(Cell cell);
  Outputs compute(const Evaluation& at) const override;

 private:
  TablePtr table_;
  std::vector<Cell> cells_;
};

}  // namespace lantern
