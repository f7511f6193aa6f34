#include <catch2/catch.hpp>

#include "config/read/verbs/step_grammar.h"
#include "renderer/effects/effect.h"
#include "renderer/layouts/layout.h"
#include "renderer/marks/mark.h"
#include "tests/scaling/scenes.h"

namespace lantern::test::drawing_scaling_test {
namespace {

const std::string kDots = "      dots: {dot: {data: d, x: x, y: y, size: 4}}\n";
const std::string kTree = "      dots: {tree: {data: d, parent: up}}\n";

ScalingScene mark(const std::string& fields) {
  return {"      it: {" + fields + ", opacity: =0.5 + t / 4}}\n"};
}
ScalingScene second(const std::string& first, const std::string& fields) {
  return {first + mark(fields).marks};
}
/// Dots while a step on them runs.
ScalingScene during(const std::string& step, const std::string& marks = kDots) {
  return {marks, "  - {" + step + ", for: 10s}\n", -5};
}

const Works kMarks{
    {"arc", drawing_work(mark("arc: {data: d, value: =x + 1"))},
    {"area", drawing_work(mark("area: {data: d, x: i, y: y"))},
    {"arrow", drawing_work(mark("arrow: {data: d, x: x, y: y, x2: =x + 1, y2: =y + 1"))},
    {"bar", drawing_work(mark("bar: {data: d, x: i, y: y"))},
    {"boundary", drawing_work(mark("boundary: {a: 1, b: =t, c: 0"))},
    {"box", drawing_work(mark("box: {data: d, x: x, y: y, text: a"), 50)},
    {"brace", drawing_work(mark("brace: {data: d, x: x, y: y, x2: =x + 1, y2: y"), 100)},
    // Labels that all lie on each other are compared pair by pair.
    {"bubble",
     drawing_work(mark("bubble: {data: d, x: x, y: y, text: a, side: above"), 50).at_most(4)},
    {"callout", drawing_work(mark("callout: {data: d, x: x, y: y, text: a, side: above"), 50)},
    {"cell", drawing_work(mark("cell: {data: d, x: i, y: y, color: x"))},
    {"contour", drawing_work(mark("contour: {data: d, x: gx, y: gy, value: x"), 400)},
    {"dot", drawing_work(mark("dot: {data: d, x: x, y: y, color: =key, size: 3"))},
    {"field", drawing_work(mark("field: {of: =x + y + t"))},
    {"formula", drawing_work(mark("formula: {data: d, x: x, y: y, tex: a"), 50)},
    {"glyph", drawing_work(mark("glyph: {data: d, x: x, y: y, glyph: cat"))},
    {"group", drawing_work(mark("group: {x: =t, marks: {in: {dot: {data: d, x: x, y: y}}}"))},
    {"hull", drawing_work(second(kDots, "hull: {at: dots"))},
    {"image", drawing_work(mark("image: {data: d, file: square.svg, x: x, y: y"))},
    {"legend", drawing_work(mark("legend: {values: [sky, coral, teal], x: 1, y: 1"))},
    {"line", drawing_work(mark("line: {data: d, x: i, y: y"))},
    {"network", drawing_work(mark("network: {layers: ['{n}', 1]"), 25)},
    {"rect", drawing_work(mark("rect: {data: d, x: x, y: y, x2: =x + 1, y2: =y + 1, color: =key"))},
    {"rough", drawing_work(mark("rough: {data: d, x: x, y: y, x2: =x + 1, y2: =y + 1"), 50)},
    {"rule", drawing_work(mark("rule: {data: d, x: x"))},
    {"square", drawing_work(mark("square: {data: d, x: x, y: y, y2: =y + 1"))},
    {"table", drawing_work(mark("table: {data: d, columns: [i, x]"), 50)},
    {"text", drawing_work(mark("text: {data: d, x: x, y: y, text: a"))},
    {"tree", drawing_work(mark("tree: {data: d, parent: up"))},
    {"tree_path", drawing_work(second(kTree, "tree_path: {data: d, at: dots"))}};

ScalingScene laid_out(const std::string& layout) {
  return {"      it: {dot: {data: d, size: =8 + t, layout: {" + layout + "}}}\n"};
}

const Works kLayouts{
    {"beeswarm", drawing_work({"      it: {dot: {data: d, size: =2000 * (1 + t) / d.count, layout: "
                               "{beeswarm: {x: i, gap: 0}}}}\n"})},
    {"grid", drawing_work(laid_out("grid: {by: i"
                                   "}"))},
    // The chain of circles around a heap grows with the root of their number.
    {"pack", drawing_work(laid_out("pack: {by: label}")).at_most(3)},
    {"scatter", drawing_work(laid_out("scatter: {x: x, y: y}"))},
    {"stack", drawing_work(laid_out("stack: {by: i}"))}};

/// What a step may say, and what else joins rows to each other. Empty: it has nothing to do with
/// rows.
const std::map<std::string, std::vector<ScalingScene>, std::less<>> kSteps{
    {"say", {during("say: 'There are {=d.count}'")}},
    {"set", {during("set: {k: 2}", "      dots: {dot: {data: d, x: =x * k, y: y, size: 4}}\n")}},
    {"animate", {during("animate: {k: 9}", "      dots: {dot: {data: d, x: =x + k, y: y}}\n")}},
    {"change",
     {during("change: {dots: {y: x, color: =key}}"),
      during("change: {dots: {color: danger}}",
             "      dots: {rect: {data: d, x: x, y: y, x2: =x + 1, "
             "y2: =y + 1}}\n")}},
    {"show",
     {during("show: dots"), during("show: dots",
                                   "      others: {dot: {data: d, x: y, y: x, size: 4}}\n"
                                   "      dots: {dot: {data: d, x: x, y: y, size: 4, enter: "
                                   "{from: others@(i)}}}\n")}},
    {"hide", {during("hide: dots")}},
    {"highlight", {during("highlight: dots, where: =x > 0")}},
    {"stagger",
     {during("show: dots, stagger: 1ms"), during("change: {dots: {y: x}}, stagger: 1ms")}},
    {"order", {during("show: dots, order: =x, stagger: 1ms")}},
    {"where", {during("show: dots, where: =x > 0, stagger: 1ms")}},
    {"record",
     {{"      it: {dot: {data: s, x: a, y: a, size: =4 + t}}\n",
       "  - {each: {j: '1..{n}'}, steps: [{record: {s: {a: =j}}, for: 0s}]}\n", 1,
       "  s: {rows: [], columns: [a]}\n"}}},
    {"each", {{kDots, "  - {each: {j: '1..{n}'}, steps: [{set: {k: =j}, for: 0s}]}\n"}}},
    {"steps", {}},
    {"layout", {}},
    {"for", {}},
    {"ease", {}},
    {"effect", {}},
    {"delay", {}},
    {"at", {}},
    {"loop", {}},
    {"hold", {}},
    {"section", {}},
    {"camera", {during("camera: {to: dots, zoom: 3}")}},
    {"by", {during("show: dots, stagger: 1ms, by: instance")}},
    {"one_by_one", {}},
    {"together", {}},
    {"sequence", {}}};

const Works kTies{
    {"at a row", drawing_work(second(kDots, "text: {data: d, at: dots@(i), text: a"))},
    {"at a group", drawing_work(second(kDots, "text: {data: d, at: dots, group: i, text: a"))},
    {"categories", drawing_work(mark("dot: {data: names.rows, x: value, y: count"))},
    // Its pictures of the past are kept as long as there is room for them.
    {"trail", drawing_work({"      dots: {dot: {data: d, x: =x + t, y: y, trail: 500ms}}\n"}, 100)
                  .at_most(3)},
    {"ghosts", drawing_work({"      dots: {dot: {data: d, x: =x * k, y: y, ghosts: 3}}\n",
                             "  - {set: {k: 2}, for: 1s}\n  - {set: {k: 3}, for: 1s}\n"})},
    {"contour that changes",
     drawing_work({"      it: {contour: {data: d, x: gx, y: gy, value: =x * k}}\n",
                   "  - {set: {k: 2}, for: 10s}\n", -5},
                  400)},
    {"identity",
     drawing_work(
         {"      dots: {dot: {data: d, where: =k < 2, x: x, y: y, size: 4, identity: h}}\n"
          "      more: {dot: {data: d, where: =k > 1, x: y, y: x, size: 4, identity: h}}\n",
          "  - {set: {k: 2}, for: 10s}\n", -5})}};

template <class Registered>
void check_all(const Registered& all, const Works& works) {
  for (const auto* type : all) {
    const auto found = works.find(type->kind.name);
    if (found == works.end()) FAIL(type->kind.name << " has no entry in this test");
    check_growth(found->first, found->second);
  }
}

}  // namespace

TEST_CASE("marks take about as much longer as they have more rows", "[scaling]") {
  check_all(marks(), kMarks);
}

TEST_CASE("layouts take about as much longer as they have more rows", "[scaling]") {
  check_all(layouts(), kLayouts);
}

TEST_CASE("effects take about as much longer as there are more rows", "[scaling]") {
  for (const EffectType* type : effects()) {
    const std::string name(type->kind.name);
    check_growth(name, drawing_work(during("show: dots, stagger: 1ms, effect: " + name)));
    check_growth(
        name + " of items",
        drawing_work(during("show: dots, stagger: 1ms, effect: " + name,
                            "      dots: {rect: {data: d, x: x, y: y, x2: =x + 1, y2: =y + "
                            "1}}\n")));
  }
}

TEST_CASE("steps take about as much longer as they concern more rows", "[scaling]") {
  for (const Field& key : step_grammar().fields) {
    const auto found = kSteps.find(key.name);
    if (found == kSteps.end()) FAIL(key.name << " has no entry in this test");
    for (const ScalingScene& scene : found->second) {
      check_growth(found->first, drawing_work(scene).up_to(8000));
    }
  }
}

TEST_CASE("rows that are tied to other rows take about as much longer as there are", "[scaling]") {
  for (const auto& [name, work] : kTies) check_growth(name, work);
}

}  // namespace lantern::test::drawing_scaling_test
