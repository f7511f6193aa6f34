#include <catch2/catch.hpp>
#include <cmath>

#include "renderer/paths/cubic.h"
#include "tests/support/shown.h"

// Annotations: what they point at, how they draw themselves.

namespace lantern::test::annotations_test {
namespace {

/// Two views beside each other, two dots in the left one; `marks` are added to the views.
std::string scene(const std::string& left, const std::string& right = "",
                  const std::string& rest = "") {
  return "lantern: 1\n"
         "canvas: {layout: [[one, two]]}\n"
         "meaning: {cat: {color: orange, glyph: cat, text: Cats}, w: {color: magenta, text: the "
         "weight}, b: {color: teal}, other: {color: sky}}\n"
         "params: {t: 0}\n"
         "data: {pts: {rows: [[a, 2, 2], [b, 8, 8]], columns: [id, x, y], key: id}}\n"
         "views:\n"
         "  one:\n"
         "    x: {domain: [0, 10]}\n"
         "    y: {domain: [0, 10]}\n"
         "    marks:\n"
         "      pts: {dot: {data: pts, x: =x + t, y: y, size: 20}}\n" +
         left +
         "  two:\n"
         "    marks:\n"
         "      word: {text: {text: Remember this, x: 50%, y: 50%}}\n" +
         right + rest;
}

Point dot(const Frame& frame, size_t row) {
  Point out;
  visit(frame.items, [&](const Item& item, double) {
    const auto* dots = std::get_if<Instances>(&item.shape);
    if (dots && item.id == "one.pts.symbols") out = {dots->x[row], dots->y[row]};
  });
  return out;
}

double distance(Point a, Point b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

Box canvas(const Frame& frame) {
  return {0, 0, frame.width, frame.height};
}

bool within(const Box& box, const Box& outer) {
  return box.x0 >= outer.x0 && box.y0 >= outer.y0 && box.x1 <= outer.x1 && box.y1 <= outer.y1;
}

}  // namespace

TEST_CASE("a callout stands off and its line ends at its target", "[annotations]") {
  for (const std::string leader : {"elbow", "straight"}) {
    const Shown shown(scene(
        "      note: {callout: {text: Look at this one, at: pts@b, leader: " + leader + "}}\n"));
    const Frame frame = shown.frame(0);
    const Box text = text_boxes(frame).at("one.note.note.text");
    const Path line = path_of(frame, "one.note.note.leader");
    REQUIRE(line.points.size() >= 2);
    CHECK(distance(line.points.back(), dot(frame, 1)) == Approx(11.5).margin(0.5));
    CHECK(text.inset(-10).contains(line.points.front()));
    CHECK(within(text, canvas(frame)));
    CHECK_FALSE(text.inset(-20).contains(dot(frame, 1)));
  }
}

TEST_CASE("a callout's side can be chosen, and it may be about another view", "[annotations]") {
  const Shown shown(
      scene("      note: {callout: {text: Here, at: pts@a, side: right, distance: 50}}\n",
            "      far: {callout: {text: Over there, at: one.pts@b}}\n"));
  const Frame frame = shown.frame(0);
  const auto texts = text_boxes(frame);
  CHECK(texts.at("one.note.note.text").x0 == Approx(dot(frame, 0).x + 10 + 50).margin(2));
  CHECK(texts.at("one.note.note.text").center().y == Approx(dot(frame, 0).y).margin(2));
  CHECK(distance(path_of(frame, "two.far.note.leader").points.back(), dot(frame, 1)) < 14);
  CHECK(texts.at("two.far.note.text").x0 > frame.width / 2);
}

TEST_CASE("a callout moves with its target and keeps its side", "[annotations]") {
  const Shown shown(scene("      note: {callout: {text: Moving, at: pts@a}}\n", "",
                          "timeline: [{animate: {t: 4}, for: 2s, ease: linear}]\n"));
  const auto offset = [&](double time) {
    const Frame frame = shown.frame(time);
    return text_boxes(frame).at("one.note.note.text").center() - dot(frame, 0);
  };
  const Point start = offset(0), end = offset(2);
  for (double time = 0; time <= 2; time += 0.1) {
    // At rest its letters stand between pixels.
    CHECK(distance(offset(time), start) <= distance(start, end) + 0.51);
  }
}

TEST_CASE("a bubble holds its text and its tail reaches its target", "[annotations]") {
  const Shown shown(scene("      says: {bubble: {text: \"I am here, {=t:.1f}\", at: pts@b}}\n"));
  const Frame frame = shown.frame(0);
  const Path panel = path_of(frame, "one.says.bubble.leader");
  const Box text = text_boxes(frame).at("one.says.bubble.text");
  CHECK(within(text, panel.bounds()));
  double nearest = 1e9;
  for (const Point& p : panel.points) nearest = std::min(nearest, distance(p, dot(frame, 1)));
  CHECK(nearest == Approx(11.5).margin(0.5));
  CHECK(within(panel.bounds(), canvas(frame)));
}

TEST_CASE("an arrow goes from edge to edge, bends, and draws itself", "[annotations]") {
  const Shown shown(
      scene("      way: {arrow: {from: pts@a, to: pts@b, gap: 5, head: 0, bend: 0.3}}\n", "",
            "timeline: [{hold: 1s}, {show: one.way, for: 2s, ease: linear}]\n"));
  const Frame frame = shown.frame(3);
  const Path path = path_of(frame, "one.way.arrow");
  REQUIRE(path.points.size() == 4);
  const auto edge = [](Point p, Point middle) {
    return std::max(std::fabs(p.x - middle.x), std::fabs(p.y - middle.y));
  };
  CHECK(edge(path.points.front(), dot(frame, 0)) == Approx(15).margin(0.01));
  CHECK(edge(path.points.back(), dot(frame, 1)) == Approx(15).margin(0.01));
  // To the left of its way, which goes up to the right: above it.
  const Point a = dot(frame, 0), b = dot(frame, 1), middle = point_along(path, 0.5).at;
  CHECK((b.x - a.x) * (middle.y - a.y) - (b.y - a.y) * (middle.x - a.x) < 0);
  const double whole = path_length(path);
  CHECK(path_length(path_of(shown.frame(2), "one.way.arrow")) == Approx(whole / 2).epsilon(0.01));
  CHECK(path_of(shown.frame(0.5), "one.way.arrow").empty());
}

TEST_CASE("arrows go between places, to other views, and one a row", "[annotations]") {
  const Shown shown(
      scene("      free: {arrow: {x: 1, y: 9, x2: 5, y2: 9, bend: 0, head: 10}}\n"
            "      over: {arrow: {from: pts@b, to: two.word}}\n"
            "      all: {arrow: {data: pts, from: pts@(id), to: two.word, label: \"{=id}\"}}\n"));
  const Frame frame = shown.frame(0);
  const Path free = path_of(frame, "one.free.arrow");
  REQUIRE(free.points.size() == 7);  // shaft and head
  CHECK(free.points[3] == free.points[5]);
  CHECK(free.points[0].y == Approx(free.points[3].y));
  const Box word = text_boxes(frame).at("two.word.text");
  const Point end = path_of(frame, "one.over.arrow").points[3];
  CHECK_FALSE(word.contains(end));
  CHECK(word.inset(-12).contains(end));
  CHECK_FALSE(path_of(frame, "one.all@a").empty());
  CHECK_FALSE(path_of(frame, "one.all@b").empty());
  CHECK(text_boxes(frame).count("one.all@a.label") == 1);
  const TestScene none(scene("      way: {arrow: {from: pts@a}}\n"));
  CHECK(none.messages().find("it has no end: neither `to` nor x2 and y2") != std::string::npos);
}

TEST_CASE("a brace spans a side of a mark, and its label is at its tip", "[annotations]") {
  const Shown shown(
      scene("      under: {brace: {at: pts, side: below, gap: 4, depth: 16, label: both}}\n"
            "      both: {brace: {from: pts@a, to: pts@b, side: left}}\n"
            "      free: {brace: {x: 2, y: 5, x2: 8, y2: 5, side: above, gap: 0}}\n"));
  const Frame frame = shown.frame(0);
  const Box under = path_of(frame, "one.under.brace").bounds();
  const Point a = dot(frame, 0), b = dot(frame, 1);
  CHECK(under.x0 == Approx(a.x - 10));
  CHECK(under.x1 == Approx(b.x + 10));
  CHECK(under.y0 == Approx(a.y + 10 + 4));
  CHECK(under.y1 == Approx(under.y0 + 16).margin(0.1));
  const Box label = text_boxes(frame).at("one.under.brace.label");
  CHECK(label.center().x == Approx(under.center().x).margin(1.5));
  CHECK(label.y0 > under.y1);
  const Box left = path_of(frame, "one.both.brace").bounds();
  CHECK(left.y0 == Approx(b.y - 10));
  CHECK(left.y1 == Approx(a.y + 10));
  CHECK(left.x1 == Approx(a.x - 10 - 6));
  const Box above = path_of(frame, "one.free.brace").bounds();
  CHECK(above.x0 == Approx(a.x));
  CHECK(above.x1 == Approx(b.x));
  CHECK(above.y1 == Approx((a.y + b.y) / 2));
}

TEST_CASE("rough marks are around what they mark, the same every time", "[annotations]") {
  for (const std::string style : {"highlight", "underline", "box", "circle", "strike"}) {
    INFO(style);
    const std::string mark = "      mark: {rough: {at: word, style: " + style + "}}\n";
    const Shown shown(scene("", mark)), again(scene("", mark));
    const Frame frame = shown.frame(0);
    const Path path = path_of(frame, "two.mark.strokes");
    REQUIRE(path.verbs.size() >= 4);
    CHECK(path == path_of(again.frame(0), "two.mark.strokes"));
    const Box word = text_boxes(frame).at("two.word.text"), strokes = path.bounds();
    CHECK(strokes.overlaps(word.inset(-8)));
    CHECK(strokes.width() > word.width() * 0.9);
    CHECK(strokes.width() < word.width() + 50);
    const Shown other(
        scene("", "      mark: {rough: {at: word, seed: 2, style: " + style + "}}\n"));
    CHECK_FALSE(path == path_of(other.frame(0), "two.mark.strokes"));
  }
}

TEST_CASE("a rough mark moves as one with what it marks, and draws itself", "[annotations]") {
  const Shown shown(
      scene("      ring: {rough: {at: pts@a, style: circle}}\n", "",
            "timeline: [{show: one.ring, for: 1s, ease: linear}, {animate: {t: 3}, for: 1s}]\n"));
  const Path before = path_of(shown.frame(1), "one.ring.strokes");
  const Path after = path_of(shown.frame(1.6), "one.ring.strokes");
  REQUIRE(before.points.size() == after.points.size());
  const Point by = after.points[0] - before.points[0];
  CHECK(by.x > 10);
  for (size_t i = 0; i < before.points.size(); ++i) {
    CHECK(distance(before.points[i] + by, after.points[i]) < 1e-3);
  }
  CHECK(path_length(path_of(shown.frame(0.25), "one.ring.strokes")) ==
        Approx(path_length(before) / 4).epsilon(0.02));
}

TEST_CASE("a legend says what values mean, anywhere", "[annotations]") {
  const Shown shown(
      scene("",
            "      key: {legend: {values: [cat, other], texts: [Purring], style: chips, x: "
            "50%, y: 20%}}\n"
            "      terms: {legend: {values: [w, b], style: symbols, flow: column, x: "
            "50%, y: 80%}}\n"));
  const Frame frame = shown.frame(0);
  const auto found = texts(frame);
  CHECK(found.at("two.key@cat.text") == "Purring");
  CHECK(found.at("two.key@other.text") == "other");
  CHECK(found.at("two.terms@w.symbol") == "$w$");  // as TeX
  CHECK(found.at("two.terms@w.text") == "the weight");
  CHECK(found.at("two.terms@b.text") == "b");
  const auto boxes = text_boxes(frame);
  const Box chip = path_of(frame, "two.key@cat.chip").bounds();
  CHECK(within(boxes.at("two.key@cat.text"), chip));
  CHECK_FALSE(chip.overlaps(path_of(frame, "two.key@other.chip").bounds()));
  CHECK(boxes.at("two.terms@b.text").y0 > boxes.at("two.terms@w.text").y1 - 1);
  visit(frame.items, [&](const Item& item, double) {
    if (item.id == "two.terms@w.symbol")
      CHECK(bounds_of(item).x1 < boxes.at("two.terms@w.text").x0);
  });
  visit(frame.items, [](const Item& item, double) {
    const auto* symbols = std::get_if<Instances>(&item.shape);
    if (symbols && item.id == "two.key@cat.symbol") CHECK(symbols->symbols[0]->name == "cat");
  });
}

TEST_CASE("a cubic is cut where it leaves a box", "[annotations]") {
  const Cubic curve{{{0, 0}, {40, -30}, {70, 30}, {100, 0}}};
  const Box start = Box::around({0, 0}, 20, 20), end = Box::around({100, 0}, 30, 30);
  const double from = leaves(curve, start, false), to = leaves(curve, end, true);
  const Cubic part = part_of(curve, from, to);
  CHECK(distance(part[0], point_at(curve, from)) < 1e-9);
  CHECK(distance(part[3], point_at(curve, to)) < 1e-9);
  CHECK(std::max(std::fabs(part[0].x), std::fabs(part[0].y)) == Approx(10));
  CHECK(part[3].x == Approx(85));
  CHECK(distance(point_at(part, 0.5), point_at(curve, (from + to) / 2)) < 1e-9);
  CHECK(leaves(curve, Box::around({500, 500}, 1, 1), false) == 0);
}

}  // namespace lantern::test::annotations_test
