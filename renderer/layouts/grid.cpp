#include <algorithm>
#include <cmath>

#include "renderer/layouts/groups.h"
#include "renderer/layouts/room.h"

namespace lantern::grid_layout {
namespace {

struct Grid {
  int columns = 0;
  double gap = 4;
  CategoryChannel by;
};

/// Row by row from the top left, the whole in the middle of the box.
void fill(const std::vector<size_t>& rows, const Box& box, size_t across, double side,
          std::vector<Point>& points) {
  const size_t down = (rows.size() + across - 1) / across;
  const Point middle = box.center();
  const Point first{middle.x - side * (double(across) - 1) / 2,
                    middle.y - side * (double(down) - 1) / 2};
  for (size_t i = 0; i < rows.size(); ++i) {
    points[rows[i]] = first + Point{double(i % across), double(i / across)} * side;
  }
}

LaidOut place(const LayoutInput& in) {
  const auto grid = bind<Grid>(in.fields);
  const double gap = grid.gap * in.shrink;
  double side = gap;
  for (const double size : in.sizes) side = std::max(side, size + gap);
  const std::vector<RowGroup> groups = group_rows(grid.by, in.count);
  const std::vector<Box> cells = cells_in(in.plot.area, groups.size());
  std::vector<Point> points(in.count, kNowhere);  // without a group
  std::vector<Home> homes(in.count);
  for (size_t g = 0; g < groups.size(); ++g) {
    if (groups[g].rows.empty()) continue;
    const double square = std::ceil(std::sqrt(double(groups[g].rows.size())));
    const size_t across = grid.columns > 0 ? size_t(grid.columns) : size_t(square);
    fill(groups[g].rows, cells[g], std::min(across, groups[g].rows.size()), side, points);
    const std::vector<Box> boxes = boxes_of(points, groups[g].rows, in.sizes);
    const Home home{cells[g].center(), with_surroundings(cells[g], in.plot, boxes)};
    for (const size_t row : groups[g].rows) homes[row] = home;
  }
  return in_room(std::move(points), homes, in.sizes);
}

}  // namespace

extern const LayoutType kLayout;
const LayoutType kLayout{
    {"grid",
     "In rows of equal squares, in the order of the data; by groups, a block for each.",
     {field<&Grid::columns>("columns", "How many in a row; a square block if absent.",
                            {.fallback = "0", .least = 0}),
      field<&Grid::gap>("gap", "Space between neighbours.",
                        {.fallback = "4", .least = 0, .px = true}),
      field<&Grid::by>("by", "The group that a row belongs to.")},
     true},
    place};

}  // namespace lantern::grid_layout
