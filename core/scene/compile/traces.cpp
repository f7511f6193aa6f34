#include "core/scene/compile/traces.h"

#include "core/record/columns.h"
#include "core/scene/nodes/trace.h"
#include "core/scene/nodes/traced_model.h"

namespace lantern {

NodeId add_traced_model(GraphBuilder& builder, const ModelType& type, RecordPlanPtr plan,
                        std::optional<double> first_step) {
  Leaf step;
  step.source = Leaf::Source::step;
  step.name = builder.name() + ".step";
  // How many steps there are may change with the data, so that the last one has no number here.
  step.initial = first_step.value_or(std::numeric_limits<double>::infinity());
  step.least = 0;
  step.at = builder.at();
  const LeafId leaf = builder.add(std::move(step));
  std::vector<LeafId> leaves = plan->leaves();
  merge_leaves(leaves, {leaf});
  std::vector<OutputShape> outputs = output_shapes(type.outputs, *plan, builder.graph());
  const auto id = static_cast<NodeId>(builder.graph().nodes.size());
  builder.add(std::make_unique<TracedModelNode>(builder.name(), builder.at(), std::move(outputs),
                                                type, std::move(plan), leaf, id),
              std::move(leaves));
  builder.leaf(leaf).node = id;
  return id;
}

namespace {

/// Those of the history, the rows so far, and how far it has got.
std::vector<OutputShape> trace_outputs(const Node& history, int all) {
  std::vector<OutputShape> outputs = history.outputs();
  OutputShape trace = outputs[size_t(all)];
  trace.name = "trace";
  outputs.push_back(std::move(trace));
  outputs.push_back({"step", ValueType::number, {}, {}});
  outputs.push_back({"steps", ValueType::number, {}, {}});
  outputs.push_back({"progress", ValueType::number, {}, {}});
  return outputs;
}

LeafId add_step(GraphBuilder& builder, double first) {
  Leaf step;
  step.source = Leaf::Source::step;
  step.name = builder.name() + ".step";
  step.initial = first;
  step.least = 0;
  step.at = builder.at();
  return builder.add(std::move(step));
}

}  // namespace

NodeId add_trace(GraphBuilder& builder, NodeId history, std::optional<double> first_step,
                 bool as_of_step) {
  const int all = builder.node(history).find_output("all");
  std::vector<OutputShape> outputs = trace_outputs(builder.node(history), all);
  const Schema& columns = builder.node(history).outputs()[size_t(all)].schema;
  for (size_t i = 1; as_of_step && i < columns.size(); ++i) {
    outputs.push_back({columns[i].name, value_type(columns[i].type), {}, {}});
  }
  const LeafId leaf = add_step(builder, first_step.value_or(0));
  std::vector<LeafId> leaves = builder.node(history).leaves();
  merge_leaves(leaves, {leaf});
  const NodeId node =
      builder.add(std::make_unique<TraceNode>(builder.name(), builder.at(), std::move(outputs),
                                              history, all, leaf),
                  std::move(leaves));
  builder.leaf(leaf).node = node;
  if (!first_step) {
    const Evaluation start = builder.at_start();
    builder.leaf(leaf).initial = static_cast<double>(start.table(history, all)->rows()) - 1;
  }
  return node;
}

}  // namespace lantern
