#include "core/scene/run/timeline.h"

namespace lantern {

bool Selection::covers(int view_index, const std::string& view_key, int mark_index,
                       const std::string& mark_key) const {
  return view == view_index && (mark < 0 || mark == mark_index) &&
         (view_instance.empty() || view_instance == view_key) &&
         (mark_instance.empty() || mark_instance == mark_key);
}

Leaves leaves_at(const Timeline& timeline, const Graph& graph, Memo& memo, const Moment& moment) {
  Leaves leaves;
  for (const Track& track : timeline.tracks) leaves.push_back(track.value(moment, graph, memo));
  return leaves;
}

}  // namespace lantern
