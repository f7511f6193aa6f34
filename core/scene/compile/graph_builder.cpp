#include "core/scene/compile/graph_builder.h"

#include <algorithm>
#include <cmath>

namespace lantern {
namespace {

ColumnDecl as_decl(const ColumnDoc& doc) {
  return {std::string(doc.name), doc.type};
}

const OutputShape* table_shape(const RecordPlan& plan, std::string_view field, const Graph& graph) {
  const FieldPlan* table = plan.find(field);
  const auto* ref = table ? std::get_if<TableRef>(&table->how) : nullptr;
  return ref ? &graph.nodes[size_t(ref->node)]->outputs()[size_t(ref->output)] : nullptr;
}

/// The table whose columns come first in an output; null where it has none.
const OutputShape* base_of(const OutputDecl& output, const RecordPlan& plan, const Graph& graph) {
  const OutputShape* base = table_shape(plan, output.extends, graph);
  // A field that may be left out stands for the data then.
  return base || output.extends.empty() ? base : table_shape(plan, "data", graph);
}

}  // namespace

NodeId GraphBuilder::add(std::unique_ptr<Node> node, std::vector<LeafId> leaves) {
  node->set_leaves(std::move(leaves));
  graph_.nodes.push_back(std::move(node));
  return static_cast<NodeId>(graph_.nodes.size()) - 1;
}

LeafId GraphBuilder::add(Leaf leaf) {
  graph_.leaves.push_back(std::move(leaf));
  return static_cast<LeafId>(graph_.leaves.size()) - 1;
}

Evaluation GraphBuilder::at_start() const {
  Leaves leaves;
  for (const Leaf& leaf : graph_.leaves) leaves.push_back(leaf.initial);
  return Evaluation(graph_, memo_, std::move(leaves));
}

std::vector<OutputShape> output_shapes(const std::vector<OutputDecl>& outputs,
                                       const RecordPlan& plan, const Graph& graph) {
  std::vector<OutputShape> shapes;
  for (const OutputDecl& output : outputs) {
    OutputShape shape{std::string(output.name), output.type, {}, std::string(output.key)};
    if (const OutputShape* base = base_of(output, plan, graph)) {
      shape.schema = base->schema;
      if (output.key.empty()) shape.key_name = base->key_name;
    }
    for (const ColumnDoc& column : output.columns) {
      const ColumnDecl decl = as_decl(column);
      const auto same = std::find_if(shape.schema.begin(), shape.schema.end(),
                                     [&](const ColumnDecl& c) { return c.name == decl.name; });
      if (same == shape.schema.end()) {
        shape.schema.push_back(decl);
        continue;
      }
      const bool replaces = same->given;
      *same = decl;
      if (replaces) same->maker = plan.kind()->name;
    }
    shapes.push_back(std::move(shape));
  }
  return shapes;
}

}  // namespace lantern
