#include "core/scene/compile/cells.h"

#include "core/scene/compile/leaves.h"
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
std::optional<CellPlace> place_of_cell(const Address& leaf,
                                       const std::map<std::string, TablePtr>& tables,
                                       SceneNames& names) {
  const auto table = tables.find(leaf.head);
  if (table == tables.end()) return std::nullopt;
  const auto name = names.find(leaf.head);
  if (!name || name->type != SceneName::Type::node) return std::nullopt;
  const auto& steps = leaf.selectors;
  if (steps.size() != 2 || steps[0].type != Selector::Type::key ||
      steps[1].type != Selector::Type::member) {
    return std::nullopt;
  }
  const Table& cells = *table->second;
  const auto row = cells.keys().find(steps[0].name);
  const auto column = cells.find(steps[1].name);
  if (!row || !column || cells.columns()[*column].type() != ColumnType::number) return std::nullopt;
  return CellPlace{name->id, &cells, *row, *column};
}

Leaf leaf_of(const AssignmentSpec& assignment, const CellPlace& place) {
  Leaf leaf;
  leaf.source = Leaf::Source::cell;
  leaf.name = to_string(assignment.address);
  leaf.initial = place.table->columns()[place.column].numbers()[place.row];
  leaf.at = assignment.at;
  leaf.node = place.node;
  leaf.row = assignment.address.selectors[0].name;
  leaf.column = assignment.address.selectors[1].name;
  return leaf;
}

void declare_cell(const AssignmentSpec& assignment, const std::map<std::string, TablePtr>& tables,
                  SceneNames& names, Graph& graph) {
  const auto place = place_of_cell(assignment.address, tables, names);
  if (!place) return;
  const Scope scope{&names, nullptr, nullptr, {}, false};
  if (find_leaf(assignment.address, scope, graph)) return;
  graph.leaves.push_back(leaf_of(assignment, *place));
  const LeafId id = static_cast<LeafId>(graph.leaves.size()) - 1;
  static_cast<TableNode&>(*graph.nodes[size_t(place->node)])
      .add_cell({id, place->row, place->column});
}

}  // namespace

void declare_cells(const std::vector<StepSpec>& steps, VerbList verbs,
                   const std::map<std::string, TablePtr>& tables, SceneNames& names, Graph& graph) {
  for (const StepSpec& step : steps) {
    for (const StepVerb* verb : verbs) {
      if (!verb->assigned) continue;
      for (const AssignmentSpec& one : verb->assigned(step)) {
        declare_cell(one, tables, names, graph);
      }
    }
    declare_cells(step.steps, verbs, tables, names, graph);
  }
}

}  // namespace lantern
