#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "renderer/motion/blend.h"
#include "tests/support/shown.h"

namespace lantern::test::blend_test {
namespace {

ItemPtr box(const std::string& id, double x, double opacity = 1) {
  return make_item(id, PathShape{rect_path({x, 0, x + 10, 10}), Color{1, 0, 0, 1}, {}}, opacity);
}

double left_of(const ItemPtr& item) {
  return bounds_of(*item).x0;
}

BlendProgress constant(double t) {
  return [t](size_t, size_t) { return t; };
}

Instances dots(std::vector<std::string> keys, std::vector<float> x) {
  Instances out;
  out.symbols = {std::make_shared<const Symbol>()};
  out.keys = std::make_shared<const std::vector<std::string>>(std::move(keys));
  for (const float place : x) {
    out.symbol.push_back(0);
    out.x.push_back(place);
    out.y.push_back(0);
    out.size.push_back(8);
    out.color.push_back({});
    out.opacity.push_back(1);
  }
  return out;
}

}  // namespace

TEST_CASE("items with the same id move, others fade", "[blend]") {
  const std::vector<ItemPtr> from{box("a", 0), box("gone", 50)};
  const std::vector<ItemPtr> to{box("a", 100), box("new", 70)};
  const auto early = blend(from, to, constant(0.1));
  REQUIRE(early.size() == 2);
  CHECK(early[0]->id == "a");
  CHECK(left_of(early[0]) == Approx(10));
  CHECK(early[1]->id == "gone");
  CHECK(early[1]->opacity == Approx(0.6));
  const auto late = blend(from, to, constant(0.85));
  REQUIRE(late.size() == 2);
  CHECK(left_of(late[0]) == Approx(85));
  CHECK(late[1]->id == "new");
  CHECK(late[1]->opacity == Approx(0.4));
}

TEST_CASE("the outline of dots goes to the other one, for those that are in both", "[blend]") {
  Instances thin = dots({"a", "gone"}, {0, 50}), thick = dots({"a", "new"}, {0, 70});
  thin.outline = 2;
  thick.outline = 10;
  const auto made = blend({make_item("dots", thin)}, {make_item("dots", thick)}, constant(0.25));
  REQUIRE(made.size() == 1);
  const auto& mixed = std::get<Instances>(made[0]->shape);
  REQUIRE(mixed.count() == 3);
  std::map<std::string, double> outlines;
  for (size_t i = 0; i < mixed.count(); ++i) outlines[(*mixed.keys)[i]] = mixed.outline_of(i);
  CHECK(outlines == std::map<std::string, double>{{"a", 4}, {"gone", 2}, {"new", 10}});
}

TEST_CASE("the ends of a blend are the pictures themselves", "[blend]") {
  const std::vector<ItemPtr> from{box("a", 0), box("gone", 50)};
  const std::vector<ItemPtr> to{box("a", 100), box("new", 70)};
  CHECK(blend(from, to, constant(0)) == from);
  CHECK(blend(from, to, constant(1)) == to);
}

TEST_CASE("what does not change is passed on as the same object", "[blend]") {
  const ItemPtr still = box("a", 0);
  const auto middle = blend({still, box("b", 0)}, {still, box("b", 10)}, constant(0.5));
  CHECK(middle[0] == still);
}

TEST_CASE("small symbols are joined by their keys", "[blend]") {
  const auto from = make_item("dots", dots({"x", "y", "z"}, {0, 10, 20}));
  const auto to = make_item("dots", dots({"z", "w", "x"}, {120, 5, 100}));
  const auto middle = blend({from}, {to}, constant(0.5));
  REQUIRE(middle.size() == 1);
  const auto& out = std::get<Instances>(middle[0]->shape);
  REQUIRE(out.count() == 4);
  CHECK(*out.keys == std::vector<std::string>{"z", "w", "x", "y"});
  CHECK(out.x == std::vector<float>{70, 5, 50, 10});
  CHECK(out.opacity == std::vector<float>{1, 0.5f, 1, 0.5f});
}

TEST_CASE("a path that cannot morph changes by fading", "[blend]") {
  const auto line = make_item("p", PathShape{polyline_path({{0, 0}, {1, 1}}), Color{}, {}});
  const auto round = make_item("p", PathShape{circle_path({0, 0}, 4), Color{}, {}});
  const auto middle = blend({line}, {round}, constant(0.5));
  REQUIRE(middle.size() == 2);
  CHECK(middle[0]->opacity == Approx(0.5));
  CHECK(middle[1]->opacity == Approx(0.5));
}

TEST_CASE("a line that gets longer is drawn up to its new tip", "[blend]") {
  const Stroke stroke{Color{}, 2, Cap::round, Join::round, {}, 0};
  const auto line = [&](const std::vector<Point>& points) {
    return make_item("p", PathShape{polyline_path(points), {}, stroke});
  };
  const auto brief = line({{0, 0}, {10, 0}}), full = line({{0, 0}, {10, 0}, {30, 0}});
  const auto tip = [&](const ItemPtr& from, const ItemPtr& to, double t) {
    const auto items = blend({from}, {to}, constant(t));
    REQUIRE(items.size() == 1);
    CHECK(items[0]->opacity == 1);
    return std::get<PathShape>(items[0]->shape).path.points.back().x;
  };
  CHECK(tip(brief, full, 0.25) == Approx(15));
  CHECK(tip(brief, full, 0.75) == Approx(25));
  CHECK(tip(full, brief, 0.25) == Approx(25));
}

TEST_CASE("a boundary whose sign flips keeps its line, and its sides fade", "[blend]") {
  const Shown shown(
      "lantern: 1\nparams: {s: 1}\nviews: {v: {x: {domain: [-1, 1]}, y: {domain: [-1, 1]}, marks: "
      "{b: {boundary: {a: =s * 0.6, b: =s, c: =s * 0.1, positive_color: coral, negative_color: "
      "teal}}}}}\ntimeline: [{set: {s: -1}, for: 1s}]\n");
  const auto length = [&](double time) {
    const std::vector<Point> line = path_of(shown.frame(time), "v.b.path").points;
    return std::hypot(line.back().x - line.front().x, line.back().y - line.front().y);
  };
  for (const double time : {0.25, 0.5, 0.75}) CHECK(length(time) == Approx(length(0)));
  size_t sides = 0;
  visit(shown.frame(0.5).items, [&](const Item& item, double) {
    sides += item.id == "v.b.positive" || item.id == "v.b.negative";
    if (item.id != "v.b.positive") return;
    CHECK(item.opacity < 0.14);
  });
  CHECK(sides == 4);  // as they were, and as they will be
}

}  // namespace lantern::test::blend_test
