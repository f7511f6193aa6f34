#pragma once

#include <map>
#include <utility>
#include <vector>

#include "core/scene/run/timeline.h"

namespace lantern {

/// What live tables are at the ends of steps, and at a few moments in between: each is looked up
/// once.
class TablesEver {
 public:
  /// All must outlive it.
  TablesEver(const Timeline& timeline, const Graph& graph, Memo& memo)
      : timeline_(timeline), graph_(graph), memo_(memo) {}

  /// Without those that are as the one before. Throws SceneError where one cannot be computed.
  const std::vector<TablePtr>& of(const TableRef& table);

 private:
  std::vector<TablePtr> look_up(const TableRef& table) const;

  const Timeline& timeline_;
  const Graph& graph_;
  Memo& memo_;
  std::map<std::pair<NodeId, int>, std::vector<TablePtr>> known_;
};

}  // namespace lantern
