#include <set>

#include <catch2/catch.hpp>

#include "core/base/work.h"
#include "tests/support/values.h"

namespace lantern::test::families_test {
namespace {

using Numbers = std::vector<double>;

std::string message(const std::string& sections) {
  return TestScene(hidden_scene(sections)).messages();
}

}  // namespace

TEST_CASE("data are made for each item of a list", "[families]") {
  const Shown shown(hidden_scene(
      "functions: {truth(x): =sin(x)}\n"
      "data:\n"
      "  draws: {each: {r: 1..4}, generate: {curve: {of: =truth(x) + r, noise: 0.2, n_samples: 20, "
      "x: [0, 3], seed: =r}}}\n"
      "  own: {each: {k: [5, 6], w: [a, b]}, rows: [1, 2], columns: [x], derive: {y: =x*k, t: "
      "=w}}\n"
      "models:\n"
      "  m: {each: {d: draws}, derive: {data: d, columns: {n: =count()}}}\n"
      "  all: {aggregate: {over: draws, by: [r], columns: {mean: =mean(y), n: =count()}}}\n"));
  CHECK(numbers_of(column_of(shown, "m@3", "n"))[0] == 20);
  const auto mean = numbers_of(column_of(shown, "all", "mean"));
  REQUIRE(mean.size() == 4);
  for (size_t i = 0; i < 4; ++i) CHECK(mean[i] == Approx(double(i) + 1.66).margin(0.35));
  const auto& data = shown.scene().values(0).data;
  REQUIRE(data.size() == 6);
  CHECK(data[5].first == "own@6");
  CHECK(numbers_of(data[5].second->column("y")) == Numbers{6, 12});
  CHECK(data[5].second->column("t").text(1) == "b");
}

TEST_CASE("a curve's noise and places do not hang on its function", "[families]") {
  const auto made = [](const std::string& of) {
    return Shown(hidden_scene("data: {c: {generate: {curve: {of: =" + of +
                              ", noise: 0.5, n_samples: 30, x: [-1, 2], seed: 4}}}}\n"))
        .scene()
        .values(0)
        .data[0]
        .second;
  };
  const TablePtr flat = made("0"), steep = made("2*x");
  CHECK(numbers_of(flat->column("x")) == numbers_of(steep->column("x")));
  for (size_t i = 0; i < 30; ++i) {
    const double x = flat->column("x").numbers()[i];
    CHECK((x >= -1 && x <= 2));
    CHECK(steep->column("y").numbers()[i] - 2 * x ==
          Approx(flat->column("y").numbers()[i]).margin(1e-12));
  }
}

TEST_CASE("what was made for each item is a table of a row each", "[families]") {
  const Shown shown(hidden_scene(
      "data: {pts: {generate: {moons: {n_samples: 40, noise: 0.2, seed: 3}}}}\n"
      "models:\n"
      "  fits: {each: {c: [0.1, 1, 10]}, logistic_regression: {data: pts, features: [x, y], "
      "target: label, positive: a, C: =c}}\n"
      "  best: {sort: {data: fits, by: loss, first: 1}}\n"
      "values: {low: =fits.loss.min, n: =fits.count, at: =fits@10.loss}\n"));
  CHECK(numbers_of(column_of(shown, "best", "c")) == Numbers{10});
  const auto& values = shown.scene().values(0).values;
  CHECK(std::get<double>(values[0].second) == std::get<double>(values[2].second));
  CHECK(std::get<double>(values[1].second) == 3);
}

TEST_CASE("lists that are written out go by place", "[families]") {
  const Shown shown(
      hidden_scene("models: {m: {each: {a: [1, 2], b: 7..8, w: [x, y]}, sample: {of: =t*a + b, "
                   "over: {t: [1]}}}}\n"));
  CHECK(numbers_of(column_of(shown, "m@2", "value")) == Numbers{10});
  CHECK(
      message("models: {m: {each: {a: [1, 2], b: [1, 2, 3]}, sample: {of: =t, over: {t: [1]}}}}\n")
          .find("a has 2 items and b has 3") != std::string::npos);
}

TEST_CASE("sweeps go over two params, and over a column", "[families]") {
  const Shown shown(hidden_scene(
      "params: {a: {value: 0, range: [0, 9]}, b: {value: 1, type: count, range: [1, 4]}}\n"
      "data: {d: {rows: [3, 1, 3], columns: [x]}}\n"
      "models:\n"
      "  s: {sweep: {vary: [a, b], over: {a: 0..1, b: 1..2}, points: {a: 3}, take: {y: =a*b}, "
      "best: "
      "most y}}\n"
      "  c: {sweep: {vary: a, over: d.x, take: {y: =2*a}}}\n"
      "  g: {sample: {of: =u + v, over: {u: 0..1, v: 0..1}, points: {u: 2, v: 3}}}\n"));
  CHECK(numbers_of(column_of(shown, "s", "a", 0, "all")) == Numbers{0, 0, 0.5, 0.5, 1, 1});
  CHECK(numbers_of(column_of(shown, "s", "b", 0, "all")) == Numbers{1, 2, 1, 2, 1, 2});
  CHECK(numbers_of(column_of(shown, "s", "y", 0, "best")) == Numbers{2});
  CHECK(std::get<TablePtr>(shown.output(0, "s", "all"))->keys().find("0.5/2") == 3);
  CHECK(numbers_of(column_of(shown, "c", "y", 0, "all")) == Numbers{6, 2});
  CHECK(numbers_of(column_of(shown, "g", "v")) == Numbers{0, 0.5, 1, 0, 0.5, 1});
}

TEST_CASE("models can be asked like functions", "[families]") {
  const Shown shown(hidden_scene(
      "data: {pts: {generate: {moons: {n_samples: 80, noise: 0.2, seed: 3}}}}\n"
      "models:\n"
      "  fit: {logistic_regression: {data: pts, features: [x, y], target: label, positive: a}}\n"
      "  tree: {decision_tree: {data: pts, features: [x, y], target: label, max_depth: 3}}\n"
      "  forest: {random_forest: {data: pts, features: [x, y], target: label, n_estimators: 7}}\n"
      "  says: {derive: {data: pts, columns: {p: \"=fit.probability(x, y)\", a: \"=fit.predict(x, "
      "y)\", b: \"=tree.predict(x, y)\", c: \"=forest.predict(x, y)\"}}}\n"
      "values: {one: \"=fit.probability(0.5, -1)\"}\n"));
  const auto same = [&](const char* mine, const char* model, const char* column) {
    return texts_of(column_of(shown, "says", mine)) == texts_of(column_of(shown, model, column));
  };
  CHECK(same("p", "fit", "probability"));
  CHECK(same("a", "fit", "predicted"));
  CHECK(same("b", "tree", "predicted"));
  CHECK(same("c", "forest", "predicted"));
  const double one = std::get<double>(shown.scene().values(0).values[0].second);
  CHECK((one > 0 && one < 0.5));
}

TEST_CASE("a model that is asked often learns once", "[families]") {
  const std::string head =
      "data: {pts: {generate: {moons: {n_samples: 2000, noise: 0.2, seed: 3}}}}\nmodels:\n  m: {";
  const std::pair<std::string, std::string> models[] = {
      {"random_forest: {data: pts, features: [x, y], target: label, n_estimators: 10}", "q, q"},
      {"decision_tree: {data: pts, features: [x, y], target: label}", "q, q"},
      {"logistic_regression: {data: pts, where: =x > -9, features: [x, y], target: label, "
       "positive: a}",
       "q, q"},
      {"majority_class: {data: pts, target: label}", ""}};
  for (const auto& [model, asked] : models) {
    INFO(model);
    const WorkBudget budget(1'000'000'000);
    const TestScene scene(hidden_scene(
        head + model +
        "}\n  w: {iterate: {start: {q: 0, c: a}, next: {q: =q + 0.01, c: \"=m.predict(" + asked +
        ")\"}, steps: 3000}}\n"));
    CHECK(scene.messages() == "");
  }
  CHECK(
      message(head +
              "majority_class: {data: pts, target: label}}\n  w: {derive: {data: pts, columns: {c: "
              "=m.predict(x)}}}\n")
          .find("it looks at no features") != std::string::npos);
}

TEST_CASE("columns that are not alike in all instances are no columns of the family",
          "[families]") {
  const Shown shown(hidden_scene(
      "data: {d: {rows: [1, 2], columns: [x]}}\n"
      "models:\n"
      "  m: {each: {k: [1, a], w: [3, 4]}, iterate: {start: {q: =k, n: 1}, next: {n: =n + 1}, "
      "steps: 2}}\n"
      "  rows: {derive: {data: m, columns: {two: =2*n}}}\n"
      "  s: {each: {k: [1, a], w: [3, 4]}, derive: {data: d, columns: {y: =x*w}}}\n"
      "  all: {aggregate: {over: s, by: [w], columns: {y: =sum(y)}}}\n"));
  CHECK(std::get<TablePtr>(shown.output(0, "rows", "rows"))->names() ==
        std::vector<std::string>{"w", "step", "steps", "progress", "n", "two"});
  CHECK(numbers_of(column_of(shown, "rows", "two")) == Numbers{6, 6});
  CHECK(numbers_of(column_of(shown, "all", "y")) == Numbers{9, 12});
}

TEST_CASE("lists that change: views and marks come and go", "[families]") {
  const Shown shown(
      "lantern: 1\n"
      "params: {k: {value: 3, type: count, range: [2, 6]}}\n"
      "data: {six: {rows: [1, 2, 3, 4, 5, 6], columns: [i], key: i}}\n"
      "models: {folds: {derive: {data: six, where: =i <= k, columns: {j: =10*i}}}}\n"
      "views:\n"
      "  v: {each: {f: folds}, columns: 3, marks: {t: {text: {x: 50%, y: 50%, text: "
      "\"{=f.j}\"}}}}\n"
      "  w: {marks: {d: {each: {f: folds}, text: {x: 50%, y: 50%, text: \"n{=f.j}\"}}}}\n"
      "timeline: [{set: {k: 5}, for: 1s}, {set: {k: 2}, for: 1s}]\n");
  const auto views = [&](double time) {
    std::vector<std::string> out;
    const State state = shown.scene().state(time);
    for (const ViewState& view : state.snapshots.back().views) {
      out.push_back(view.id + " " + std::to_string(view.instance) + "/" +
                    std::to_string(view.instances));
    }
    return out;
  };
  using Texts = std::vector<std::string>;
  CHECK(views(0) == Texts{"v@1 0/5", "v@2 1/5", "v@3 2/5", "v@4 3/5", "v@5 4/5", "w 0/1"});
  CHECK(views(2) == Texts{"v@1 0/2", "v@2 1/2", "w 0/1"});
  const auto read = [&](double time) {
    std::set<std::string> out;
    for (const auto& [id, text] : texts(shown.frame(time))) out.insert(text);
    return out;
  };
  CHECK(read(2) == std::set<std::string>{"10", "20", "n10", "n20"});
  CHECK(read(1).count("n50") == 1);
}

}  // namespace lantern::test::families_test
