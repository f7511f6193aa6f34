#include "core/scene/compile/cells.h"

#include "core/scene/compile/targets.h"
#include "core/scene/nodes/table_node.h"

namespace lantern {
namespace {

/// A number that "pets@rex.weight" names in a table of the script.
struct CellPlace {
  NodeId node = -1;
  const Table* table = nullptr;
  size_t row = 0;
  size_t column = 0;
};

/// Nothing for what is no cell: the timeline's compiler says what is wrong with it.
std::optional<CellPlace> place_of_cell(const Address& target,
                                       const std::map<std::string, TablePtr>& tables,
                                       SceneNames& names) {
  const auto table = tables.find(target.head);
  if (table == tables.end()) return std::nullopt;
  const auto name = names.find(target.head);
  if (!name || name->kind != SceneName::Kind::node) return std::nullopt;
  const auto& steps = target.selectors;
  if (steps.size() != 2 || steps[0].kind != Selector::Kind::key ||
      steps[1].kind != Selector::Kind::member) {
    return std::nullopt;
  }
  const Table& cells = *table->second;
  const auto row = cells.keys().find(steps[0].name);
  const auto column = cells.find(steps[1].name);
  if (!row || !column || cells.columns()[*column].type() != ColumnType::number) return std::nullopt;
  return CellPlace{name->id, &cells, *row, *column};
}

TimelineTarget target_of(const AssignmentSpec& assignment, const CellPlace& place) {
  TimelineTarget target;
  target.kind = TimelineTarget::Kind::cell;
  target.name = to_string(assignment.target);
  target.initial = place.table->columns()[place.column].numbers()[place.row];
  target.at = assignment.at;
  target.node = place.node;
  target.row = assignment.target.selectors[0].name;
  target.column = assignment.target.selectors[1].name;
  return target;
}

void declare_cell(const AssignmentSpec& assignment, const std::map<std::string, TablePtr>& tables,
                  SceneNames& names, Graph& graph) {
  const auto place = place_of_cell(assignment.target, tables, names);
  if (!place) return;
  const Scope scope{&names, nullptr, nullptr, {}, false};
  if (find_target(assignment.target, scope, graph)) return;
  graph.targets.push_back(target_of(assignment, *place));
  const TargetId id = static_cast<TargetId>(graph.targets.size()) - 1;
  static_cast<TableNode&>(*graph.nodes[size_t(place->node)])
      .add_cell({id, place->row, place->column});
}

}  // namespace

void declare_cells(const std::vector<StepSpec>& steps,
                   const std::map<std::string, TablePtr>& tables, SceneNames& names, Graph& graph) {
  for (const StepSpec& step : steps) {
    for (const AssignmentSpec& one : step.set) declare_cell(one, tables, names, graph);
    for (const AssignmentSpec& one : step.animate) declare_cell(one, tables, names, graph);
    declare_cells(step.steps, tables, names, graph);
  }
}

}  // namespace lantern
