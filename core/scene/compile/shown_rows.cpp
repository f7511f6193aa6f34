#include "core/scene/compile/shown_rows.h"

#include <algorithm>

namespace lantern {
namespace {

const TableRef* data_of(const RecordPlanPtr& plan) {
  const FieldPlan* data = plan ? plan->find("data") : nullptr;
  return data ? std::get_if<TableRef>(&data->how) : nullptr;
}

/// It comes with what it stands at, or leads to.
bool stands_at_another(const RecordPlan& plan) {
  return std::any_of(plan.fields().begin(), plan.fields().end(), [](const FieldPlan& field) {
    return std::holds_alternative<FieldPlan::Mark>(field.how);
  });
}

}  // namespace

bool has_rows(const MarkPlan& mark) {
  const RecordPlanPtr& plan = mark.versions.versions[0].plan;
  return plan && (plan->parts() || data_of(plan));
}

bool grows_during(const MarkPlan& mark, const VisibilityEvent& step, const Timeline& timeline,
                  const Graph& graph) {
  const Moment moment{step.start, {}};
  const RecordPlanPtr& plan = mark.versions.versions[mark.versions.at(moment)].plan;
  const TableRef* table = data_of(plan);
  if (!table) return false;
  const auto is_moving = [&](LeafId leaf) {
    return timeline.tracks[size_t(leaf)].moves(step.start, step.end);
  };
  const auto is_trace = [&](LeafId leaf) {
    return graph.leaves[size_t(leaf)].source == Leaf::Source::step;
  };
  const std::vector<LeafId>& leaves = graph.nodes[size_t(table->node)]->leaves();
  const FieldPlan* where = plan->find("where");
  const auto* lets_in = where ? std::get_if<Program>(&where->how) : nullptr;
  return std::any_of(leaves.begin(), leaves.end(),
                     [&](LeafId leaf) { return is_trace(leaf) && is_moving(leaf); }) ||
         (lets_in && std::any_of(lets_in->leaves().begin(), lets_in->leaves().end(), is_moving));
}

bool moves_during(const MarkPlan& mark, const VisibilityEvent& step, const Timeline& timeline) {
  const RecordPlanPtr& plan = mark.versions.versions[mark.versions.at(Moment{step.start, {}})].plan;
  if (!plan || stands_at_another(*plan)) return false;
  return std::any_of(plan->leaves().begin(), plan->leaves().end(), [&](LeafId leaf) {
    return timeline.tracks[size_t(leaf)].moves(step.start, step.end);
  });
}

}  // namespace lantern
