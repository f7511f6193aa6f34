#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "renderer/marks/mark.h"
#include "tests/support/scene.h"
#include "tests/support/shown.h"

// What is outside of an axis's domain, and what rectangles and rules make of their room.

namespace lantern::test::room_test {
namespace {

std::string scene(const std::string& marks, const std::string& view = "") {
  return fmt::format(R"(lantern: 1
data:
  pts: {{rows: [[0, 1, a], [1, 5, b], [2, -3, c], [2, 2, d]], columns: [x, y, k], key: k}}
  cells: {{rows: [[a, p, 1], [b, p, 2], [a, q, 3], [b, q, 4]], columns: [u, v, n]}}
views: {{v: {{{} x: {{domain: [0, 2]}}, y: {{domain: [0, 2]}}, marks: {{{}}}}}}}
)",
                     view, marks);
}

const Item* find(const Frame& frame, const std::string& id) {
  static std::vector<ItemPtr> kept;
  const Item* out = nullptr;
  visit(frame.items, [&](const Item& item, double) {
    if (item.id != id) return;
    kept.push_back(std::make_shared<const Item>(item));
    out = kept.back().get();
  });
  return out;
}

size_t dots(const Frame& frame) {
  const Item* item = find(frame, "v.m.symbols");
  return item ? std::get<Instances>(item->shape).count() : 0;
}

std::string warnings(const std::string& script) {
  TestScene test(script);
  if (!test.scene) return test.messages();
  const Production production = test.production();
  check_pictures(*test.scene, *production.stage, test.desk.sources, test.desk.diagnostics);
  return test.messages();
}

Box box_of(const Frame& frame, const std::string& id) {
  return path_of(frame, id).bounds();
}

}  // namespace

TEST_CASE("dots outside of a domain are not drawn, those on its edge are whole", "[room]") {
  const std::string mark = "m: {dot: {data: pts, x: x, y: y}}";
  CHECK(dots(Shown(scene(mark)).frame(0)) == 2);
  CHECK(dots(Shown(scene(mark, "clip: false,")).frame(0)) == 4);
  CHECK(dots(Shown(scene("m: {dot: {data: pts, x: x, y: y, clip: false}}")).frame(0)) == 4);
  CHECK(dots(Shown(scene("m: {dot: {data: pts, x: x, y: y, clip: true}}", "clip: false,"))
                 .frame(0)) == 2);
}

TEST_CASE("lines and areas end at a domain", "[room]") {
  const Frame cut = Shown(scene("m: {line: {data: pts, x: x, y: y}}, q: {rule: {x: 1}}")).frame(0);
  const Box area = box_of(cut, "v.q.rule");
  const Box line = box_of(cut, "v.m.path");
  CHECK(line.y0 == Approx(area.y0).margin(0.01));
  CHECK(line.y1 == Approx(area.y1).margin(0.01));
  const Frame whole = Shown(scene("m: {line: {data: pts, x: x, y: y, clip: false}}")).frame(0);
  CHECK(box_of(whole, "v.m.path").y0 < area.y0 - 100);
  const Frame region = Shown(scene("m: {area: {data: pts, x: x, y: y}}")).frame(0);
  CHECK(box_of(region, "v.m.path").y0 == Approx(area.y0).margin(0.01));
  CHECK(find(Shown(scene("m: {rule: {x: 3}}")).frame(0), "v.m.rule") == nullptr);
}

TEST_CASE("check counts the rows that are not drawn, once a mark", "[room]") {
  const std::string outside = warnings(scene("m: {dot: {data: pts, x: x, y: y}}"));
  CHECK(outside.find("2 of 4 rows of v.m are not drawn: \"y\" is outside of the axis's domain "
                     "(first \"b\")") != std::string::npos);
  CHECK(outside.find("not-drawn") == outside.rfind("not-drawn]"));
  const std::string endless = warnings(scene("m: {dot: {data: pts, x: x, y: =1/x}}"));
  CHECK(endless.find("1 of 4 rows of v.m is not drawn: \"y\" is infinite (\"a\")") !=
        std::string::npos);
  CHECK(warnings(scene("m: {dot: {data: pts, x: x, y: 1}}")) == "");
}

TEST_CASE("check tells when rows are not drawn for a while", "[room]") {
  const std::string script = R"(lantern: 1
params: {t: 0}
views: {v: {x: {domain: [0, 1]}, marks: {m: {dot: {x: =t, y: 50%}}}}}
timeline: [{animate: {t: 2}, ease: linear, for: 1s}, {animate: {t: 0}, ease: linear, for: 1s}]
)";
  CHECK(warnings(script).find("v.m is not drawn at") != std::string::npos);
}

TEST_CASE("a rectangle fills the band of a category", "[room]") {
  const Frame frame = Shown(R"(lantern: 1
data: {cells: {rows: [[a, p, 1], [b, p, 2], [a, q, 3], [b, q, 4]], columns: [u, v, n], key: n}}
views: {v: {x: {}, y: {}, marks: {m: {rect: {data: cells, x: u, y: v}}}}}
)")
                          .frame(0);
  const Box one = box_of(frame, "v.m@1"), two = box_of(frame, "v.m@2"),
            three = box_of(frame, "v.m@3");
  CHECK(one.x1 == two.x0);
  CHECK(one.width() == Approx(two.width()));
  CHECK(three.y0 == one.y1);  // categories are read from the top
}

TEST_CASE("nothing shows between rectangles that touch", "[room]") {
  const Shown shown(R"(lantern: 1
models: {f: {sample: {of: =u + v, over: {u: -3..3, v: -2..2}, points: 40}}}
views: {v: {x: {domain: [-3, 3]}, y: {domain: [-2, 2]}, marks: {m: {rect: {data: f, x: =u - 0.077, x2: =u + 0.077, y: =v - 0.0513, y2: =v + 0.0513}}}}}
)");
  const Frame frame = shown.frame(0);
  std::vector<double> sides;
  visit(frame.items, [&](const Item& item, double) {
    if (!item.id.starts_with("v.m@")) return;
    const auto& shape = std::get<PathShape>(item.shape);
    CHECK(shape.crisp);
    for (const double x : {shape.path.bounds().x0, shape.path.bounds().x1}) sides.push_back(x);
  });
  std::sort(sides.begin(), sides.end());
  sides.erase(std::unique(sides.begin(), sides.end()), sides.end());
  CHECK(sides.size() == 41);
}

TEST_CASE("the label of a faint rectangle keeps its strength", "[room]") {
  const auto opacity = [](const char* of) {
    const Frame frame =
        Shown(
            scene(fmt::format("m: {{rect: {{x: 0.5, x2: 1.5, opacity: {}, label: Region}}}}", of)))
            .frame(0);
    const Item* label = find(frame, "v.m.datum.label");
    return label ? label->opacity : -1;
  };
  CHECK(opacity("0.15") == 1);
  CHECK(opacity("0.05") == Approx(0.5));
}

TEST_CASE("before and after of a level rule are below and above it", "[room]") {
  const Frame frame = Shown(scene("m: {rule: {y: 1, before: Rainy, after: Sunny}}")).frame(0);
  const auto boxes = text_boxes(frame);
  const double line = box_of(frame, "v.m.rule").y0;
  CHECK(boxes.at("v.m.before.text").y0 > line);
  CHECK(boxes.at("v.m.after.text").y1 < line);
}

TEST_CASE("a bar grows from zero", "[room]") {
  const auto pivot = [](const char* sides) {
    const Frame frame =
        Shown(scene(fmt::format("m: {{rect: {{{}, y: 0.5, y2: 1.5}}}}", sides))).frame(0);
    const Item* bar = find(frame, "v.m.rect");
    return std::pair(*bar->pivot, std::get<PathShape>(bar->shape).path.bounds());
  };
  const auto [at, box] = pivot("x: 0, x2: 1.5");
  CHECK(at.x == Approx(box.x0));
  CHECK(at.y == Approx(box.center().y));
}

TEST_CASE("a legend that is wider than its view is on the picture", "[room]") {
  const Frame frame = Shown(R"(lantern: 1
canvas: {size: 640x300, layout: {cells: [[plot, key]], columns: [4, 1]}}
meaning: {a: {color: blue, text: A meaning that is longer than the view is wide}}
views:
  plot: {x: {domain: [0, 1]}, marks: {m: {line: {of: =x}}}}
  key: {marks: {m: {legend: {values: [a], x: 0, align: start, flow: column}}}}
)")
                          .frame(0);
  CHECK(text_boxes(frame).at("key.m@a.text").x1 <= 640);
}

TEST_CASE("a line has a gap where rows have no place", "[room]") {
  const Frame frame = Shown(R"(lantern: 1
data: {pts: {rows: [[0, 1], [1, 0], [2, 1], [3, 2]], columns: [x, y]}}
views: {v: {x: {}, y: {}, marks: {m: {line: {data: pts, x: x, y: =log(y)}}, n: {area: {data: pts, x: x, y: =log(y), y2: 2}}}}}
)")
                          .frame(0);
  CHECK(path_of(frame, "v.m.path").verbs == std::vector{Verb::move, Verb::move, Verb::line});
}

}  // namespace lantern::test::room_test
