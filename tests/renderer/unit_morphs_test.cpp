#include <catch2/catch.hpp>

#include "tests/support/shown.h"

// Rows that go from one mark to another of another kind.

namespace lantern::test::unit_morphs_test {
namespace {

const std::string kScene =
    "lantern: 1\ncanvas: {size: 400x400}\nparams: {stage: {value: 0, type: count}}\n"
    "data: {d: {rows: [[a, 2], [b, 6]], columns: [id, x], key: id}}\n"
    "views: {v: {x: {domain: [0, 10]}, y: {domain: [0, 10]}, marks: {\n"
    "  dots: {dot: {data: d, where: =stage == 0, x: x, y: 8, size: 20, color: '#2b6fd6', "
    "identity: d}},\n"
    "  cells: {rect: {data: d, where: =stage == 1, x: =x, x2: =x + 3, y: 1, y2: 3, color: "
    "'#d62b2b', identity: d}},\n"
    "  words: {text: {data: d, where: =stage == 2, x: x, y: 5, text: '{=id}', identity: d}}}}}\n"
    "timeline: [{set: {stage: 1}, for: 1s, ease: linear}, {set: {stage: 2}, for: 1s, ease: "
    "linear}, "
    "{set: {stage: 0}, for: 1s, ease: linear}]\n";

Box box_of(const Frame& frame, const std::string& id) {
  Box out;
  visit(frame.items, [&](const Item& item, double opacity) {
    if (item.id == id && opacity > 0) out = bounds_of(item);
  });
  return out;
}

/// The symbols of the dots that are seen.
std::vector<Point> dots_of(const Frame& frame) {
  std::vector<Point> out;
  visit(frame.items, [&](const Item& item, double opacity) {
    const auto* dots = std::get_if<Instances>(&item.shape);
    for (size_t i = 0; dots && opacity > 0 && i < dots->count(); ++i) {
      if (dots->opacity[i] > 0) out.push_back({dots->x[i], dots->y[i]});
    }
  });
  return out;
}

}  // namespace

TEST_CASE("a dot becomes a cell where it is, and goes there", "[stage][units]") {
  const Shown shown(kScene);
  const std::vector<Point> dots = dots_of(shown.frame(0));
  REQUIRE(dots.size() == 2);
  CHECK(box_of(shown.frame(0), "v.cells@a").empty());
  const Frame early = shown.frame(0.001), middle = shown.frame(0.5), after = shown.frame(1);
  CHECK(dots_of(early).empty());
  const Box start = box_of(early, "v.cells@a"), end = box_of(after, "v.cells@a");
  REQUIRE_FALSE(start.empty());
  CHECK(start.center().x == Approx(dots[0].x).margin(0.5));
  CHECK(start.width() == Approx(20).margin(0.5));
  const Box between = box_of(middle, "v.cells@a");
  CHECK(between.center().x == Approx((start.center().x + end.center().x) / 2).margin(2));
  CHECK(between.width() > start.width());
  CHECK(between.width() < end.width());
}

TEST_CASE("a cell becomes a text, and a text a dot", "[stage][units]") {
  const Shown shown(kScene);
  const Box cell = box_of(shown.frame(1), "v.cells@b");
  const Frame to_text = shown.frame(1.3);
  const Box word = text_boxes(to_text).at("v.words@b");
  const Box rests = text_boxes(shown.frame(2)).at("v.words@b");
  CHECK(word.center().y < cell.center().y);
  CHECK(word.center().y > rests.center().y);
  const std::vector<Point> dots = dots_of(shown.frame(2.5));
  REQUIRE(dots.size() == 2);
  CHECK(dots[1].y < rests.center().y);
  CHECK(dots[1].y > dots_of(shown.frame(3))[1].y);
}

TEST_CASE("rows go over where one mark is hidden and another one shown", "[stage][units]") {
  const std::string head =
      "data: {d: {rows: [[a, 2], [b, 6]], columns: [id, x], key: id}}\nviews:\n";
  const std::string axes = "{x: {domain: [0, 10]}, y: {domain: [0, 10]}, marks: {";
  const std::string dots =
      "dots: {dot: {data: d, x: x, y: 8, size: 20, color: '#2b6fd6', identity: d}}";
  const std::string cells =
      "cells: {rect: {data: d, x: =x, x2: =x + 3, y: 1, y2: 3, color: '#d62b2b', identity: d}}";
  const auto check = [](const Shown& shown, const std::string& cell) {
    const std::vector<Point> before = dots_of(shown.frame(1));
    REQUIRE(before.size() == 2);
    const Box start = box_of(shown.frame(1.01), cell), end = box_of(shown.frame(2), cell);
    REQUIRE_FALSE(start.empty());
    CHECK(start.center().x == Approx(before[0].x).margin(2));
    CHECK(start.width() == Approx(20).margin(4));
    const Box between = box_of(shown.frame(1.5), cell);
    CHECK(between.width() > start.width());
    CHECK(between.width() < end.width());
    CHECK(dots_of(shown.frame(1.5)).empty());
    CHECK(dots_of(shown.frame(2)).empty());
  };
  const std::string begin = "timeline: [{show: v.dots, for: 0s, hold: 1s}, ";
  const std::string how = "for: 1s, ease: linear, hold: 1s}]\n";
  const std::string one = "lantern: 1\ncanvas: {size: 400x400}\n" + head + "  v: " + axes + dots +
                          ", " + cells + "}}\n" + begin + "{hide: v.dots, show: v.cells, " + how;
  const std::string two =
      "lantern: 1\ncanvas: {size: 400x400, layouts: {one: [[v]], two: [[w]]}}\n" + head +
      "  v: " + axes + dots + "}}\n  w: " + axes + cells + "}}\n" + begin +
      "{hide: v, show: w, layout: two, " + how;
  check(Shown(one), "v.cells@a");
  check(Shown(two), "w.cells@a");
}

TEST_CASE("rows that go over follow each other where the step staggers", "[stage][units]") {
  const Shown shown(
      "lantern: 1\ncanvas: {size: 400x400}\n"
      "data: {d: {rows: [[a, 2], [b, 6]], columns: [id, x], key: id}}\n"
      "views: {v: {x: {domain: [0, 10]}, y: {domain: [0, 10]}, marks: {\n"
      "  dots: {dot: {data: d, x: x, y: 8, size: 20, identity: d}},\n"
      "  cells: {rect: {data: d, x: =x, x2: =x + 3, y: 1, y2: 3, identity: d}}}}}\n"
      "timeline: [{show: dots, for: 0s}, {hide: dots, show: cells, stagger: 1s, for: 2s, ease: "
      "linear}]\n");
  const Frame frame = shown.frame(0.9);
  CHECK(box_of(frame, "v.cells@a").center().y > box_of(frame, "v.cells@b").center().y + 20);
}

TEST_CASE("rows enter from what only the layout before has, and from what the next one has",
          "[stage][units]") {
  const auto script = [](const std::string& next) {
    return "lantern: 1\ncanvas: {size: 400x400, layouts: {one: [[v]], two: [[" + next +
           "]]}}\n"
           "data: {d: {rows: [[a, 2], [b, 6]], columns: [id, x], key: id}}\nviews:\n"
           "  v: {x: {domain: [0, 10]}, y: {domain: [0, 10]}, marks: {from: {dot: {data: d, x: x, "
           "y: "
           "9, size: 20}}}}\n"
           "  w: {x: {domain: [0, 10]}, y: {domain: [0, 10]}, marks: {to: {dot: {data: d, x: x, y: "
           "1, "
           "size: 20, enter: {from: v.from@(id)}}}}}\n"
           "timeline: [{show: v, for: 0s, hold: 1s}, {layout: two, show: w, for: 1s, ease: "
           "linear}]\n";
  };
  const auto height = [](const Shown& shown, double time) {
    double out = -1;
    visit(shown.frame(time).items, [&](const Item& item, double opacity) {
      const auto* dots = std::get_if<Instances>(&item.shape);
      if (dots && opacity > 0 && item.id.starts_with("w.to") && dots->opacity[0] > 0)
        out = dots->y[0];
    });
    return out;
  };
  for (const char* next : {"w", "v, w"}) {
    INFO(next);
    const Shown shown(script(next));
    const double start = height(shown, next == std::string("w") ? 1.05 : 1.47);
    const double middle = height(shown, next == std::string("w") ? 1.5 : 1.66);
    CHECK(start < 120);
    CHECK(middle > start + 30);
    CHECK(height(shown, 2) > middle + 30);
  }
}

}  // namespace lantern::test::unit_morphs_test
