#include <catch2/catch.hpp>

#include "renderer/effects/effect.h"
#include "renderer/frame/transform_item.h"
#include "renderer/motion/presence.h"
#include "tests/support/shown.h"

// Items that grow do so from a point that stays where it is.

namespace lantern::test::effects_test {
namespace {

ItemPtr square(std::optional<Point> pivot) {
  const Box box{10, 20, 30, 40};
  return std::make_shared<const Item>(
      Item{.id = "square", .shape = PathShape{rect_path(box), Color{}, {}}, .pivot = pivot});
}

Box half_grown(const ItemPtr& item, const std::string& effect) {
  Presence presence;
  presence.all = 0.5;
  presence.effect = effect;
  const auto items = with_presence({item}, presence, "fade");
  REQUIRE(items.size() == 1);
  return bounds_of(*items[0]);
}

/// The bar of a scene with one, half a second into a second of growing.
Box half_grown_bar(const std::string& fields) {
  const Shown shown(
      "lantern: 1\n"
      "views: {v: {x: {domain: [0, 1]}, y: {domain: [0, 1]}, marks: {bar: {rect: {" +
      fields + ", enter: {effect: grow}}}}}}\ntimeline: [{show: bar, for: 2s, ease: linear}]\n");
  Box out;
  visit(shown.frame(1).items, [&](const Item& item, double) {
    if (item.id == "v.bar.rect") out = std::get<PathShape>(item.shape).path.bounds();
  });
  REQUIRE_FALSE(out.empty());
  return out;
}

}  // namespace

TEST_CASE("an item grows from its middle unless its mark says from where", "[effects]") {
  const Box middle = half_grown(square({}), "grow");
  CHECK(middle.x0 == Approx(15));
  CHECK(middle.x1 == Approx(25));
  CHECK(middle.y0 == Approx(25));
  CHECK(middle.y1 == Approx(35));
  const Box base = half_grown(square(Point{20, 40}), "grow");
  CHECK(base.x0 == Approx(15));
  CHECK(base.x1 == Approx(25));
  CHECK(base.y0 == Approx(30));
  CHECK(base.y1 == Approx(40));
  CHECK(half_grown(square(Point{20, 40}), "pop").y1 == Approx(40));
}

TEST_CASE("a pivot goes with its item", "[effects]") {
  const ItemPtr item = square(Point{20, 40});
  CHECK(pivot_of(*moved(item, {5, -5})) == Point{25, 35});
  CHECK(pivot_of(*scaled(item, 2, {0, 0})) == Point{40, 80});
  const Point turned_by = pivot_of(*turned(item, 1.57079632679489662));
  CHECK(turned_by.x == Approx(-40));
  CHECK(turned_by.y == Approx(20));
  CHECK(pivot_of(*square({})) == Point{20, 30});
}

TEST_CASE("a bar grows from zero, or from the edge of the area that it is open towards",
          "[effects]") {
  const Box open = half_grown_bar("x: 0.2, x2: 0.4, y2: 0.8");
  const Box at_zero = half_grown_bar("x: 0.2, x2: 0.4, y: 0, y2: 0.8");
  const Box between = half_grown_bar("x: 0.2, x2: 0.4, y: 0.1, y2: 0.9");
  CHECK(open.y0 == Approx(at_zero.y0));
  CHECK(open.y1 == Approx(at_zero.y1));
  CHECK(open.height() == Approx(between.height()));
  CHECK(open.y1 > between.y1 + between.height() / 2);  // that one grows from its middle
  const Box level = half_grown_bar("x2: 0.8, y: 0.2, y2: 0.4");
  const Box closed = half_grown_bar("x: 0, x2: 0.8, y: 0.2, y2: 0.4");
  CHECK(level.x0 == Approx(closed.x0));
  CHECK(level.x1 == Approx(closed.x1));
}

TEST_CASE("the label of a bar stays at its end as it grows", "[effects]") {
  const Shown shown(
      "lantern: 1\ncanvas: {size: 400x400}\n"
      "data: {d: {rows: [[a, 8], [b, 4]], columns: [k, n], key: k}}\n"
      "views: {v: {x: {}, y: {domain: [0, 10]}, marks: {bars: {bar: {data: d, x: k, y: n, label: "
      "'{n}'}}}}}\ntimeline: [{show: v.bars, for: 2s, ease: linear}]\n");
  for (const double time : {0.8, 1.2, 1.6, 2.0}) {
    const Frame frame = shown.frame(time);
    double top = 0;
    visit(frame.items, [&](const Item& item, double) {
      if (item.id == "v.bars@a") top = bounds_of(item).y0;
    });
    REQUIRE(top > 0);
    const Box label = text_boxes(frame).at("v.bars@a.label");
    INFO(time);
    CHECK(label.y1 < top + 1);
    CHECK(label.y1 > top - 12);
  }
}

TEST_CASE("every effect says what it is and is found by its name", "[effects]") {
  REQUIRE(effects().size() == effect_names().size());
  for (size_t i = 0; i < effects().size(); ++i) {
    const EffectType& effect = *effects()[i];
    INFO(effect.kind.name);
    CHECK(effect.kind.name == effect_names()[i]);
    CHECK_FALSE(effect.kind.doc.empty());
    CHECK(&find_effect(effect.kind.name) == &effect);
    CHECK(effect.apply);
    CHECK(effect.factors);
  }
  CHECK(find_effect("no such effect").kind.name == "fade");
}

}  // namespace lantern::test::effects_test
