#include <algorithm>
#include <cmath>
#include <set>

#include <catch2/catch.hpp>

#include "renderer/motion/blend.h"
#include "renderer/motion/crossing.h"
#include "tests/support/shown.h"

namespace lantern::test::layout_move_test {
namespace {

/// A view that makes room for another one within the first second.
Shown making_room(const std::string& marks, const std::string& step = "",
                  const std::string& more = "") {
  return Shown("lantern: 1\n" + more +
               "canvas: {captions: none, layouts: {one: [[plot]], two: [[plot, other]]}}\n"
               "params: {s: 1}\n"
               "views:\n"
               "  plot: {x: {domain: [0, 10]}, y: {domain: [0, 10]}, marks: {" +
               marks +
               "}}\n"
               "  other: {x: {domain: [0, 1]}, marks: {line: {rule: {x: 0.5}}}}\n"
               "timeline: [{layout: two, for: 1s, ease: linear" +
               step + "}]\n");
}

/// The area of a view with axes.
Box area_of(const Frame& frame, const std::string& view) {
  const Box across = path_of(frame, view + ".x.line").bounds();
  const Box upright = path_of(frame, view + ".y.line").bounds();
  return {across.x0, upright.y0, across.x1, upright.y1};
}

template <class Shape>
std::vector<std::pair<Shape, double>> shapes_of(const Frame& frame, const std::string& id) {
  std::vector<std::pair<Shape, double>> out;
  visit(frame.items, [&](const Item& item, double opacity) {
    const auto* shape = std::get_if<Shape>(&item.shape);
    if (shape && item.id == id) out.emplace_back(*shape, opacity);
  });
  return out;
}

}  // namespace

TEST_CASE("a field is where its axes are while its view moves", "[blend][field]") {
  const Shown shown = making_room("says: {field: {of: \"=x + y\"}}");
  std::set<const ImageFile*> files;
  for (const double time : {0.0, 0.3, 0.6, 0.9, 1.0}) {
    INFO(time);
    const Frame frame = shown.frame(time);
    const auto images = shapes_of<ImageShape>(frame, "plot.says.image");
    REQUIRE(images.size() == 1);
    const auto& [image, opacity] = images[0];
    const Box area = area_of(frame, "plot");
    CHECK(opacity == 1);
    CHECK(image.at.x == Approx(area.x0).margin(1));
    CHECK(image.at.x + image.width == Approx(area.x1).margin(1));
    CHECK(image.at.y == Approx(area.y0).margin(1));
    CHECK(image.at.y + image.height == Approx(area.y1).margin(1));
    files.insert(image.file.get());
  }
  CHECK(files.size() <= 2);  // one before and one after: nothing is embedded for each frame
}

TEST_CASE("a field that becomes another one on the way is mixed with it", "[blend][field]") {
  const Shown shown = making_room("says: {field: {of: \"=s*x + (1 - s)*y\"}}", ", set: {s: 0}");
  const auto images = shapes_of<ImageShape>(shown.frame(0.5), "plot.says.image");
  REQUIRE(images.size() == 1);
  CHECK(images[0].second == 1);
  const Box area = area_of(shown.frame(0.5), "plot");
  CHECK(images[0].first.width == Approx(area.width()).margin(1));
}

TEST_CASE("a line that is cut off at its axes is so on its way", "[blend][axes]") {
  const std::string marks = GENERATE("line: {line: {of: \"=5 + 8*sin(s*x)\"}}",
                                     "line: {line: {data: rows, x: x, y: \"=5 + 8*sin(s*x)\"}}");
  const Shown shown = making_room(
      marks, ", set: {s: 1.7}",
      "data: {rows: {rows: [[1], [2], [3], [4], [5], [6], [7], [8], [9]], columns: [x]}}\n");
  for (const double time : {0.2, 0.5, 0.8}) {
    INFO(time);
    const Frame frame = shown.frame(time);
    const auto lines = shapes_of<PathShape>(frame, "plot.line.path");
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].second == 1);
    const Box area = area_of(frame, "plot").inset(-1.5), line = lines[0].first.path.bounds();
    CHECK(area.contains({line.x0, line.y0}));
    CHECK(area.contains({line.x1, line.y1}));
    CHECK(line.height() > area.height() * 0.8);
  }
}

TEST_CASE("what cannot pass into what it becomes goes with its axes", "[blend]") {
  const auto mark = [](Path path, const Box& axes) {
    Group group;
    group.children = {make_item("m.area", PathShape{std::move(path), Color{1, 0, 0, 1}, {}})};
    group.axes = axes;
    return std::vector{make_item("m", std::move(group))};
  };
  // From a circle that fills the axes to a square that does.
  const auto from = mark(circle_path({50, 50}, 50), {0, 100, 100, 0});
  const auto to = mark(rect_path({200, 0, 240, 60}), {200, 60, 240, 0});
  const auto middle = blend(from, to, [](size_t, size_t) { return 0.5; });
  const auto& parts = std::get<Group>(middle.at(0)->shape).children;
  REQUIRE(parts.size() == 2);
  for (const ItemPtr& part : parts) {
    const Box box = std::get<PathShape>(part->shape).path.bounds();
    CHECK(box.x0 == Approx(100));
    CHECK(box.x1 == Approx(170));
    CHECK(box.y0 == Approx(0).margin(1e-9));
    CHECK(box.y1 == Approx(80));
  }
}

TEST_CASE("views that would lie on each other on the way come and go", "[blend]") {
  const Shown shown(
      "lantern: 1\n"
      "canvas: {captions: none, layouts: {a: [[one, two], [low, low]], b: [[two, one], [low, "
      "low]]}}\n"
      "views:\n"
      "  one: {x: {domain: [0, 1], title: One}, marks: {m: {text: {x: 0.5, y: 50%, text: "
      "first}}}}\n"
      "  two: {x: {domain: [0, 1], title: Two}, marks: {m: {text: {x: 0.5, y: 50%, text: "
      "second}}}}\n"
      "  low: {x: {domain: [0, 1], title: Low}, marks: {m: {text: {x: 0.5, y: 50%, text: "
      "third}}}}\n"
      "timeline: [{layout: b, for: 1s, ease: linear}]\n");
  for (double time = 0; time < 1.01; time += 0.05) {
    INFO(time);
    const auto boxes = text_boxes(shown.frame(time), 0.05);
    CHECK(boxes.count("low.m.text") == 1);
    CHECK(boxes.count("one.m.text") + boxes.count("two.m.text") > 0);
    for (auto a = boxes.begin(); a != boxes.end(); ++a) {
      for (auto b = std::next(a); b != boxes.end(); ++b) {
        INFO(a->first << " and " << b->first);
        CHECK_FALSE(a->second.inset(1).overlaps(b->second.inset(1)));
      }
    }
  }
  CHECK(text_boxes(shown.frame(0.5)).size() < text_boxes(shown.frame(0)).size());
}

TEST_CASE("as few come and go as leave nothing in the way", "[blend]") {
  const Box left{0, 0, 100, 50}, middle{100, 0, 200, 50}, right{200, 0, 300, 50};
  CHECK(crossing({{left, middle}, {middle, right}}).empty());
  CHECK(crossing({{left, left}, {middle, right}, {right, middle}}).size() == 1);
  CHECK(crossing({{left, right}, {middle, middle}, {right, left}}).size() == 2);
  CHECK(crossing({{left, Box{0, 0, 150, 50}}, {{100, 0, 300, 50}, {150, 0, 300, 50}}}).empty());
}

}  // namespace lantern::test::layout_move_test
