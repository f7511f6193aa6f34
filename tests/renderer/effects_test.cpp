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
  const auto items = with_presence({item}, presence, {"fade"});
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

TEST_CASE("a callout says its words before its line leads away from them", "[effects]") {
  const Shown shown(
      "lantern: 1\nviews: {v: {x: {domain: [0, 1]}, y: {domain: [0, 1]}, marks: {c: {callout: {x: "
      "0.5, y: 0.5, text: words, side: above, distance: 60}}}}}\n"
      "timeline: [{show: c, for: 2s, ease: linear, hold: 1s}]\n");
  const auto line = [&](double time) {
    return path_of(shown.frame(time), "v.c.note.leader").bounds();
  };
  const auto words = [&](double time) {
    double out = 0;
    visit(shown.frame(time).items, [&](const Item& item, double opacity) {
      if (item.id == "v.c.note.text") out = opacity;
    });
    return out;
  };
  CHECK(words(0.4) == Approx(0.5));
  CHECK(line(0.3).empty());
  CHECK(words(0.8) == Approx(1));
  CHECK_FALSE(line(0.8).empty());
  CHECK(line(0.8).height() < line(2).height() / 2);
  CHECK(line(2).height() > 30);
}

TEST_CASE("a panel hides what is behind it while others are highlighted", "[effects]") {
  const Shown shown(
      "lantern: 1\nviews: {v: {x: {domain: [0, 1]}, y: {domain: [0, 1]}, marks: {l: {rule: {y: "
      "0.5, "
      "color: '#000000'}}, b: {box: {x: 0.5, y: 0.5, text: words, fill: '#ff0000'}}, o: {dot: {x: "
      "0.9, y: 0.9}}}}}\n"
      "timeline: [{hold: 1s}, {highlight: o, for: 2s}]\n");
  const auto panel = [&](double time) {
    std::pair<Color, double> out;
    visit(shown.frame(time).items, [&](const Item& item, double opacity) {
      const auto* path = std::get_if<PathShape>(&item.shape);
      if (path && path->fill && item.id.starts_with("v.b")) out = {*path->fill, opacity};
    });
    return out;
  };
  const double ground = shown.frame(2).ground.g;
  CHECK(panel(0.5).first.g == Approx(0));
  CHECK(panel(2).second == Approx(1));
  CHECK(panel(2).first.g > ground / 2);
  CHECK(panel(2).first.g < ground);
  CHECK(panel(3).first.g == Approx(0).margin(1e-6));
}

TEST_CASE("what moves while it is shown is there soon", "[effects]") {
  const Shown shown(
      "lantern: 1\nparams: {q: 0}\nviews: {v: {x: {domain: [0, 1]}, y: {domain: [0, 1]}, marks: {"
      "moves: {dot: {x: =q, y: 0.2}}, stays: {dot: {x: 0.5, y: 0.5}}, hangs: {dot: {at: "
      "moves}}}}}\n"
      "timeline: [{show: [moves, stays, hangs], effect: fade, animate: {q: 1}, for: 4s, ease: "
      "linear}]\n");
  const auto seen = [&](const std::string& mark, double time) {
    float out = 0;
    visit(shown.frame(time).items, [&](const Item& item, double) {
      const auto* dots = std::get_if<Instances>(&item.shape);
      if (dots && item.id.starts_with("v." + mark)) out = dots->opacity[0];
    });
    return out;
  };
  CHECK(seen("moves", 0.35) == Approx(0.5));
  CHECK(seen("moves", 0.8) == Approx(1));
  CHECK(seen("stays", 0.8) == Approx(0.2));
  CHECK(seen("hangs", 0.8) == Approx(0.2));
}

}  // namespace lantern::test::effects_test
