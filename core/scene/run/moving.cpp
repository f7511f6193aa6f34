#include "core/scene/run/moving.h"

#include <algorithm>

#include "core/base/overloaded.h"

namespace lantern {
namespace {

/// The numbers that decide where rows are.
class Collector {
 public:
  explicit Collector(const Graph& graph) : graph_(graph) {}

  void add(const RecordPlan& plan) {
    for (size_t i = 0; i < plan.fields().size(); ++i) {
      if (plan.kind()->fields[i].name != "opacity") add(plan.fields()[i]);
    }
  }

  std::vector<LeafId> take() { return std::move(leaves_); }

 private:
  void add(const FieldPlan& field) {
    std::visit(
        Overloaded{[](std::monostate) {}, [](const FieldValue&) {}, [](const FieldPlan::Look&) {},
                   [](const std::shared_ptr<LiveTextPlan>&) {},
                   [&](const Program& program) { add(program); },
                   [&](const TableRef& table) { add_node(table.node); },
                   [&](const FieldPlan::Mark& mark) { add(mark); },
                   [&](const FieldPlan::Columns& columns) { add_leaf(columns.choice); },
                   [&](const FieldPlan::Numbers& numbers) { add(numbers); },
                   [&](const FieldPlan::Channel& channel) { add(channel.program); },
                   [&](const FieldPlan::Function& function) {
                     add(function.program);
                     add_node(function.likely);
                   },
                   [&](const std::shared_ptr<const RecordPlan>& record) { add(*record); }},
        field.how);
  }

  void add(const Program& program) { merge_leaves(leaves_, program.leaves()); }
  void add_node(NodeId node) {
    if (node >= 0) merge_leaves(leaves_, graph_.nodes[size_t(node)]->leaves());
  }
  void add_leaf(LeafId leaf) {
    if (leaf >= 0) merge_leaves(leaves_, {leaf});
  }
  void add(const FieldPlan::Mark& mark) {
    for (const FieldPlan::Key* key : {&mark.view_instance, &mark.mark_instance, &mark.row}) {
      if (key->computed) add(*key->computed);
    }
  }
  void add(const FieldPlan::Numbers& numbers) {
    for (const auto& item : numbers.items) {
      if (const auto* program = std::get_if<Program>(&item)) add(*program);
    }
  }

  const Graph& graph_;
  std::vector<LeafId> leaves_;
};

/// Whether one of them is on its way.
bool are_moving(const std::vector<LeafId>& leaves, const Timeline& timeline, double time) {
  return std::any_of(leaves.begin(), leaves.end(),
                     [&](LeafId leaf) { return timeline.tracks[size_t(leaf)].moves(time, time); });
}

}  // namespace

bool is_moving(const RecordPlan& plan, const Timeline& timeline, const Graph& graph, double time) {
  if (!are_moving(plan.leaves(), timeline, time)) return false;
  Collector placing(graph);
  placing.add(plan);
  return are_moving(placing.take(), timeline, time);
}

}  // namespace lantern
