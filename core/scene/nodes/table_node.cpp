#include "core/scene/nodes/table_node.h"

namespace lantern {

namespace {

/// The column with other values: what stays as it was keeps its writing.
Column with_values(const Column& column, const std::vector<double>& values) {
  Writings writings;
  for (size_t row = 0; row < values.size(); ++row) {
    const bool kept = values[row] == column.numbers()[row];
    if (kept && !column.writing(row).empty()) writings.add(column.writing(row), values[row]);
    else writings.add_plain();
  }
  return Column::numbers(values, std::move(writings));
}

}  // namespace

TableNode::TableNode(std::string name, Location at, TablePtr table)
    : Node(std::move(name), at, {{"rows", ValueType::table, table->schema(), table->key_name()}}),
      table_(std::move(table)) {}

void TableNode::add_cell(Cell cell) {
  cells_.push_back(cell);
  std::vector<LeafId> leaves = this->leaves();
  merge_leaves(leaves, {cell.leaf});
  set_leaves(std::move(leaves));
}

Outputs TableNode::compute(const Evaluation& at) const {
  if (cells_.empty()) return {table_};
  Table out = *table_;
  for (size_t column = 0; column < table_->columns().size(); ++column) {
    std::vector<double> values;
    for (const Cell& cell : cells_) {
      if (cell.column != column) continue;
      if (values.empty()) {
        const auto numbers = table_->columns()[column].numbers();
        values.assign(numbers.begin(), numbers.end());
      }
      values[cell.row] = at.number(cell.leaf);
    }
    if (!values.empty()) {
      out = out.with(table_->names()[column], with_values(table_->columns()[column], values));
    }
  }
  return {std::make_shared<const Table>(std::move(out))};
}

}  // namespace lantern
