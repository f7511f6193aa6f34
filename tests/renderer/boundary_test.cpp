#include <cmath>

#include <catch2/catch.hpp>

#include "tests/support/shown.h"

namespace lantern::test::boundary_test {
namespace {

std::vector<std::string> label_texts(const Frame& frame, const std::string& axis) {
  std::vector<std::string> out;
  for (const auto& [id, text] : texts(frame)) {
    if (id.starts_with("plot." + axis + ".tick@")) out.push_back(text);
  }
  return out;
}

std::string boundary(const std::string& axes, const std::string& fields,
                     const std::string& timeline) {
  return "lantern: 1\nparams: {w: -0.5}\nviews: {plot: {" + axes + ", marks: {line: {boundary: {" +
         fields + "}}}}}\n" + timeline;
}

}  // namespace

TEST_CASE("a boundary that turns keeps its ends apart", "[axes]") {
  const Shown shown(boundary("x: {domain: [-1, 1]}, y: {domain: [-1, 1]}",
                             "a: =w, b: -1, c: 0, positive_color: red, negative_color: blue",
                             "timeline: [{set: {w: 0.5}, for: 1s, ease: linear}]"));
  const Box area = path_of(shown.frame(0), "plot.x.line").bounds();
  for (const double time : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    INFO(time);
    const Frame frame = shown.frame(time);
    const Box line = path_of(frame, "plot.line.path").bounds();
    CHECK(line.x0 == Approx(area.x0).margin(2));
    CHECK(line.x1 == Approx(area.x1).margin(2));
    const Box below = path_of(frame, "plot.line.negative").bounds();
    const Box above = path_of(frame, "plot.line.positive").bounds();
    CHECK(below.width() == Approx(area.width()).margin(2));
    CHECK(above.width() == Approx(area.width()).margin(2));
  }
  CHECK(path_of(shown.frame(0.5), "plot.line.path").bounds().height() < 1);
}

TEST_CASE("the halves of a boundary that turns leave no corner bare", "[axes][blend]") {
  const auto size_of = [](const Path& path) {  // of a polygon
    double sum = 0;
    for (size_t i = 0; i < path.points.size(); ++i) {
      const Point a = path.points[i], b = path.points[(i + 1) % path.points.size()];
      sum += a.x * b.y - a.y * b.x;
    }
    return std::fabs(sum / 2);
  };
  const Shown shown(
      boundary("x: {domain: [-1, 1]}, y: {domain: [-1, 1]}",
               "a: =w, b: -1, c: =0.2 + w/4, positive_color: red, negative_color: blue",
               "timeline: [{set: {w: 3}, for: 1s, ease: linear}]"));
  const Frame first = shown.frame(0);
  const Box area{
      path_of(first, "plot.x.line").bounds().x0, path_of(first, "plot.y.line").bounds().y0,
      path_of(first, "plot.x.line").bounds().x1, path_of(first, "plot.y.line").bounds().y1};
  for (const double time : {0.1, 0.3, 0.5, 0.7, 0.9}) {
    INFO(time);
    const Frame frame = shown.frame(time);
    const double both = size_of(path_of(frame, "plot.line.positive")) +
                        size_of(path_of(frame, "plot.line.negative"));
    CHECK(both == Approx(area.width() * area.height()).epsilon(0.01));
  }
}

TEST_CASE("a view with nothing but a boundary has axes that show it", "[axes]") {
  const auto seen = [](const std::string& axes, const std::string& fields) {
    const Frame frame = Shown(boundary(axes, fields, "")).frame(0);
    CHECK(label_texts(frame, "x").size() >= 2);
    const bool uses_y = fields.find("b: ") != std::string::npos;  // times zero, y does not matter
    CHECK((label_texts(frame, "y").size() >= 2) == uses_y);
    return path_of(frame, "plot.line.path").bounds();
  };
  const Box corner = seen("x: {}, y: {}", "a: 1, b: 1, c: -10");
  CHECK(corner.width() > 600);
  CHECK(corner.height() > 300);
  CHECK(seen("x: {domain: [0, 10]}, y: {}", "a: 1, b: -2, c: 100").width() > 600);
  CHECK(seen("x: {}, y: {}", "a: 1, c: -300").height() > 300);
  CHECK(seen("x: {}, y: {}", "a: 1, b: 1, c: 0").width() > 600);
}

TEST_CASE("a boundary is bent where a scale is", "[axes]") {
  const Frame frame = Shown(boundary("x: {domain: [0, 100]}, y: {domain: [1, 1000], scale: log}",
                                     "a: 1, b: -0.1, c: 1", ""))
                          .frame(0);
  const Box x = path_of(frame, "plot.x.line").bounds();
  const Box y = path_of(frame, "plot.y.line").bounds();
  const Path line = path_of(frame, "plot.line.path");
  CHECK(line.points.size() > 20);
  for (const Point& p : line.points) {  // y = 10 (x + 1)
    const double value = (p.x - x.x0) / x.width() * 100;
    const double expected = std::log10(10 * (value + 1)) / 3;
    CHECK((y.y1 - p.y) / y.height() == Approx(expected).margin(0.01));
  }
}

}  // namespace lantern::test::boundary_test
