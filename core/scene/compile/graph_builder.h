#pragma once

#include <memory>
#include <string>

#include "core/models/model.h"
#include "core/scene/bind/record_planner.h"

namespace lantern {

/// Adds nodes and leaves to a graph that is being compiled, for one model.
class GraphBuilder {
 public:
  GraphBuilder(Graph& graph, const PlanContext& context, std::string name, Location at)
      : graph_(graph), context_(context), name_(std::move(name)), at_(at) {}

  const Graph& graph() const { return graph_; }
  const PlanContext& context() const { return context_; }
  /// What the script calls the model: "u", "fits@3".
  const std::string& name() const { return name_; }
  const Location& at() const { return at_; }

  NodeId add(std::unique_ptr<Node> node, std::vector<LeafId> leaves);
  LeafId add(Leaf leaf);
  Node& node(NodeId id) { return *graph_.nodes[static_cast<size_t>(id)]; }
  Leaf& leaf(LeafId id) { return graph_.leaves[static_cast<size_t>(id)]; }

  /// The graph as it is at the start of the film, for what must be known when compiling.
  Evaluation at_start() const;

 private:
  Graph& graph_;
  const PlanContext& context_;
  std::string name_;
  Location at_;
  mutable Memo memo_;
};

/// The shape of an output as declared, its inherited columns taken from the bound record.
std::vector<OutputShape> output_shapes(const std::vector<OutputDecl>& outputs,
                                       const RecordPlan& plan, const Graph& graph);

}  // namespace lantern
