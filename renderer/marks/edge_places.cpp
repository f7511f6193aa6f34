#include "renderer/marks/edge_places.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/work.h"
#include "renderer/paths/clip.h"

namespace lantern {
namespace {

/// Shares of the edge from where a label is asked for, in the order in which they are tried.
constexpr std::array<double, 7> kTried{0, -0.13, 0.13, -0.24, 0.24, -0.33, 0.33};
constexpr double kNearest = 0.1;  // to a node, as a share of the edge

}  // namespace

EdgePlaces::EdgePlaces(const std::vector<Path>& ways, const std::vector<Point>& nodes,
                       double node_size)
    : ways_(ways) {
  for (const Point& node : nodes) boxes_.push_back(Box::around(node, node_size, node_size));
}

Box EdgePlaces::place(size_t edge, double width, double height, double at) {
  const auto box_at = [&](double share) {
    return Box::around(point_along(ways_[edge], share).at, width, height);
  };
  std::optional<Box> found;
  for (const double shift : kTried) {
    const double share = at + shift;
    if (shift != 0 && (share < kNearest || share > 1 - kNearest)) continue;
    const Box box = box_at(share);
    if (taken(box)) continue;
    const bool crosses = crosses_others(edge, box);
    if (!found || !crosses) found = box;
    if (!crosses) break;
  }
  if (!found) ++crowded_;
  boxes_.push_back(found.value_or(box_at(at)));
  return boxes_.back();
}

bool EdgePlaces::taken(const Box& box) const {
  spend(boxes_.size());
  return std::any_of(boxes_.begin(), boxes_.end(),
                     [&](const Box& other) { return other.overlaps(box); });
}

/// Looked at only where there are few enough of them to be read.
bool EdgePlaces::crosses_others(size_t edge, const Box& box) const {
  constexpr size_t kMostLookedAt = 150;
  if (ways_.size() > kMostLookedAt) return false;
  for (size_t i = 0; i < ways_.size(); ++i) {
    const bool near = i != edge && ways_[i].bounds().overlaps(box);
    if (near && !clipped_line(ways_[i], box).empty()) return true;
  }
  return false;
}

}  // namespace lantern
