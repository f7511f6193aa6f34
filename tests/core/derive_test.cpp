#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/scene.h"
#include "tests/support/shown.h"

namespace lantern::test::derive_test {
namespace {

std::string scene_with(const std::string& models, const std::string& line = "") {
  return "lantern: 1\n"
         "title: t\n"
         "params: {t: {value: 0, range: [0, 10]}, n: {value: 0, type: count}}\n"
         "data: {points: {rows: [[a, 1], [b, 2], [c, 3]], columns: [id, x], key: id}}\n"
         "models:\n" +
         models +
         "views:\n"
         "  plot:\n"
         "    title: \"{=t:.0f}\"\n"
         "    marks:\n"
         "      line: {line: {data: " +
         (line.empty() ? "points, x: x, y: x" : line) +
         "}}\n"
         "timeline: [{animate: {t: 4}, for: 4s, ease: linear}]\n";
}

std::vector<double> column(const Shown& shown, double time, const std::string& model,
                           const std::string& name) {
  const Value rows = shown.output(time, model, "rows");
  const auto numbers = std::get<TablePtr>(rows)->column(name).numbers();
  return {numbers.begin(), numbers.end()};
}

using Numbers = std::vector<double>;

}  // namespace

TEST_CASE("derived columns follow params and models, and keep the rows' keys", "[derive]") {
  const Shown shown(scene_with(
      "  big: {derive: {data: points, where: =x >= 2, columns: {y: =x*t, z: =y + 1, word: =id}}}\n"
      "  more: {derive: {data: big, columns: {x: =row.x + big.rows.z.max, i: =index}}}\n"));
  CHECK(column(shown, 0, "big", "y") == Numbers{0, 0});
  CHECK(column(shown, 2, "big", "y") == Numbers{4, 6});
  CHECK(column(shown, 2, "big", "z") == Numbers{5, 7});
  // A column of that name is replaced; the next one counts the rows that are left.
  CHECK(column(shown, 2, "more", "x") == Numbers{9, 10});
  CHECK(column(shown, 2, "more", "i") == Numbers{0, 1});
  const Value rows = shown.output(2, "more", "rows");
  const Table& table = *std::get<TablePtr>(rows);
  CHECK(table.key_name() == "id");
  CHECK(table.keys()[1] == "c");
  CHECK(table.column("word").text(0) == "b");
}

TEST_CASE("a line over derived rows of a trace grows between its steps", "[derive]") {
  const Shown shown(
      "lantern: 1\n"
      "params: {n: {value: 0, type: count}}\n"
      "models:\n"
      "  u: {sweep: {vary: n, over: 0..4, take: {v: =n}, step: 0}}\n"
      "  twice: {derive: {data: u.trace, columns: {w: =2*v}}}\n"
      "views: {plot: {x: {domain: [0, 4]}, y: {domain: [0, 8]}, marks: {line: {line: {data: twice, "
      "x: v, y: w}}}}}\n"
      "timeline: [{animate: {u.step: 4}, for: 4s, ease: linear}]\n");
  const auto length = [&](double time) {
    const Path line = path_of(shown.frame(time), "plot.line.path");
    return line.empty() ? 0.0
                        : std::hypot(line.points.back().x - line.points.front().x,
                                     line.points.back().y - line.points.front().y);
  };
  const double whole = length(4);
  REQUIRE(whole > 100);
  for (const double time : {1.0, 1.5, 2.25, 3.75}) {
    INFO(time);
    CHECK(std::fabs(length(time) / whole - time / 4) < 1e-3);
  }
}

TEST_CASE("what goes over the rows of a growing trace sees those before the next one", "[derive]") {
  const Shown shown(
      "lantern: 1\n"
      "params: {n: {value: 0, type: count}}\n"
      "models:\n"
      "  u: {sweep: {vary: n, over: 0..4, take: {v: =n}, step: 0}}\n"
      "  sums: {derive: {data: u.trace, columns: {w: =cumsum(v)}}}\n"
      "views: {plot: {marks: {line: {line: {data: sums, x: v, y: w}}}}}\n"
      "timeline: [{animate: {u.step: 4}, for: 4s, ease: linear}]\n");
  const auto rows = std::get<TablePtr>(shown.output(2.5, "sums", "rows"));
  REQUIRE(rows->ahead());
  CHECK(rows->rows() == 3);
  CHECK(rows->ahead()->row->rows() == 1);
  CHECK(rows->ahead()->row->column("w").numbers()[0] == 6);
}

TEST_CASE("functions are sampled over their range, both ends included", "[sample]") {
  const Shown shown(
      scene_with("  line: {sample: {of: =t*x, over: {x: -1..1}, points: 5}}\n"
                 "  grid: {sample: {of: =10*a + b + t, over: {a: [1, 2], b: 0..2}, points: 3}}\n"));
  CHECK(column(shown, 3, "line", "x") == Numbers{-1, -0.5, 0, 0.5, 1});
  CHECK(column(shown, 3, "line", "value") == Numbers{-3, -1.5, 0, 1.5, 3});
  CHECK(column(shown, 1, "grid", "a") == Numbers{1, 1, 1, 2, 2, 2});
  CHECK(column(shown, 1, "grid", "b") == Numbers{0, 1, 2, 0, 1, 2});
  CHECK(column(shown, 1, "grid", "value") == Numbers{11, 12, 13, 21, 22, 23});
}

TEST_CASE("what cannot be derived or sampled is said at its place", "[derive][sample]") {
  const auto message = [](const std::string& models) {
    return TestScene(scene_with(models)).messages();
  };
  const auto says = [&](const std::string& models, const std::string& part) {
    INFO(message(models));
    CHECK(message(models).find(part) != std::string::npos);
  };
  says("  d: {derive: {data: points, columns: {y: =z}}}\n", "scene.yaml:6:44: error");
  says("  d: {derive: {data: points, columns: {y: =x + 'a'}}}\n", "wants a text");
  says("  d: {derive: {data: d, columns: {y: =x}}}\n", "models go in a circle: d → d");
  says("  s: {sample: {of: =t, over: {t: 0..1}}}\n", "scene.t");
  says("  s: {sample: {of: ='a', over: {x: 0..1}}}\n", "\"of\" wants a number; this is a text");
  says("  s: {sample: {of: =x, over: {x: [a, b]}}}\n", "a function is evaluated over numbers");
  says("  s: {sample: {of: =x, over: {}}}\n", "there is nothing to evaluate over");
  says("  s: {sample: {of: =x, over: {x: []}}}\n", "there is nothing to evaluate over");
  says("  s: {sample: {of: =value, over: {value: 0..1}}}\n",
       "\"value\" is what the function gives");
  says("  s: {sample: {of: =x*y, over: {x: 0..1, y: 0..1}, points: 1000}}\n",
       "this would evaluate 1000000 points; the limit is 250000");
}

TEST_CASE("models written above those that they need wait for them, up to a limit", "[derive]") {
  const auto chain = [](int length) {
    std::string models;
    for (int i = length; i > 0; --i) {
      const std::string from = i == 1 ? "points" : fmt::format("m{}.rows", i - 1);
      models += fmt::format("  m{}: {{derive: {{data: {}, columns: {{y{}: =x}}}}}}\n", i, from, i);
    }
    return TestScene(scene_with(models)).messages();
  };
  CHECK(chain(100).empty());
  CHECK(chain(3000).find("error[limit]: more than 200 models wait for") != std::string::npos);
}

}  // namespace lantern::test::derive_test
