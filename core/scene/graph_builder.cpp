#include "core/scene/graph_builder.h"

#include <algorithm>
#include <cmath>

#include "core/scene/traced_model.h"

namespace lantern {
namespace {

/// A trace as of its step.
class TraceNode : public Node {
 public:
  TraceNode(std::string name, Location at, std::vector<OutputShape> outputs, NodeId history,
            int all, TargetId step)
      : Node(std::move(name), at, std::move(outputs)), history_(history), all_(all), step_(step) {}

  Outputs compute(const Evaluation& at) const override {
    const Node& history = *at.graph().nodes[size_t(history_)];
    Outputs out;
    for (size_t i = 0; i < history.outputs().size(); ++i) {
      out.push_back(at.output(history_, static_cast<int>(i)));
    }
    const TablePtr& all = at.table(history_, all_);
    const double last = static_cast<double>(all->rows()) - 1;
    const double step = std::clamp(at.number(step_), 0.0, last);
    out.push_back(rows_so_far(*all, step));
    out.push_back(std::floor(step));
    out.push_back(last);
    return out;
  }

 private:
  NodeId history_;
  int all_;
  TargetId step_;
};

ColumnDecl as_decl(const ColumnDoc& doc) { return {std::string(doc.name), doc.type}; }

const OutputShape* table_shape(const RecordPlan& plan, std::string_view field, const Graph& graph) {
  const FieldPlan* table = plan.find(field);
  const auto* ref = table ? std::get_if<TableRef>(&table->how) : nullptr;
  return ref ? &graph.nodes[size_t(ref->node)]->outputs()[size_t(ref->output)] : nullptr;
}

}  // namespace

NodeId GraphBuilder::add(std::unique_ptr<Node> node, std::vector<TargetId> leaves) {
  node->set_leaves(std::move(leaves));
  graph_.nodes.push_back(std::move(node));
  return static_cast<NodeId>(graph_.nodes.size()) - 1;
}

TargetId GraphBuilder::add(TimelineTarget target) {
  graph_.targets.push_back(std::move(target));
  return static_cast<TargetId>(graph_.targets.size()) - 1;
}

Evaluation GraphBuilder::at_start() const {
  Leaves leaves;
  for (const TimelineTarget& target : graph_.targets) leaves.push_back(target.initial);
  return Evaluation(graph_, memo_, std::move(leaves));
}

std::vector<OutputShape> output_shapes(const std::vector<OutputDecl>& outputs,
                                       const RecordPlan& plan, const Graph& graph) {
  std::vector<OutputShape> shapes;
  for (const OutputDecl& output : outputs) {
    OutputShape shape{std::string(output.name), output.type, {}, std::string(output.key)};
    const OutputShape* base = table_shape(plan, output.extends, graph);
    // A field that may be left out stands for the data then.
    if (!base && !output.extends.empty()) base = table_shape(plan, "data", graph);
    if (base) {
      shape.schema = base->schema;
      shape.key_name = base->key_name;
    }
    for (const ColumnDoc& column : output.columns) {
      const ColumnDecl decl = as_decl(column);
      const auto same = std::find_if(shape.schema.begin(), shape.schema.end(),
                                     [&](const ColumnDecl& c) { return c.name == decl.name; });
      if (same != shape.schema.end()) *same = decl;
      else shape.schema.push_back(decl);
    }
    shapes.push_back(std::move(shape));
  }
  return shapes;
}

NodeId add_trace(GraphBuilder& builder, NodeId history, std::optional<double> first_step) {
  std::vector<OutputShape> outputs = builder.node(history).outputs();
  const int all = builder.node(history).find_output("all");
  OutputShape trace = outputs[size_t(all)];
  trace.name = "trace";
  outputs.push_back(std::move(trace));
  outputs.push_back({"step", ValueType::number, {}, {}});
  outputs.push_back({"steps", ValueType::number, {}, {}});

  TimelineTarget step;
  step.kind = TimelineTarget::Kind::step;
  step.name = builder.name() + ".step";
  step.initial = first_step.value_or(0);
  step.least = 0;
  step.at = builder.at();
  const TargetId target = builder.add(std::move(step));

  std::vector<TargetId> leaves = builder.node(history).leaves();
  merge_leaves(leaves, {target});
  const NodeId node =
      builder.add(std::make_unique<TraceNode>(builder.name(), builder.at(), std::move(outputs),
                                              history, all, target),
                  std::move(leaves));
  builder.target(target).node = node;
  if (!first_step) {
    const Evaluation start = builder.at_start();
    builder.target(target).initial = static_cast<double>(start.table(history, all)->rows()) - 1;
  }
  return node;
}

}  // namespace lantern
