#include "renderer/paths/path.h"

#include "core/base/error.h"

namespace lantern {
namespace {

// Length of the handles with which one cubic comes closest to a quarter of a unit circle.
constexpr double kQuarterHandle = 0.5522847498307936;

/// The quarter of an ellipse from `from` to `to`, whose tangents meet in `corner`.
void add_corner(Path& path, Point from, Point corner, Point to) {
  path.cubic_to(mix(from, corner, kQuarterHandle), mix(to, corner, kQuarterHandle), to);
}

}  // namespace

void Path::move_to(Point p) {
  verbs.push_back(Verb::move);
  points.push_back(p);
}

void Path::line_to(Point p) {
  verbs.push_back(Verb::line);
  points.push_back(p);
}

void Path::cubic_to(Point control1, Point control2, Point end) {
  verbs.push_back(Verb::cubic);
  points.insert(points.end(), {control1, control2, end});
}

void Path::close() {
  verbs.push_back(Verb::close);
}

void Path::append(const Path& other) {
  verbs.insert(verbs.end(), other.verbs.begin(), other.verbs.end());
  points.insert(points.end(), other.points.begin(), other.points.end());
}

Box Path::bounds() const {
  Box box;
  for (const Point p : points) box.add(p);
  return box;
}

Path circle_path(Point center, double radius) {
  return rounded_rect_path(Box::around(center, 2 * radius, 2 * radius), radius);
}

Path rect_path(const Box& box) {
  Path path;
  path.move_to({box.x0, box.y0});
  path.line_to({box.x1, box.y0});
  path.line_to({box.x1, box.y1});
  path.line_to({box.x0, box.y1});
  path.close();
  return path;
}

Path rounded_rect_path(const Box& box, double radius) {
  const double r = std::min({radius, box.width() / 2, box.height() / 2});
  if (!(r > 0)) return rect_path(box);
  // Straight edges are left out where the corners meet, so that a circle is four cubics.
  const bool wide = box.width() > 2 * r;
  const bool tall = box.height() > 2 * r;
  Path path;
  path.move_to({box.x0 + r, box.y0});
  if (wide) path.line_to({box.x1 - r, box.y0});
  add_corner(path, {box.x1 - r, box.y0}, {box.x1, box.y0}, {box.x1, box.y0 + r});
  if (tall) path.line_to({box.x1, box.y1 - r});
  add_corner(path, {box.x1, box.y1 - r}, {box.x1, box.y1}, {box.x1 - r, box.y1});
  if (wide) path.line_to({box.x0 + r, box.y1});
  add_corner(path, {box.x0 + r, box.y1}, {box.x0, box.y1}, {box.x0, box.y1 - r});
  if (tall) path.line_to({box.x0, box.y0 + r});
  add_corner(path, {box.x0, box.y0 + r}, {box.x0, box.y0}, {box.x0 + r, box.y0});
  path.close();
  return path;
}

Path polyline_path(const std::vector<Point>& points) {
  Path path;
  path.points = points;
  path.verbs.assign(points.size(), Verb::line);
  if (!points.empty()) path.verbs.front() = Verb::move;
  return path;
}

Path transformed(const Path& path, double scale_x, double scale_y, Point by) {
  Path result = path;
  for (Point& p : result.points) p = {p.x * scale_x + by.x, p.y * scale_y + by.y};
  return result;
}

Path mix(const Path& from, const Path& to, double t) {
  if (from.verbs != to.verbs) {
    throw RuntimeError("Two outlines cannot be mixed: they are not made of the same commands.");
  }
  Path result = from;
  for (size_t i = 0; i < result.points.size(); ++i) {
    result.points[i] = mix(from.points[i], to.points[i], t);
  }
  return result;
}

}  // namespace lantern
