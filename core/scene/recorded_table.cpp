#include "core/scene/recorded_table.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"

namespace lantern {
namespace {

std::string text_of(const Operand& cell) {
  if (cell.type == ValueType::text) return cell.text;
  if (cell.type == ValueType::boolean) return cell.number != 0 ? "true" : "false";
  return shortest(cell.number);
}

/// The cells of a column below those it starts with.
Column extended(const Column& start, ColumnType type, const std::vector<Operand>& added) {
  std::vector<double> numbers;
  std::vector<std::string> texts;
  for (size_t row = 0; row < start.size(); ++row) {
    if (type == ColumnType::text) texts.push_back(start.text(row));
    else numbers.push_back(start.numbers()[row]);
  }
  for (const Operand& cell : added) {
    if (type == ColumnType::text) texts.push_back(text_of(cell));
    else numbers.push_back(cell.number);
  }
  if (type == ColumnType::text) return Column::texts(texts);
  return type == ColumnType::boolean ? Column::booleans(std::move(numbers))
                                     : Column::numbers(std::move(numbers));
}

AstPtr cell_of(const AddedRowSpec& row, const std::string& column) {
  if (row.source) {
    Address address = std::get<Address>(row.source->node);
    address.selectors.push_back({Selector::Kind::member, column, nullptr, row.at});
    return std::make_shared<const Ast>(Ast{row.at, std::move(address)});
  }
  const auto cell = std::find_if(row.cells.begin(), row.cells.end(),
                                 [&](const AddedRowSpec::Cell& c) { return c.column == column; });
  return cell == row.cells.end() ? nullptr : cell->value;
}

}  // namespace

RecordedTable::RecordedTable(std::string name, Location at, TablePtr start, Schema schema,
                             std::vector<std::string> key, TargetId count)
    : Node(std::move(name), at, {{"rows", ValueType::table, schema, start->key_name()}}),
      start_(std::move(start)),
      schema_(std::move(schema)),
      key_(std::move(key)),
      count_(count) {
  set_leaves({count});
  keys_ = start_->rows() > 0 ? *start_->keys().names() : std::vector<std::string>();
}

std::string RecordedTable::key_of(const std::vector<Operand>& cells, size_t row) const {
  if (key_.empty()) return fmt::format("{}", row + 1);
  std::string out;
  for (const std::string& name : key_) {
    const auto column = std::find_if(schema_.begin(), schema_.end(),
                                     [&](const ColumnDecl& decl) { return decl.name == name; });
    out += (out.empty() ? "" : "/") + text_of(cells[size_t(column - schema_.begin())]);
  }
  return out;
}

bool RecordedTable::add(std::vector<Operand> cells) {
  std::string key = key_of(cells, keys_.size());
  if (std::find(keys_.begin(), keys_.end(), key) != keys_.end()) return false;
  keys_.push_back(std::move(key));
  cells_.push_back(std::move(cells));
  return true;
}

Outputs RecordedTable::compute(const Evaluation& at) const {
  const size_t added = std::min(cells_.size(), static_cast<size_t>(at.number(count_)));
  std::vector<std::string> names;
  std::vector<Column> columns;
  for (size_t c = 0; c < schema_.size(); ++c) {
    std::vector<Operand> cells;
    for (size_t row = 0; row < added; ++row) cells.push_back(cells_[row][c]);
    names.push_back(schema_[c].name);
    columns.push_back(extended(start_->columns()[c], schema_[c].type, cells));
  }
  const auto end = keys_.begin() + static_cast<std::ptrdiff_t>(start_->rows() + added);
  return {std::make_shared<const Table>(start_->key_name(),
                                        Keys(std::vector<std::string>(keys_.begin(), end)),
                                        std::move(names), std::move(columns))};
}

std::optional<std::vector<Program>> bind_added_row(const AddedRowSpec& row,
                                                   const std::string& table,
                                                   const std::vector<std::string>& columns,
                                                   const Scope& scope, const Graph& graph,
                                                   Diagnostics& diagnostics) {
  std::vector<Program> out;
  for (const AddedRowSpec::Cell& cell : row.cells) {
    if (std::find(columns.begin(), columns.end(), cell.column) != columns.end()) continue;
    const auto near = nearest(cell.column, columns);
    diagnostics.error("unknown-column", cell.at,
                      fmt::format("{} has no column {}{}", table, in_quotes(cell.column),
                                  near ? fmt::format("; did you mean {}?", in_quotes(*near)) : ""),
                      fmt::format("it has {}", join_and(columns)));
    return std::nullopt;
  }
  for (const std::string& column : columns) {
    const AstPtr cell = cell_of(row, column);
    if (!cell) {
      diagnostics.error("missing-key", row.at,
                        fmt::format("there is nothing for the column {} of {}", in_quotes(column),
                                    table));
      return std::nullopt;
    }
    auto program = bind_expression(cell, scope, graph, diagnostics);
    if (!program) return std::nullopt;
    if (program->per_row()) {
      diagnostics.error("wrong-type", row.at, fmt::format("{} is a whole column, and a row is "
                                                          "wanted", in_quotes(column)),
                        "write table@key");
      return std::nullopt;
    }
    out.push_back(std::move(*program));
  }
  return out;
}

bool is_recorded(const std::vector<StepSpec>& steps, const std::string& table) {
  return std::any_of(steps.begin(), steps.end(), [&](const StepSpec& step) {
    return std::any_of(step.record.begin(), step.record.end(),
                       [&](const RecordedSpec& spec) { return spec.table == table; }) ||
           is_recorded(step.steps, table);
  });
}

FirstAdded first_added(Compiler& compiler, const std::vector<StepSpec>& steps,
                       const std::string& table, const Variables& variables) {
  for (const StepSpec& step : steps) {
    for (const RecordedSpec& spec : step.record) {
      if (spec.table == table) return {&spec.rows[0], variables};
    }
    if (!is_recorded(step.steps, table)) continue;
    if (!step.each) return first_added(compiler, step.steps, table, variables);
    const auto items = compiler.items(*step.each, variables);
    if (!items || items->empty()) return {};
    return first_added(compiler, step.steps, table, items->front().variables);
  }
  return {};
}

}  // namespace lantern
