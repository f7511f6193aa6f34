#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "tests/support/shown.h"

// Ways in which rows come, go and move: origins, identities, paths, growing trees.

namespace lantern::test::ways_test {
namespace {

struct Symbol {
  Point at;
  double size = 0;
  double opacity = 0;
  std::string name;
};

/// The symbols of a mark by key.
std::map<std::string, Symbol> symbols(const Frame& frame, const std::string& mark) {
  std::map<std::string, Symbol> out;
  visit(frame.items, [&](const Item& item, double opacity) {
    const auto* items = std::get_if<Instances>(&item.shape);
    if (!items || item.id != mark + ".symbols") return;
    for (size_t i = 0; i < items->count(); ++i) {
      const std::string key = items->keys ? (*items->keys)[i] : "";
      out[key] = {{items->x[i], items->y[i]},
                  items->size[i],
                  items->opacity[i] * opacity,
                  items->symbols[items->symbol[i]]->name};
    }
  });
  return out;
}

const std::string kCopies =
    "lantern: 1\n"
    "data:\n"
    "  stock: {rows: [[a, 1], [b, 2], [c, 3]], columns: [id, x], key: id}\n"
    "  bag: {rows: [[1, b], [2, b], [3, a]], columns: [draw, source], key: draw}\n"
    "canvas: {layout: [[left, right]]}\n"
    "views:\n"
    "  left: {x: {domain: [0, 4]}, marks: {stock: {dot: {data: stock, x: x, y: 20%, size: 30}}}}\n"
    "  right: {marks: {bag: {dot: {data: bag, size: 10, layout: {grid: {}}, enter: {from: "
    "stock@(source)}}}}}\n"
    "timeline:\n"
    "  - {hold: 1s}\n"
    "  - {show: bag, for: 2s, ease: linear}\n";

}  // namespace

TEST_CASE("copies come from their originals", "[ways]") {
  const Shown shown(kCopies);
  CHECK(symbols(shown.frame(0.5), "right.bag").empty());
  const auto stock = symbols(shown.frame(1.5), "left.stock");
  const auto early = symbols(shown.frame(1.001), "right.bag");
  const auto half = symbols(shown.frame(2), "right.bag");
  const auto end = symbols(shown.frame(3), "right.bag");
  const std::map<std::string, std::string> source{{"1", "b"}, {"2", "b"}, {"3", "a"}};
  for (const auto& [draw, original] : source) {
    const Point from = stock.at(original).at, to = end.at(draw).at;
    CHECK(early.at(draw).at.x == Approx(from.x).margin(1));
    CHECK(early.at(draw).size == Approx(30).margin(0.5));
    CHECK(half.at(draw).at.x == Approx((from.x + to.x) / 2).margin(0.1));
    CHECK(half.at(draw).at.y == Approx((from.y + to.y) / 2).margin(0.1));
    CHECK(half.at(draw).size == Approx(20));
    CHECK(half.at(draw).opacity == 1);
    CHECK(end.at(draw).size == 10);
  }
}

TEST_CASE("what enters by a jump comes from its origin as well", "[ways]") {
  const Shown shown(
      "lantern: 1\n"
      "params: {n: {value: 1, type: count}}\n"
      "data: {parts: {rows: [[whole, '', 1, 0, 4], [low, whole, 2, 0, 1], [high, whole, 2, 1, 4]], "
      "columns: [id, parent, level, x, x2], key: id}}\n"
      "views: {plot: {x: {domain: [0, 4]}, marks: {parts: {rect: {data: parts, where: =level == n, "
      "x: x, x2: x2, enter: {from: parts@(parent)}}}}}}\n"
      "timeline: [{hold: 1s}, {set: {n: 2}, for: 2s, ease: linear}]\n");
  const auto box = [&](double time, const std::string& key) {
    return path_of(shown.frame(time), "plot.parts@" + key).bounds();
  };
  const Box whole = box(0.5, "whole"), low = box(3, "low");
  CHECK(low.width() == Approx(whole.width() / 4));
  CHECK(box(1.001, "low").width() == Approx(whole.width()).epsilon(0.01));
  CHECK(box(2, "low").width() == Approx(whole.width() * 5 / 8));
  CHECK(box(2, "high").x1 == Approx(whole.x1));
}

TEST_CASE("rows of one identity go from mark to mark", "[ways]") {
  const Shown shown(
      "lantern: 1\n"
      "params: {n: {value: 0, type: count}}\n"
      "data: {balls: {rows: [1, 2, 3, 4, 5, 6], columns: [id], key: id}}\n"
      "canvas: {layout: [[stock, bubble]]}\n"
      "views:\n"
      "  stock: {marks: {rest: {dot: {data: balls, where: =id > n, layout: {grid: {}}, identity: "
      "balls}}}}\n"
      "  bubble: {marks: {in: {dot: {data: balls, where: =id <= n, size: 20, layout: {grid: {}}, "
      "identity: balls}}}}\n"
      "timeline: [{hold: 1s}, {set: {n: 2}, for: 2s, ease: linear}, {hold: 1s}, {set: {n: 0}, for: "
      "2s, ease: linear}]\n");
  const auto seen = [&](double time) {
    auto out = symbols(shown.frame(time), "stock.rest");
    for (const auto& [key, symbol] : symbols(shown.frame(time), "bubble.in")) {
      CHECK(out.emplace(key, symbol).second);  // never in both
    }
    return out;
  };
  const auto before = seen(0.5), half = seen(2), after = seen(3.5);
  for (double time = 0; time <= 6; time += 0.25) {
    const auto all = seen(time);
    REQUIRE(all.size() == 6);
    for (const auto& [key, symbol] : all) CHECK(symbol.opacity == 1);
  }
  for (const char* key : {"1", "2"}) {
    CHECK(after.at(key).at.x > before.at(key).at.x + 100);
    CHECK(half.at(key).at.x == Approx((before.at(key).at.x + after.at(key).at.x) / 2).margin(0.5));
    CHECK(half.at(key).size > before.at(key).size);
    CHECK(seen(6).at(key).at.x == Approx(before.at(key).at.x));
  }
}

TEST_CASE("a row is in one mark of an identity only", "[ways]") {
  const auto make = [] {
    Shown(
        "lantern: 1\n"
        "data: {balls: {rows: [1, 2], columns: [id], key: id}}\n"
        "views: {v: {marks: {a: {dot: {data: balls, identity: balls}}, b: {dot: {data: balls, "
        "where: "
        "=id > 1, identity: balls}}}}}\n");
  };
  CHECK_THROWS_WITH(make(), Catch::Contains("the row \"2\" is in v.a and v.b at once"));
}

TEST_CASE("a tree grows, and a way leads down along its links", "[ways]") {
  const std::string script =
      "lantern: 1\n"
      "params: {grown: 0}\n"
      "data:\n"
      "  flowers: {generate: {blobs: {n_samples: 60, centers: 3, seed: 3}}}\n"
      "  one: {rows: [[1, 1]], columns: [x, y]}\n"
      "models:\n"
      "  tree: {decision_tree: {data: flowers, features: [x, y], target: label, max_depth: 3}}\n"
      "  way: {decision_path: {data: tree.nodes, predict: one, step: 0}}\n"
      "views:\n"
      "  v:\n"
      "    marks:\n"
      "      tree: {tree: {data: tree.nodes, parent: parent, orient: ORIENT, grown: =grown - order "
      "+ "
      "1}}\n"
      "      path: {tree_path: {data: way.trace, at: tree}}\n"
      "      sign: {dot: {along: path, size: 12}}\n"
      "timeline: [{animate: {grown: 9}, for: 3s, ease: linear}, {animate: {way.step: last}, for: "
      "2s, "
      "ease: linear}]\n";
  for (const std::string orient : {"down", "right"}) {
    std::string text = script;
    text.replace(text.find("ORIENT"), 6, orient);
    const Shown shown(text);
    const auto start = symbols(shown.frame(0.01), "v.tree"),
               end = symbols(shown.frame(3), "v.tree");
    REQUIRE(end.size() > 3);
    CHECK(start.at("r").opacity == 1);
    CHECK(start.at("rl").opacity < 0.2);
    CHECK(end.at("rl").opacity == 1);
    const bool down = orient == "down";
    CHECK((down ? end.at("rl").at.y - end.at("r").at.y : end.at("rl").at.x - end.at("r").at.x) >
          30);
    CHECK((down ? end.at("rr").at.x - end.at("rl").at.x : end.at("rr").at.y - end.at("rl").at.y) >
          30);
    const auto sign = [&](double time) { return symbols(shown.frame(time), "v.sign").at("").at; };
    CHECK(std::hypot(sign(3).x - end.at("r").at.x, sign(3).y - end.at("r").at.y) < 1);
    const std::string leaf = std::get<std::string>(shown.output(5, "way", "node"));
    CHECK(leaf.size() > 2);
    CHECK(std::hypot(sign(5).x - end.at(leaf).at.x, sign(5).y - end.at(leaf).at.y) < 1);
    // In between it is on the link, and gets on steadily.
    double before = -1;
    for (double time = 3; time <= 5; time += 0.1) {
      const double far = down ? sign(time).y : sign(time).x;
      CHECK(far >= before);
      before = far;
    }
    CHECK(path_of(shown.frame(4), "v.path.path").points.size() > 2);
  }
}

TEST_CASE("a glyph shows its mood, and itself where it has none", "[ways]") {
  const Shown shown(
      "lantern: 1\n"
      "data: {pets: {rows: [[cat, sad], [dog, blink], [cat, happy], [cloud, sad], [dog, '']], "
      "columns: "
      "[glyph, mood]}}\n"
      "views: {v: {marks: {pets: {glyph: {data: pets, glyph: glyph, mood: mood, layout: {grid: "
      "{}}}}}}}\n");
  const auto seen = symbols(shown.frame(0), "v.pets");
  CHECK(seen.at("1").name == "cat_sad");
  CHECK(seen.at("2").name == "dog_blink");
  CHECK(seen.at("3").name == "cat");
  CHECK(seen.at("4").name == "cloud");
  CHECK(seen.at("5").name == "dog");
}

TEST_CASE("a mark's own effects hold where a step says nothing", "[ways]") {
  const auto size = [](const std::string& enter) {
    const Shown shown(
        "lantern: 1\n"
        "data: {d: {rows: [1], columns: [a]}}\n"
        "views: {v: {marks: {d: {dot: {data: d, x: 50%, y: 50%, size: 20" +
        enter + "}}}}}\ntimeline: [{show: d, for: 2s, ease: linear}]\n");
    return symbols(shown.frame(1), "v.d").at("1").size;
  };
  CHECK(size(", enter: {effect: grow}") == Approx(10));
  CHECK(size(", enter: {effect: fade}") == Approx(20));
}

}  // namespace lantern::test::ways_test
