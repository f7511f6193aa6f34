#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "renderer/paths/geometry.h"

namespace lantern {

enum class Verb : std::uint8_t { move, line, cubic, close };

/// An outline: verbs and their points (move 1, line 1, cubic 3, close 0).
struct Path {
  std::vector<Verb> verbs;
  std::vector<Point> points;

  void move_to(Point p);
  void line_to(Point p);
  void cubic_to(Point control1, Point control2, Point end);
  void close();
  void append(const Path& other);

  bool empty() const { return verbs.empty(); }
  /// The box of all points, control points included: never smaller than the outline's own.
  Box bounds() const;

  friend bool operator==(const Path&, const Path&) = default;
};

Path circle_path(Point center, double radius);
Path rect_path(const Box& box);
Path rounded_rect_path(const Box& box, double radius);
Path polyline_path(const std::vector<Point>& points);

/// Every point scaled, then moved.
Path transformed(const Path& path, double scale_x, double scale_y, Point by);

/// Verbs must agree; points are mixed one by one.
Path mix(const Path& from, const Path& to, double t);

/// Length along the outline; cubics are measured on 16 chords.
double path_length(const Path& path);

/// The first `fraction` (0…1) of the outline by length, as a pen would draw it.
Path trimmed(const Path& path, double fraction);

/// A place on an outline and the direction of travel there, in radians (0 is rightwards).
struct PathPoint {
  Point at;
  double angle = 0;
};

/// The place at `fraction` (0…1) of the outline's length. The path must not be empty.
PathPoint point_along(const Path& path, double fraction);

/// Reads SVG path data (all commands of SVG 2, §9.3). Returns nothing and sets `error_offset`
/// where the text is not path data.
std::optional<Path> parse_svg_path(std::string_view text, size_t* error_offset = nullptr);

/// SVG path data with `decimals` digits after the point.
std::string to_svg_path(const Path& path, int decimals = 3);

/// The same in steps from point to point, which are shorter; steps that round to none are left out.
std::string to_relative_svg_path(const Path& path, int decimals);

}  // namespace lantern
