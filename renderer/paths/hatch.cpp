#include "renderer/paths/hatch.h"

#include <array>
#include <cmath>

#include "core/base/work.h"
#include "renderer/paths/clip.h"
#include "renderer/paths/polyline.h"

namespace lantern {
namespace {

constexpr double kDiagonal = 0.70710678118654752;
constexpr double kFar = 1e6;

/// Turned by an eighth of a turn, one way or the other.
Point turned(Point p, bool falls) {
  const Point q = falls ? Point{p.x - p.y, p.x + p.y} : Point{p.x + p.y, p.y - p.x};
  return q * kDiagonal;
}

Path turned(Path path, bool falls) {
  for (Point& p : path.points) p = turned(p, falls);
  return path;
}

/// Slanted bands of that width, `every` so far; they rise to the right unless they fall.
void add_stripes(Path& out, const Path& region, bool falls, double width, double every,
                 Point from) {
  const Path level = turned(region, !falls);
  const Box box = level.bounds();
  const double start = turned(from, !falls).y;
  const auto last = std::int64_t(std::ceil((box.y1 - start) / every));
  for (auto i = std::int64_t(std::floor((box.y0 - start) / every)); i <= last; ++i) {
    const double y = start + double(i) * every;
    const Path band = clipped_region(level, {-kFar, y - width / 2, kFar, y + width / 2});
    spend(20 * (level.points.size() + 10));
    if (!band.empty()) out.append(turned(band, falls));
  }
}

bool holds(const std::vector<Polyline>& lines, Point middle, double radius) {
  constexpr std::array<Point, 4> kSides{{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};
  for (const Point side : kSides) {
    if (!encloses(lines, middle + side * radius)) return false;
  }
  return true;
}

/// Dots in rows, every other row half a step aside; those that the edge would cut are left out.
void add_dots(Path& out, const Path& region, double radius, double every, Point from) {
  const std::vector<Polyline> lines = polylines_of(region, 12);
  const Box box = region.bounds();
  const double down = every / 2;
  const auto first = std::int64_t(std::floor((box.y0 - from.y) / down));
  const auto last = std::int64_t(std::ceil((box.y1 - from.y) / down));
  for (std::int64_t row = first; row <= last; ++row) {
    const double aside = row % 2 == 0 ? 0.5 : 0;
    const auto end = std::int64_t(std::ceil((box.x1 - from.x) / every));
    for (auto i = std::int64_t(std::floor((box.x0 - from.x) / every)); i <= end; ++i) {
      const Point middle{from.x + (double(i) + aside) * every, from.y + (double(row) + 0.5) * down};
      spend(20 * (region.points.size() + 10));
      if (holds(lines, middle, radius * 1.25)) out.append(circle_path(middle, radius));
    }
  }
}

}  // namespace

const std::vector<std::string_view>& pattern_names() {
  static const std::vector<std::string_view> kNames{"none", "stripes", "dots", "cross"};
  return kNames;
}

Path hatched(const Path& region, std::string_view pattern, Point from, double scale) {
  Path out;
  if (region.empty()) return out;
  if (pattern == "stripes") add_stripes(out, region, false, 3.2 * scale, 8 * scale, from);
  if (pattern == "dots") add_dots(out, region, 1.9 * scale, 8 * scale, from);
  if (pattern == "cross") {
    add_stripes(out, region, false, 1.4 * scale, 7 * scale, from);
    add_stripes(out, region, true, 1.4 * scale, 7 * scale, from);
  }
  return out;
}

}  // namespace lantern
