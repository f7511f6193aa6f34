#include <algorithm>

#include "core/record/columns.h"
#include "core/scene/compile/traces.h"
#include "core/scene/evaluators/sweep_node.h"
#include "core/scene/evaluators/sweep_reader.h"

namespace lantern::sweep_model {
namespace {

/// All rows: the value that is varied, and what is taken.
OutputShape shape_of(const SweepPlan& plan, const Graph& graph) {
  OutputShape out{"all", ValueType::table, {}, {}};
  for (const LeafId vary : plan.vary) {
    const Leaf& leaf = graph.leaves[size_t(vary)];
    const bool number = std::holds_alternative<double>(leaf.initial);
    out.key_name += (out.key_name.empty() ? "" : "/") + leaf.name;
    out.schema.push_back({leaf.name, number ? ColumnType::number : ColumnType::text});
  }
  for (const Take& take : plan.takes) {
    out.schema.push_back({take.name, column_type(take.program.type())});
  }
  return out;
}

/// What the takes depend on but for what the sweep itself holds.
std::vector<LeafId> leaves_of(const SweepPlan& plan) {
  std::vector<LeafId> leaves;
  for (const Take& take : plan.takes) merge_leaves(leaves, take.program.leaves());
  const auto held = [&](LeafId leaf) {
    return std::find(plan.vary.begin(), plan.vary.end(), leaf) != plan.vary.end() ||
           std::any_of(plan.settings.begin(), plan.settings.end(),
                       [&](const Setting& setting) { return setting.leaf == leaf; });
  };
  leaves.erase(std::remove_if(leaves.begin(), leaves.end(), held), leaves.end());
  return leaves;
}

int build_sweep(const RecordSpec& spec, GraphBuilder& builder) {
  auto plan = read_sweep(spec, builder);
  if (!plan) return -1;
  std::vector<OutputShape> outputs{shape_of(*plan, builder.graph())};
  if (plan->best) outputs.push_back({"best", ValueType::record, outputs[0].schema, {}});
  std::vector<LeafId> leaves = leaves_of(*plan);
  const NodeId history =
      builder.add(std::make_unique<SweepNode>(builder.name(), builder.at(), std::move(outputs),
                                              std::move(*plan)),
                  std::move(leaves));
  const auto* step = spec["step"].as<Quantity>();
  return add_trace(builder, history, step ? std::optional(step->value) : std::nullopt);
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel{
    .kind = {"sweep",
             "Evaluates a piece of the scene for each value of a param, or for all combinations of "
             "two, "
             "all else as it is now. "
             "Its rows are a trace: a line over them grows with `.step`.",
             {described("vary", FieldKind::param, "The param that is varied, or several: [a, b].",
                        {.required = true}),
              described("over", FieldKind::range,
                        "Its values: 1..9, 0..1, a list, or a column of a table. Of several "
                        "params, those of each: {a: 0..1, b: [1, 2]}.",
                        {.required = true}),
              described("points", FieldKind::points,
                        "How many values a range of reals is cut into: 101 if absent, of several "
                        "params 21 each; for each param its own: {a: 20, b: 10}.",
                        {.least = 2, .most = kMostEvaluations}),
              described("take", FieldKind::takes, "What is noted for each: {name: model.output}.",
                        {.required = true}),
              described("with", FieldKind::settings,
                        "Params and steps held meanwhile: {forest.step: last}."),
              described("best", FieldKind::text,
                        "`least` or `most` and one of the names in `take`."),
              step_field()}},
    .outputs = {{"all", ValueType::table,
                 "All rows, keyed by the param's value: the param and what is taken."},
                {"best", ValueType::record, "The row that `best` asks for."},
                {"trace", ValueType::table, "The rows up to the step."},
                {"step", ValueType::number, "The step: a row number from 0."},
                {"steps", ValueType::number, "The last step."},
                {"progress", ValueType::number,
                 "How far it has got between steps too: what a growing line has reached."}},
    .build = build_sweep};

}  // namespace lantern::sweep_model
