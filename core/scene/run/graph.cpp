#include "core/scene/run/graph.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace lantern {

Column Node::predict(const Evaluation&, const TablePtr&, std::string_view) const {
  throw std::logic_error(name_ + " is no model that predicts");
}

int Node::find_output(std::string_view name) const {
  for (size_t i = 0; i < outputs_.size(); ++i) {
    if (outputs_[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

void merge_leaves(std::vector<LeafId>& leaves, const std::vector<LeafId>& more) {
  std::vector<LeafId> merged;
  std::set_union(leaves.begin(), leaves.end(), more.begin(), more.end(),
                 std::back_inserter(merged));
  leaves = std::move(merged);
}

}  // namespace lantern
