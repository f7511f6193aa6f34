#include "core/scene/nodes/family_table.h"

#include <algorithm>
#include <cmath>

#include "core/data/column_builder.h"
#include "core/record/columns.h"

namespace lantern {
namespace {

bool is_single(ValueType type) {
  return type == ValueType::number || type == ValueType::boolean || type == ValueType::text;
}

bool is_variable_of(const Schema& schema, std::string_view name) {
  return find_column(schema, name) >= 0;
}

/// A variable that is a number or a text.
std::optional<ColumnType> type_of_variable(const Variable& variable) {
  if (std::holds_alternative<double>(variable.value)) return ColumnType::number;
  if (std::holds_alternative<std::string>(variable.value)) return ColumnType::text;
  return std::nullopt;
}

Schema columns_of_variables(const std::vector<EachItem>& items) {
  Schema out;
  for (size_t v = 0; !items.empty() && v < items[0].variables.size(); ++v) {
    const Variable& first = items[0].variables[v];
    const auto type = type_of_variable(first);
    const bool alike = std::all_of(items.begin(), items.end(), [&](const EachItem& item) {
      return type_of_variable(item.variables[v]) == type;
    });
    if (type && alike) out.push_back({first.name, *type});
  }
  return out;
}

/// Whether all instances have that single value, of one type.
bool have_all(const Family& family, const OutputShape& shape, const Graph& graph) {
  return std::all_of(family.instances.begin(), family.instances.end(), [&](const auto& instance) {
    const Node& node = *graph.nodes[size_t(instance.second)];
    const int output = node.find_output(shape.name);
    return output >= 0 && node.outputs()[size_t(output)].type == shape.type;
  });
}

Schema columns_of(const Family& family, const std::vector<EachItem>& items, const Graph& graph) {
  Schema out = columns_of_variables(items);
  if (family.instances.empty()) return out;
  for (const OutputShape& shape : graph.nodes[size_t(family.instances[0].second)]->outputs()) {
    if (!is_single(shape.type) || is_variable_of(out, shape.name)) continue;
    if (!have_all(family, shape, graph)) continue;
    out.push_back({shape.name, column_type(shape.type)});
  }
  return out;
}

/// A value of a model; what there is none of is missing.
void add(const Value& value, ColumnBuilder& column) {
  if (const auto* number = std::get_if<double>(&value)) column.add(*number);
  else if (const auto* truth = std::get_if<bool>(&value)) column.add(*truth ? 1.0 : 0.0);
  else if (const auto* text = std::get_if<std::string>(&value)) column.add(*text);
  else if (column.type() == ColumnType::text) column.add(std::string());
  else column.add(std::nan(""));
}

Column column_of_variable(const std::vector<EachItem>& items, const ColumnDecl& decl) {
  ColumnBuilder column(decl.type);
  for (const EachItem& item : items) {
    const auto variable = std::find_if(item.variables.begin(), item.variables.end(),
                                       [&](const Variable& v) { return v.name == decl.name; });
    if (decl.type == ColumnType::text) column.add(std::get<std::string>(variable->value));
    else column.add(std::get<double>(variable->value));
  }
  return column.take();
}

}  // namespace

FamilyTable::FamilyTable(std::string name, Location at, Family family, std::vector<EachItem> items,
                         const Graph& graph)
    : Node(std::move(name), at, {{"rows", ValueType::table, columns_of(family, items, graph), {}}}),
      family_(std::move(family)),
      items_(std::move(items)) {
  variables_ = columns_of_variables(items_).size();
  const Schema& schema = outputs()[0].schema;
  std::vector<LeafId> leaves;
  for (const auto& [key, id] : family_.instances)
    merge_leaves(leaves, graph.nodes[size_t(id)]->leaves());
  set_leaves(std::move(leaves));
  for (const auto& [key, id] : family_.instances) {
    for (size_t i = variables_; i < schema.size(); ++i) {
      outputs_of_.push_back(graph.nodes[size_t(id)]->find_output(schema[i].name));
    }
  }
}

Outputs FamilyTable::compute(const Evaluation& at) const {
  const Schema& schema = outputs()[0].schema;
  std::vector<std::string> keys, names;
  for (const auto& [key, id] : family_.instances) keys.push_back(key);
  std::vector<Column> columns;
  for (size_t i = 0; i < schema.size(); ++i) {
    names.push_back(schema[i].name);
    if (i < variables_) {
      columns.push_back(column_of_variable(items_, schema[i]));
      continue;
    }
    ColumnBuilder column(schema[i].type);
    const size_t width = schema.size() - variables_;
    for (size_t k = 0; k < family_.instances.size(); ++k) {
      const int output = outputs_of_[k * width + i - variables_];
      add(at.output(family_.instances[k].second, output), column);
    }
    columns.push_back(column.take());
  }
  return {std::make_shared<const Table>("", Keys(std::move(keys)), std::move(names),
                                        std::move(columns))};
}

}  // namespace lantern
