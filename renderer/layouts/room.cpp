#include "renderer/layouts/room.h"

#include <algorithm>
#include <cmath>

namespace lantern {
namespace {

/// How far an offset may stay what it is.
double share_of(double offset, double half, double before, double after) {
  constexpr double kSlack = 0.01;  // canvas units: what fills its room exactly is in it
  const double room = (offset < 0 ? before : after) - half + kSlack;
  const double length = std::fabs(offset);
  return length <= room || length == 0 ? 1 : std::max(0.0, room) / length;
}

/// Whether what comes above the area is beside the heading there, and so is what it is moved to.
bool beside_heading(const Box& part, const Plot& plot, std::span<const Box> boxes) {
  const double from = plot.beside_heading.from, to = plot.beside_heading.to;
  const double middle = part.center().x;
  if (middle < from || middle > to) return false;
  return std::all_of(boxes.begin(), boxes.end(), [&](const Box& box) {
    return box.y0 >= plot.area.y0 || (box.x0 >= from && box.x1 <= to);
  });
}

}  // namespace

std::vector<Box> boxes_of(const std::vector<Point>& points, const std::vector<size_t>& rows,
                          std::span<const double> sizes) {
  std::vector<Box> out;
  out.reserve(rows.size());
  for (const size_t row : rows) out.push_back(Box::around(points[row], sizes[row], sizes[row]));
  return out;
}

Box with_surroundings(Box part, const Plot& plot, std::span<const Box> boxes, double gutter) {
  const Box& area = plot.area;
  const Box cell = plot.cell.inset(-gutter);
  constexpr double kSame = 1e-6;
  if (part.x0 - area.x0 < kSame) part.x0 = std::min(part.x0, cell.x0);
  const bool on_top = part.y0 - area.y0 < kSame;
  if (on_top && beside_heading(part, plot, boxes)) part.y0 = std::min(part.y0, cell.y0);
  if (area.x1 - part.x1 < kSame) part.x1 = std::max(part.x1, cell.x1);
  if (area.y1 - part.y1 < kSame) part.y1 = std::max(part.y1, cell.y1);
  return part;
}

LaidOut in_room(std::vector<Point> points, const std::vector<Home>& homes,
                std::span<const double> sizes) {
  double pressed = 1;
  for (size_t i = 0; i < points.size(); ++i) {
    const auto& [at, room] = homes[i];
    const Point off = points[i] - at;
    if (!std::isfinite(off.x + off.y) || !room.contains(at)) continue;
    const double half = sizes[i] / 2;
    pressed = std::min(pressed, share_of(off.x, half, at.x - room.x0, room.x1 - at.x));
    pressed = std::min(pressed, share_of(off.y, half, at.y - room.y0, room.y1 - at.y));
  }
  for (size_t i = 0; i < points.size() && pressed < 1; ++i) {
    points[i] = homes[i].at + (points[i] - homes[i].at) * pressed;
  }
  return {std::move(points), pressed};
}

}  // namespace lantern
