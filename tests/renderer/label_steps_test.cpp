#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/shown.h"

// Labels in whole films, frame by frame: what a label does beside what it names is slow, and at
// rest none lies on another.

namespace lantern::test::label_steps_test {
namespace {

/// A label and the point of what it names that it goes with; nothing where that is not a point.
struct There {
  Box box;
  std::optional<Point> anchor;
};

/// The ends of lines, rules and bars, the middles of dots and rectangles, by the ids of their
/// labels.
std::map<std::string, Point> anchors_of(const Frame& frame) {
  std::map<std::string, Point> out;
  const auto before = [](const Item& item, std::string_view end) {
    return item.id.substr(0, item.id.size() - end.size());
  };
  visit(frame.items, [&](const Item& item, double) {
    if (const auto* path = std::get_if<PathShape>(&item.shape); path && !path->path.empty()) {
      if (item.id.ends_with(".path")) {
        out[before(item, ".path") + ".label"] = path->path.points.back();
      } else if (item.id.ends_with(".rect")) {
        out[before(item, ".rect") + ".datum.label"] = path->path.bounds().center();
      } else if (item.id.ends_with(".rule")) {  // at the upper end of an upright one
        const auto& ends = path->path.points;
        const bool upright = ends.front().x == ends.back().x;
        out[item.id + ".label"] = upright ? ends.front() : ends.back();
      } else if (item.id.find('@') != std::string::npos) {  // a bar, whose label rides on its end
        const Box bar = path->path.bounds();
        out.try_emplace(item.id + ".label", Point{bar.x1, bar.y0});
      }
    }
    const auto* dots = std::get_if<Instances>(&item.shape);
    for (size_t i = 0; dots && i < dots->count(); ++i) {
      const std::string key = dots->keys ? "@" + (*dots->keys)[i] : ".datum";
      if (dots->keys || dots->count() == 1) {
        out[before(item, ".symbols") + key + ".label"] = {dots->x[i], dots->y[i]};
      }
    }
  });
  return out;
}

std::map<std::string, There> labels_of(const Frame& frame) {
  const std::map<std::string, Point> anchors = anchors_of(frame);
  std::map<std::string, There> out;
  for (const auto& [id, box] : text_boxes(frame, 0.01)) {
    if (!id.ends_with(".label")) continue;
    const auto anchor = anchors.find(id);
    out[id] = {box, anchor == anchors.end() ? std::nullopt : std::optional(anchor->second)};
  }
  return out;
}

double length(Point way) {
  return std::hypot(way.x, way.y);
}

/// How far it went by itself: an edge may hold it back, but it is never ahead.
double by_itself(const There& before, const There& now) {
  const Point way = Point{now.box.x0, now.box.y0} - Point{before.box.x0, before.box.y0};
  if (!before.anchor || !now.anchor) return length(way);
  const Point with = *now.anchor - *before.anchor;
  return std::min(length(way - with), length(way) - length(with));
}

/// The most that a label does between two pictures at 60 a second, and which does it.
struct Farthest {
  double by = 0;
  std::string label;
  double time = 0;
};

Farthest farthest(const Shown& shown) {
  Farthest out;
  std::map<std::string, There> before;
  for (int i = 0; i < shown.duration() * 60; ++i) {
    const double time = i / 60.0;
    const auto now = labels_of(shown.frame(time));
    for (const auto& [id, label] : now) {
      const auto known = before.find(id);
      if (known == before.end()) continue;
      const double by = by_itself(known->second, label);
      if (by > out.by) out = {by, id, time};
    }
    before = now;
  }
  return out;
}

void check_apart_at_rest(const Shown& shown) {
  for (const double time : shown.scene().step_ends()) {
    const auto labels = labels_of(shown.frame(time));
    for (auto a = labels.begin(); a != labels.end(); ++a) {
      for (auto b = labels.begin(); b != a; ++b) {
        INFO(a->first << " and " << b->first << " at " << time);
        CHECK_FALSE(a->second.box.overlaps(b->second.box));
      }
    }
  }
}

void check_calm(const Shown& shown) {
  const Farthest most = farthest(shown);
  INFO(most.label << " at " << most.time);
  CHECK(most.by <= 2);
  check_apart_at_rest(shown);
}

/// Four lines that cross while they grow.
const std::string kCrossing =
    "lantern: 1\ncanvas: {size: 480x270}\nparams: {t: {value: 0.05, range: [0, 1]}}\n"
    "models:\n"
    "  a: {sample: {of: =1 - x, over: {x: 0..1}, points: 101}}\n"
    "  b: {sample: {of: =x, over: {x: 0..1}, points: 101}}\n"
    "  c: {sample: {of: =0.45 + 0.05*sin(20*x), over: {x: 0..1}, points: 101}}\n"
    "  d: {sample: {of: =0.55*x + 0.2, over: {x: 0..1}, points: 101}}\n"
    "views:\n  v:\n    x: {domain: [0, 1]}\n    y: {domain: [0, 1]}\n    marks:\n"
    "      a: {line: {data: a, where: =x <= t, x: x, y: value, label: Falling line}}\n"
    "      b: {line: {data: b, where: =x <= t, x: x, y: value, label: Rising line}}\n"
    "      c: {line: {data: c, where: =x <= t, x: x, y: value, label: Wavy line}}\n"
    "      d: {line: {data: d, where: =x <= t, x: x, y: value, label: Another line}}\n";

/// Eight lines that change their order in one step, some of them slowly, some at once.
std::string swapping(const std::string& timeline) {
  std::string script =
      "lantern: 1\nparams: {u: 0, v: 0}\ndata: {ends: {columns: [x], rows: [0, 1]}}\n"
      "views:\n  v:\n    x: {domain: [0, 1]}\n    y: {domain: [0, 10]}\n    marks:\n";
  for (int i = 0; i < 8; ++i) {
    const std::string n = std::to_string(i);
    script += "      l" + n + ": {line: {data: ends, x: x, y: '=5 + (" + n + " - 3.5) * x * (1 - " +
              (i % 2 ? "2 * u" : "1.6 * u - 0.5 * v") + ")', label: Line number " + n + "}}\n";
  }
  return script + "timeline: " + timeline + "\n";
}

/// Names at dots that go through each other into corners.
const std::string kDots =
    "lantern: 1\nparams: {t: 0, down: 0}\n"
    "data:\n  pts:\n    columns: [id, x, y, u]\n    key: id\n    rows: [[Ant, 1, 1, 0], "
    "[Bumblebee, 1.2, 1.2, 1], [Cat, 1.3, 0.9, 2], [Dog, 5, 5, 0], [Eel, 5.2, 5.1, -1], "
    "[Flamingo, 5.1, 5.4, 1], [Gnu, 9.8, 5, -3], [Hen, 9.7, 5.2, -2], [Ibex, 3, 8, 1]]\n"
    "views:\n  v:\n    x: {domain: [0, 10]}\n    y: {domain: [0, 10]}\n    marks:\n"
    "      pts: {dot: {data: pts, x: '=x + t * u', y: '=y - down', size: 12, label: '{=id}'}}\n"
    "timeline: [{hold: 500ms}, {animate: {t: 1}, for: 2s}, {set: {down: 0.9}, for: 300ms},\n"
    "           {set: {t: 4}, for: 200ms, hold: 300ms}, {set: {t: -0.3, down: 0}, for: 1s}]\n";

}  // namespace

TEST_CASE("labels of lines that cross are slow and apart at rest", "[labels]") {
  check_calm(Shown(kCrossing + "timeline: [{animate: {t: 1}, for: 4s, ease: linear}]\n"));
  check_calm(Shown(kCrossing + "timeline: [{animate: {t: 0.6}, for: 300ms}, {hold: 200ms},\n"
                               "           {animate: {t: 0.9}, for: 1s, ease: bounce_out}]\n"));
}

TEST_CASE("labels of lines that change their order are slow and apart at rest", "[labels]") {
  check_calm(Shown(swapping("[{animate: {u: 1}, for: 3s}, {animate: {u: 0}, for: 200ms}]")));
  check_calm(Shown(swapping("[{set: {u: 1}, for: 2s}, {set: {v: 1}, for: 150ms, hold: 1s}]")));
  // Steps that overlap never rest.
  const Shown shown(
      swapping("[{set: {u: 1}, for: 1s}, {set: {v: 1}, for: 1s, delay: -500ms}, "
               "{animate: {u: 0.5}, for: 700ms, delay: -200ms}]"));
  CHECK(farthest(shown).by <= 2);
}

TEST_CASE("labels of dots that meet are slow and apart at rest", "[labels]") {
  check_calm(Shown(kDots));
}

TEST_CASE("labels of the essays are slow and apart at rest", "[labels]") {
  for (const std::string& path : some_scenes()) {
    if (path.find("/odd/") != std::string::npos) continue;
    INFO(path);
    check_calm(shown_file(path));
  }
}

TEST_CASE("the label of a rule does not shake when its reading changes", "[labels]") {
  const Shown shown(
      "lantern: 1\nparams: {t: -1}\nviews: {v: {x: {domain: [-2, 2]}, y: {domain: [0, 1]}, marks: "
      "{r: {rule: {x: 0.5, label: \"t = {=t:.1f}\"}}}}}\n"
      "timeline: [{animate: {t: 1}, for: 1s}]\n");
  CHECK(farthest(shown).by < 0.1);
}

TEST_CASE("a brace's label that is wider than its view is broken into lines", "[labels]") {
  const std::string script =
      "lantern: 1\ncanvas: {size: 480x270}\nviews: {v: {x: {domain: [0, 1]}, y: {domain: [0, 1]}, "
      "marks: {b: {brace: {x: 0.3, y: 0.3, x2: 0.7, y2: 0.3, label: a label that is much longer "
      "than the brace and also much longer than the whole view that it stands in}}}}}\n";
  const auto labels = labels_of(Shown(script).frame(0));
  REQUIRE(labels.size() == 1);
  CHECK(labels.begin()->second.box.x0 >= 0);
  CHECK(labels.begin()->second.box.x1 <= 480);
  CHECK(TestScene(script).messages().find("no room") == std::string::npos);
}

}  // namespace lantern::test::label_steps_test
