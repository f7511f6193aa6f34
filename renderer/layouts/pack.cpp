#include <algorithm>
#include <optional>

#include "renderer/layouts/circle_packing.h"
#include "renderer/layouts/groups.h"
#include "renderer/layouts/room.h"
#include "renderer/layouts/round_heap.h"

namespace lantern::pack_layout {
namespace {

constexpr double kGutter = 18;  // a heap is round: only its rim stands between the views

struct Pack {
  CategoryChannel by;
  double gap = 2;
  int columns = 0;
  std::optional<MarkRef> at;
};

/// Equal circles lie in rings: the closest packing of them is in rows.
std::vector<Point> heap_of(const std::vector<double>& radii) {
  const bool equal = std::all_of(radii.begin(), radii.end(),
                                 [&](double radius) { return radius == radii.front(); });
  return equal && !radii.empty() ? round_heap(radii.size(), 2 * radii.front())
                                 : pack_circles(radii);
}

LaidOut place(const LayoutInput& in) {
  const auto pack = bind<Pack>(in.fields);
  const std::vector<RowGroup> groups = group_rows(pack.by, in.count);
  // At a mark, heaps are places from the middle of what they stand at, which the stage adds.
  const std::vector<Box> cells = pack.at ? std::vector<Box>(groups.size(), Box{0, 0, 0, 0})
                                         : cells_in(in.plot.area, groups.size(), pack.columns);
  std::vector<Point> points(in.count, kNowhere);
  std::vector<Home> homes(in.count);
  for (size_t g = 0; g < groups.size(); ++g) {
    std::vector<double> radii;
    std::vector<size_t> rows;  // of the circles
    for (const size_t row : groups[g].rows) {
      const double radius = (in.sizes[row] + pack.gap * in.shrink) / 2;
      if (!(radius < kFar)) continue;
      radii.push_back(radius);
      rows.push_back(row);
    }
    const std::vector<Point> places = heap_of(radii);
    const Point middle = cells[g].center();
    for (size_t i = 0; i < places.size(); ++i) points[rows[i]] = middle + places[i];
    const Box room =
        with_surroundings(cells[g], in.plot, boxes_of(points, rows, in.sizes), kGutter);
    for (const size_t row : rows) homes[row] = {middle, room};
  }
  if (pack.at) return {std::move(points)};
  return in_room(std::move(points), homes, in.sizes);
}

}  // namespace

extern const LayoutType kLayout;
const LayoutType kLayout{
    {"pack",
     "In a round heap, close together without overlap; by groups, a heap for each, side by side.",
     {field<&Pack::by>("by", "The group that a row belongs to."),
      field<&Pack::gap>("gap", "Space between neighbours.",
                        {.fallback = "2", .least = 0, .px = true}),
      field<&Pack::columns>("columns", "How many heaps stand side by side; as suits if absent.",
                            {.fallback = "0", .least = 0}),
      field<&Pack::at>("at",
                       "A mark that holds the heaps: each is at the row there whose key is its "
                       "group.")},
     true},
    place};

}  // namespace lantern::pack_layout
