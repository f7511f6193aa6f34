#include "core/scene/nodes/trace.h"

#include <algorithm>
#include <cmath>

#include "core/expr/operand.h"

namespace lantern {

namespace {

Value cell_value(const Column& column, size_t row) {
  if (column.type() == ColumnType::text) return column.text(row);
  if (column.type() == ColumnType::boolean) return is_true(column.numbers()[row]);
  return column.numbers()[row];
}

}  // namespace

double step_within(double step, double last) {
  return step >= 0 ? std::min(step, last) : 0;
}

TablePtr rows_so_far(const Table& all, double step) {
  if (all.rows() == 0) return std::make_shared<const Table>(all);
  const auto whole = static_cast<std::uint32_t>(std::floor(step));
  std::vector<std::uint32_t> rows(whole + 1);
  for (std::uint32_t i = 0; i <= whole; ++i) rows[i] = i;
  Table out = all.select(rows);
  if (step > whole) {
    const std::uint32_t next[] = {whole + 1};
    out.set_ahead(Table::Ahead{std::make_shared<const Table>(all.select(next)), step - whole});
  }
  return std::make_shared<const Table>(std::move(out));
}

Outputs TraceNode::compute(const Evaluation& at) const {
  const Node& history = *at.graph().nodes[size_t(history_)];
  Outputs out;
  for (size_t i = 0; i < history.outputs().size(); ++i) {
    out.push_back(at.output(history_, static_cast<int>(i)));
  }
  const TablePtr& all = at.table(history_, all_);
  const double last = static_cast<double>(all->rows()) - 1;
  const double step = step_within(at.number(step_), last);
  out.push_back(rows_so_far(*all, step));
  out.push_back(std::floor(step));
  out.push_back(last);
  out.push_back(step);
  for (size_t column = 1; out.size() < outputs().size(); ++column) {
    out.push_back(cell_value(all->columns()[column], static_cast<size_t>(std::floor(step))));
  }
  return out;
}

}  // namespace lantern
