#include <algorithm>

#include "renderer/layouts/groups.h"
#include "renderer/layouts/room.h"

namespace lantern::stack_layout {
namespace {

struct Stack {
  NumberChannel x;
  CategoryChannel by;
  double gap = 2;
  int across = 1;
};

/// Rows without a group stand on top of each other where their places on the axis are the same.
CategoryChannel columns_of(const Stack& stack) {
  CategoryChannel out = stack.by;
  if (stack.by.given || !stack.x.per_row()) return out;
  out.given = true;
  out.column = stack.x.column;
  return out;
}

/// The line that the group of a row stands on: its place on the axis, or an equal share of the
/// area.
double foot(const LayoutInput& in, const Stack& stack, const std::vector<RowGroup>& groups,
            size_t group) {
  if (stack.x.given && !groups[group].rows.empty()) {
    return in.plot.x_of(stack.x, groups[group].rows.front());
  }
  const Box& area = in.plot.area;
  return area.x0 + area.width() * (double(group) + 0.5) / double(groups.size());
}

/// Up to the area's top; where columns share the width, in their part of it.
Box room_of(const LayoutInput& in, const Stack& stack, double foot, size_t groups) {
  constexpr double kEndless = std::numeric_limits<double>::infinity();
  const Box& area = in.plot.area;
  const double half = stack.x.given ? kEndless : area.width() / double(groups) / 2;
  return {foot - half, area.y0, foot + half, area.y1};
}

/// Whether columns stand in each other: those of numbers as near as those are.
bool columns_overlap(std::vector<Home> homes, double width) {
  std::sort(homes.begin(), homes.end(),
            [](const Home& a, const Home& b) { return a.at.x < b.at.x; });
  for (size_t i = 1; i < homes.size(); ++i) {
    const double apart = homes[i].at.x - homes[i - 1].at.x;
    if (apart > 1e-6 && apart < width / 2) return true;
  }
  return false;
}

LaidOut place(const LayoutInput& in) {
  const auto stack = bind<Stack>(in.fields);
  const double gap = stack.gap * in.shrink;
  double side = gap;
  for (const double size : in.sizes) side = std::max(side, size + gap);
  const std::vector<RowGroup> groups = group_rows(columns_of(stack), in.count);
  const auto across = size_t(std::max(1, stack.across));
  std::vector<Point> points(in.count, kNowhere);  // without a group
  std::vector<Home> homes(in.count);
  for (size_t g = 0; g < groups.size(); ++g) {
    const double middle = foot(in, stack, groups, g);
    const Home home{{middle, in.plot.area.y1 - side / 2},
                    room_of(in, stack, middle, groups.size())};
    const double left = middle - side * (double(across) - 1) / 2;
    for (size_t i = 0; i < groups[g].rows.size(); ++i) {
      homes[groups[g].rows[i]] = home;
      points[groups[g].rows[i]] = {left + side * double(i % across),
                                   in.plot.area.y1 - side * (double(i / across) + 0.5)};
    }
  }
  LaidOut out = in_room(std::move(points), homes, in.sizes);
  if (stack.x.per_row() && !stack.by.given && columns_overlap(homes, side * double(across))) {
    out.remark = {"no-room", "columns stand in each other: there is one for each value of `x`",
                  "round the values (x: =round(x)), or {beeswarm: {x: …}} for numbers"};
  }
  return out;
}

}  // namespace

extern const LayoutType kLayout;
const LayoutType kLayout{
    {"stack",
     "On top of each other from the view's foot: a column of units for each group.",
     {field<&Stack::by>("by", "The group that a row belongs to; that of its `x` if absent."),
      field<&Stack::x>("x",
                       "Where on the x axis its column stands; columns share the width if absent.",
                       {.axis = AxisName::x}),
      field<&Stack::across>("across", "How many stand side by side in a column.",
                            {.fallback = "1", .least = 1}),
      field<&Stack::gap>("gap", "Space between neighbours.",
                         {.fallback = "2", .least = 0, .px = true})},
     true},
    place};

}  // namespace lantern::stack_layout
