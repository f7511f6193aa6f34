#include "core/scene/nodes/stacked_rows.h"

#include <algorithm>
#include <optional>

#include "core/data/column_builder.h"
#include "core/record/columns.h"

namespace lantern {
namespace {

const OutputShape& shape_of(const Graph& graph, const TableRef& table) {
  return graph.nodes[size_t(table.node)]->outputs()[size_t(table.output)];
}

/// A variable of one type in all items, as a column; nothing where it is none.
std::optional<ColumnType> type_of_all(const std::vector<Variables>& items, size_t place) {
  const auto is = [&](auto type) {
    return std::all_of(items.begin(), items.end(), [&](const Variables& variables) {
      return std::holds_alternative<decltype(type)>(variables[place].value);
    });
  };
  if (is(double{})) return ColumnType::number;
  return is(std::string{}) ? std::optional(ColumnType::text) : std::nullopt;
}

Schema stacked_columns(const Graph& graph, const std::vector<TableRef>& tables,
                       const std::vector<Variables>& variables) {
  Schema out = tables.empty() ? Schema() : shape_of(graph, tables[0]).schema;
  for (size_t i = 0; !variables.empty() && i < variables[0].size(); ++i) {
    const std::string& name = variables[0][i].name;
    const auto type = type_of_all(variables, i);
    if (type && find_column(out, name) < 0) out.push_back({name, *type});
  }
  out.push_back({std::string(StackedRows::kRowKey), ColumnType::text});
  return out;
}

const Variable& variable_named(const Variables& variables, const std::string& name) {
  return *std::find_if(variables.begin(), variables.end(),
                       [&](const Variable& variable) { return variable.name == name; });
}

void add(const decltype(Variable::value)& value, size_t rows, ColumnBuilder& column) {
  if (const auto* text = std::get_if<std::string>(&value)) column.add(*text, rows);
  else column.add(std::get<double>(value), rows);
}

}  // namespace

StackedRows::StackedRows(std::string name, Location at, std::vector<TableRef> tables,
                         std::vector<std::string> keys, std::vector<Variables> variables,
                         const Graph& graph)
    : Node(std::move(name), at,
           {{"rows", ValueType::table, stacked_columns(graph, tables, variables), {}}}),
      tables_(std::move(tables)),
      keys_(std::move(keys)),
      variables_(std::move(variables)) {
  own_ = tables_.empty() ? 0 : shape_of(graph, tables_[0]).schema.size();
  std::vector<LeafId> leaves;
  for (const TableRef& table : tables_) {
    merge_leaves(leaves, graph.nodes[size_t(table.node)]->leaves());
  }
  set_leaves(std::move(leaves));
}

Outputs StackedRows::compute(const Evaluation& at) const {
  const Schema& schema = outputs()[0].schema;
  std::vector<ColumnBuilder> stacks;
  for (const ColumnDecl& column : schema) stacks.emplace_back(column.type);
  std::vector<std::string> keys;
  for (size_t i = 0; i < tables_.size(); ++i) {
    const Table& table = *at.table(tables_[i].node, tables_[i].output);
    if (table.rows() == 0) continue;
    for (size_t c = 0; c < own_; ++c) stacks[c].add(table.column(schema[c].name));
    for (size_t c = own_; c + 1 < schema.size(); ++c) {
      add(variable_named(variables_[i], schema[c].name).value, table.rows(), stacks[c]);
    }
    for (const std::string& key : *table.keys().names()) {
      stacks.back().add(key);
      keys.push_back(keys_[i] + "/" + key);
    }
  }
  std::vector<std::string> names;
  std::vector<Column> columns;
  for (size_t c = 0; c < schema.size(); ++c) {
    names.push_back(schema[c].name);
    columns.push_back(stacks[c].take());
  }
  return {std::make_shared<const Table>("", Keys(std::move(keys)), std::move(names),
                                        std::move(columns))};
}

}  // namespace lantern
