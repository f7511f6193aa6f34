#pragma once

#include <initializer_list>
#include <memory>
#include <vector>

#include "core/base/hash.h"
#include "core/scene/run/graph.h"
#include "core/scene/run/memo.h"

namespace lantern {

/// The value of every leaf at one moment.
using Leaves = std::vector<LeafValue>;

/// The graph at one moment: computes outputs when they are asked for. Used by one thread.
class Evaluation {
 public:
  Evaluation(const Graph& graph, Memo& memo, Leaves leaves)
      : graph_(graph), memo_(memo), leaves_(std::move(leaves)), results_(graph.nodes.size()) {}

  const Graph& graph() const { return graph_; }
  Memo& memo() const { return memo_; }
  const Leaves& leaves() const { return leaves_; }
  const LeafValue& leaf(LeafId id) const { return leaves_[static_cast<size_t>(id)]; }
  double number(LeafId id) const { return std::get<double>(leaf(id)); }

  const Value& output(NodeId node, int output) const;
  const TablePtr& table(NodeId node, int output) const {
    return std::get<TablePtr>(this->output(node, output));
  }

  /// Equal keys mean equal numbers in `what` and equal values of the leaves named.
  Key key(std::initializer_list<std::uint64_t> what, const std::vector<LeafId>& leaves) const;

 private:
  const Graph& graph_;
  Memo& memo_;
  Leaves leaves_;
  mutable std::vector<std::shared_ptr<const Outputs>> results_;
};

size_t bytes_of(const Outputs& outputs);

}  // namespace lantern
