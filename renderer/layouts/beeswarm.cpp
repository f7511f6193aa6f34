#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include "core/diagnostics/diagnostics.h"
#include "renderer/layouts/compact_swarm.h"
#include "renderer/layouts/room.h"

namespace lantern::beeswarm_layout {
namespace {

struct Beeswarm {
  NumberChannel x;
  NumberChannel y;
  double gap = 1;
};

bool is_named(const NumberChannel& channel) {
  return channel.per_row() && channel.column.type() == ColumnType::text;
}

/// What is exact: the number, where the other one is a category.
bool is_upright(const Beeswarm& swarm) {
  return swarm.y.given && (!swarm.x.given || (is_named(swarm.x) && !is_named(swarm.y)));
}

/// A swarm about the middle stays in the area; about a category, in its band; about another line
/// that is given, in the view.
Box room_of(const LayoutInput& in, const Beeswarm& swarm, bool upright, double line) {
  constexpr double kEndless = std::numeric_limits<double>::infinity();
  const bool both = swarm.x.given && swarm.y.given;
  Box out = both ? in.plot.cell : in.plot.area;
  if (both && is_named(upright ? swarm.x : swarm.y)) {
    const Scale& scale = upright ? in.plot.x : in.plot.y;
    const auto bands = double(std::max<size_t>(1, scale.domain.categories.size()));
    const double half = std::fabs(scale.range1 - scale.range0) / bands / 2;
    out = {line - half, line - half, line + half, line + half};
  }
  if (upright) std::tie(out.y0, out.y1) = std::pair(-kEndless, kEndless);
  else std::tie(out.x0, out.x1) = std::pair(-kEndless, kEndless);
  return out;
}

std::vector<SwarmDisc> picked(const std::vector<SwarmDisc>& discs,
                              const std::vector<size_t>& rows) {
  std::vector<SwarmDisc> out;
  out.reserve(rows.size());
  for (const size_t row : rows) out.push_back(discs[row]);
  return out;
}

/// Rows by the line that they gather about. What can have no place pushes nobody aside.
std::map<double, std::vector<size_t>> by_line(const LayoutInput& in, const Beeswarm& swarm,
                                              bool upright, const std::vector<SwarmDisc>& discs) {
  std::map<double, std::vector<size_t>> out;
  for (size_t i = 0; i < discs.size(); ++i) {
    const double line = upright ? in.plot.x_of(swarm.x, i) : in.plot.y_of(swarm.y, i);
    const SwarmDisc& disc = discs[i];
    const bool has_place = std::fabs(disc.along) < kFar && std::fabs(line) < kFar;
    if (has_place && disc.radius < kFar) out[line].push_back(i);
  }
  return out;
}

void refuse_nothing(const LayoutInput& in, const Beeswarm& swarm) {
  if (swarm.x.given || swarm.y.given) return;
  throw SceneError({Severity::error, "missing-key", in.fields.at,
                    "a beeswarm needs `x`, `y` or both: where its rows are along an axis",
                    "a number of each row: {beeswarm: {x: score}}"});
}

/// Whether nearly every row has a line of its own.
bool is_scatter(const LayoutInput& in, const Beeswarm& swarm, size_t lines) {
  const bool numbers =
      swarm.x.per_row() && swarm.y.per_row() && !is_named(swarm.x) && !is_named(swarm.y);
  return numbers && in.count > 4 && lines > in.count * 4 / 5;
}

LaidOut place(const LayoutInput& in) {
  const auto swarm = bind<Beeswarm>(in.fields);
  refuse_nothing(in, swarm);
  const bool upright = is_upright(swarm);
  std::vector<SwarmDisc> discs;
  for (size_t i = 0; i < in.count; ++i) {
    discs.push_back({upright ? in.plot.y_of(swarm.y, i) : in.plot.x_of(swarm.x, i),
                     (in.sizes[i] + swarm.gap * in.shrink) / 2, 0});
  }
  std::vector<Point> points(in.count, kNowhere);
  std::vector<Home> homes(in.count, {kNowhere, {}});
  const auto lines = by_line(in, swarm, upright, discs);
  for (const auto& [line, rows] : lines) {
    const Box room = room_of(in, swarm, upright, line);
    const std::vector<SwarmDisc> placed = compact_swarm(picked(discs, rows));
    for (size_t i = 0; i < rows.size(); ++i) {
      const double along = placed[i].along, across = line + placed[i].across;
      homes[rows[i]] = {upright ? Point{line, along} : Point{along, line}, room};
      points[rows[i]] = upright ? Point{across, along} : Point{along, across};
    }
  }
  LaidOut out = in_room(std::move(points), homes, in.sizes);
  if (is_scatter(in, swarm, lines.size())) {
    out.remark = {"no-effect", "of two numbers, a beeswarm pushes nobody aside: rows stand at both",
                  "leave one of `x` and `y` out, or place rows with `x` and `y` of the mark"};
  }
  return out;
}

}  // namespace

extern const LayoutType kLayout;
const LayoutType kLayout{
    {"beeswarm",
     "At their place on one axis, pushed aside just far enough not to overlap.",
     {field<&Beeswarm::x>("x", "Place along the x axis.", {.axis = AxisName::x}),
      field<&Beeswarm::y>(
          "y",
          "Place along the y axis. With x as well, one of both is the line that rows "
          "gather about, those of each line on their own: that of categories, else y.",
          {.axis = AxisName::y}),
      field<&Beeswarm::gap>("gap", "Space between neighbours.",
                            {.fallback = "1", .least = 0, .px = true})},
     true},
    place};

}  // namespace lantern::beeswarm_layout
