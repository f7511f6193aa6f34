#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "tests/support/shown.h"

// Scenes that were taken, and whose pictures were wrong: each is right now, or told.

namespace lantern::test::silent_wrongs_test {
namespace {

std::string scene(const std::string& parts, const std::string& marks,
                  const std::string& timeline = "") {
  return "lantern: 1\n" + parts +
         "views: {v: {x: {domain: [0, 10]}, y: {domain: [0, 10]}, marks: {" + marks + "}}}\n" +
         (timeline.empty() ? "" : "timeline: [" + timeline + "]\n");
}

/// What a text says.
std::string said(const std::string& parts, const std::string& expression) {
  const std::string script =
      scene(parts, "t: {text: {x: 5, y: 5, text: \"{=" + expression + "}\"}}");
  return texts(Shown(script).frame(0)).at("v.t.text");
}

struct Refused {
  const char* name;
  std::string script;
  const char* message;
};

const std::string kPoints =
    "data: {d: {rows: [[1, 2.5, a], [2, 3.5, a], [3, 0.25, b]], columns: [x, y, k], key: x}}\n";
const std::string kGrid =
    "models: {g: {sample: {of: =u*v, over: {u: 0..9, v: 0..9}, points: 15}}}\n";

const Refused kRefused[] = {
    {"a ramp of categories", scene(kPoints, "r: {dot: {data: d, x: x, y: y, color: {by: k}}}"),
     "a ramp shows numbers, and these are a and b"},
    {"a ramp that there is not",
     scene(kGrid, "r: {dot: {data: g, x: u, y: v, color: {by: value, ramp: dep}}}"),
     "\"dep\" is no ramp and no colour of the theme; did you mean \"deep\"?"},
    {"colours of a log scale at zero",
     scene(kGrid,
           "r: {dot: {data: g, x: u, y: v, color: {by: value, scale: log, domain: [0, 1]}}}"),
     "a log scale of colours has no place for 0"},
    {"several colours of one line", scene(kPoints, "l: {line: {data: d, x: x, y: y, color: k}}"),
     "a line has one color; those of its rows are a and b"},
    {"of one area", scene(kPoints, "l: {area: {data: d, x: x, y: y, color: k}}"),
     "make one for each: each: {one: [a, b]}, and where: =column == one"},
    {"a column of another table",
     scene(kPoints + "models: {g: {sample: {of: =sum(d.x - u), over: {u: 0..9}}}}\n",
           "t: {dot: {data: g, x: u, y: value}}"),
     "\"d.x\" is a column of another table"},
    {"a list that changes",
     scene("params: {n: 2}\n" + kPoints +
               "models: {few: {derive: {data: d, where: =x <= n, columns: {z: =x}}}, "
               "each_of: {each: {i: few}, sample: {of: =u, over: {u: 0..1}}}}\n",
           "t: {dot: {x: 1, y: 1}}", "{set: {n: 3}}"),
     "views and marks can go through rows that change; models and steps go through all that"},
    {"a number that is none in a text",
     scene("params: {cut: 0}\n" + kPoints +
               "models: {rest: {derive: {data: d, where: =x > cut, columns: {z: =x}}}}\n",
           "t: {text: {x: 1, y: 1, text: \"{=rest.rows.z.mean:.1f}\"}}",
           "{hold: 1s}, {set: {cut: 5}}"),
     "warning[no-number]: this text shows nan, at 1s"},
    {"a start for newton",
     scene("data: {m: {generate: {moons: {n_samples: 40, seed: 1}}}}\nmodels: {f: "
           "{logistic_regression: {data: m, features: [x, y], target: label, positive: a, init: "
           "[1, 2, 3]}}}\n",
           "t: {dot: {x: =f.a, y: 1}}"),
     "only gradient_descent starts where one likes"},
    {"too few start values",
     scene("data: {m: {generate: {moons: {n_samples: 40, seed: 1}}}}\nmodels: {f: "
           "{logistic_regression: {data: m, features: [x, y], target: label, positive: a, solver: "
           "gradient_descent, init: [1, 2]}}}\n",
           "t: {dot: {x: =f.a, y: 1}}"),
     "2 start values for 2 coefficients and the intercept"},
    {"a word of the language as a name", scene("params: {key: 1}\n", "t: {dot: {x: 1, y: 1}}"),
     "words are and, else, false, if, in, index, key, last, nan, next, not, or, p, pi, row, scene "
     "and true"},
};

struct Value {
  const char* name;
  std::string parts;
  const char* expression;
  const char* value;
};

const Value kValues[] = {
    {"the sum of nothing",
     kPoints + "models: {r: {derive: {data: d, where: =x > 9, columns: {z: =x}}}}\n",
     "r.rows.z.sum", "0"},
    {"a deviation divides by n", "data: {d: {rows: [1, 2, 3, 4], columns: [x]}}\n", "d.x.std:.6f",
     "1.118034"},
    {"whole ranges are whole",
     "models: {s: {sample: {of: =r, over: {r: 0..25}, points: 26}}, c: {derive: {data: s, columns: "
     "{hit: =1 if r == 7 or r == 14 else 0}}}}\n",
     "c.rows.hit.sum", "2"},
    {"a sweep's rows have such keys",
     "params: {u: 0}\nmodels: {s: {sweep: {vary: u, over: 0..25, points: 26, take: {y: =u^2}}}}\n",
     "s.all@7.y", "49"},
    {"computed ones too",
     "params: {u: 0}\nmodels: {s: {sweep: {vary: u, over: 0..71, points: 72, take: {y: =u*2}}}}\n",
     "s.all@(6 + 1).y", "14"},
    {"a family's instance and its row",
     "models: {g: {sample: {of: =x, over: {x: 0..1}, points: 5}}, c: {each: {d: 1..3}, derive: "
     "{data: "
     "g, columns: {f: =x*d}}}}\n",
     "c@3.rows@2.f + c@2.rows.f.mean", "1.75"},
    {"counts of some rows",
     kPoints + "models: {c: {value_counts: {data: d, where: =x > 1, column: k}}}\n",
     "c.rows@b.count + 10*c.rows@a.count + 100*c.rows@b.proportion", "61"},
};

/// How visible a mark's symbols are.
double opacity(const Frame& frame, const std::string& mark) {
  double out = 0;
  visit(frame.items, [&](const Item& item, double around) {
    const auto* items = std::get_if<Instances>(&item.shape);
    if (items && item.id == mark + ".symbols" && items->count() > 0) {
      out = around * items->opacity[0];
    }
  });
  return out;
}

}  // namespace

TEST_CASE("what cannot be drawn as it is written is told, with a mend", "[authors]") {
  for (const Refused& one : kRefused) {
    INFO(one.name);
    const std::string messages = TestScene(one.script).messages();
    INFO(messages);
    CHECK(messages.find(one.message) != std::string::npos);
  }
}

TEST_CASE("numbers that were silently others", "[authors]") {
  for (const Value& one : kValues) {
    INFO(one.name);
    CHECK(said(one.parts, one.expression) == one.value);
  }
}

TEST_CASE("a few whole numbers, and those with a meaning, are categories", "[authors]") {
  const auto right = [](const std::string& script) { return TestScene(script).messages().empty(); };
  CHECK(right(scene("data: {d: {rows: [[1, 0], [2, 1]], columns: [x, n]}}\n",
                    "t: {dot: {data: d, x: x, y: 1, color: n}}")));
  CHECK(
      right(scene("meaning: {0.5: {color: red}, 1.5: {color: blue}}\n"
                  "data: {d: {rows: [[1, 0.5], [2, 1.5]], columns: [x, n]}}\n",
                  "t: {dot: {data: d, x: x, y: 1, color: n}}")));
  CHECK(right(scene("data: {d: {rows: [[1, a], [2, a]], columns: [x, k]}}\n",
                    "t: {line: {data: d, x: x, y: 1, color: k}}")));
}

TEST_CASE("a line that grows by itself is not drawn as well", "[authors]") {
  const auto check = [](const std::string& script, double margin) {
    const Shown shown(script);
    for (const double time : {1.0, 2.0, 3.3}) {
      INFO(time);
      const Frame frame = shown.frame(time);
      CHECK(path_of(frame, "v.l.path").bounds().x1 ==
            Approx(path_of(frame, "v.at.rule").bounds().x1).margin(margin));
    }
  };
  check(scene("params: {k: 0, q: 0}\nmodels: {s: {sweep: {vary: k, over: 0..10, points: 11, "
              "step: 0, take: {y: =k}}}}\n",
              "l: {line: {data: s.trace, x: k, y: y}}, at: {rule: {x: =q}}",
              "{show: l, animate: {s.step: last, q: 10}, for: 4s, ease: linear}"),
        0.5);
  check(scene("params: {q: 0}\nmodels: {s: {sample: {of: =x, over: {x: 0..10}, points: 501}}}\n",
              "l: {line: {data: s, where: =row.x <= q, x: x, y: value}}, at: {rule: {x: =q}}",
              "{show: l, animate: {q: 10}, for: 4s, ease: linear}"),
        2);
}

TEST_CASE("marks without rows follow each other in a step with stagger", "[authors]") {
  const Shown shown(scene("",
                          "a: {dot: {x: 1, y: 1}}, b: {dot: {x: 2, y: 1}}, c: {dot: {x: 3, y: 1}}",
                          "{show: [a, b, c], effect: fade, stagger: 1s, for: 4s, ease: linear}"));
  const Frame frame = shown.frame(1.5);
  CHECK(opacity(frame, "v.a") == Approx(0.75));
  CHECK(opacity(frame, "v.b") == Approx(0.25));
  CHECK(opacity(frame, "v.c") == 0);
  CHECK(opacity(shown.frame(4), "v.c") == 1);
}

TEST_CASE("a number that is set never shows some of its figures", "[authors]") {
  const Shown shown(scene("params: {n: 12.5}\n",
                          "b: {formula: {x: 5, y: 5, tex: 'b = {=n:.1f}'}}, t: {text: {x: 5, y: 8, "
                          "text: \"{=n:.1f}\"}}",
                          "{set: {n: 17.5}, for: 1s}"));
  for (int i = 0; i <= 20; ++i) {
    const Frame frame = shown.frame(i / 20.0);
    std::set<double> figures;  // how visible those of the number are
    visit(frame.items, [&](const Item& item, double around) {
      if (item.id.find("v.b") == 0 && item.id.find('=') != std::string::npos &&
          std::holds_alternative<PathShape>(item.shape)) {
        figures.insert(around);
      }
    });
    INFO(i);
    CHECK(figures.size() <= 1);
  }
}

TEST_CASE("dy is downwards", "[authors]") {
  const Shown shown(
      scene("", "a: {dot: {x: 5, y: 5}}, t: {text: {x: 5, y: 5, dy: -20, text: up}}"));
  CHECK(text_boxes(shown.frame(0)).at("v.t.text").center().y < shown.frame(0).height / 2);
}

TEST_CASE("a way through a tree may be that of a computed row", "[authors]") {
  const std::string parts =
      "data: {t: {rows: [[a, 1, no], [b, 2, no], [c, 8, yes], [d, 9, yes]], columns: [id, x, k], "
      "key: id}}\n"
      "params: {who: {value: a, type: key, of: t}}\n"
      "models:\n"
      "  tree: {decision_tree: {data: t, features: [x], target: k}}\n"
      "  ways: {each: {r: [a, d]}, decision_path: {data: tree.nodes, predict: t, row: =r}}\n"
      "  way: {decision_path: {data: tree.nodes, predict: t, row: =who}}\n";
  CHECK(said(parts, "ways@a.class") == "no");
  CHECK(said(parts, "ways@d.class") == "yes");
  CHECK(said(parts, "way.class") == "no");
}

TEST_CASE("gradient descent starts where it is told, a forest's importances are one whole",
          "[authors]") {
  const std::string moons =
      "data: {m: {generate: {moons: {n_samples: 60, noise: 0.3, seed: 3}}}}\n";
  CHECK(said(moons + "models: {f: {logistic_regression: {data: m, features: [x, y], target: label, "
                     "positive: a, solver: gradient_descent, init: [0.5, -1, 2], step: 0}}}\n",
             "f.a*100 + f.b*10 + f.intercept") == "42");
  CHECK(said(moons + "models: {f: {random_forest: {data: m, features: [x, y], target: label, "
                     "n_estimators: 5, max_depth: 1, min_samples_leaf: 25, seed: 1}}}\n",
             "f.importances.importance.sum:.6f") == "1.000000");
}

TEST_CASE("names of other programs are known as hints", "[authors]") {
  const auto hint = [](const std::string& mark, const std::string& meant) {
    const std::string messages = TestScene(scene(kPoints, mark, "{hold: 1s}")).messages();
    INFO(mark << "\n" << messages);
    CHECK(messages.find("did you mean \"" + meant + "\"?") != std::string::npos);
  };
  hint("t: {point: {data: d, x: x, y: y}}", "dot");
  hint("t: {segment: {x: 1}}", "rule");
  hint("t: {barplot: {data: d}}", "bar");
  hint("t: {heatmap: {data: d}}", "cell");
  hint("t: {dot: {data: d, x: x, y: y, alpha: 1}}", "opacity");
  hint("t: {dot: {data: d, x: x, y: \"=ln(y)\"}}", "log");
  hint("t: {dot: {data: d, x: x, y: =d.y.avg}}", "mean");
  const auto step = [](const std::string& key) {
    return TestScene(scene("", "t: {dot: {x: 1, y: 1}}", "{show: t, " + key + ": 1s}")).messages();
  };
  CHECK(step("wait").find("did you mean \"hold\"?") != std::string::npos);
  CHECK(step("duration").find("did you mean \"for\"?") != std::string::npos);
  const std::string model =
      TestScene(scene("models: {s: {train_test_split: {data: d, random_state: "
                      "1, X: [x]}}}\n" +
                          kPoints,
                      "t: {dot: {x: 1, y: 1}}"))
          .messages();
  CHECK(model.find("did you mean \"seed\"?") != std::string::npos);
}

TEST_CASE("views and marks may be called like words that addresses do not know", "[authors]") {
  CHECK(
      TestScene("lantern: 1\nviews: {nan: {marks: {index: {dot: {x: 50%, y: 50%}}, t: {text: {at: "
                "nan.index, text: a}}}}}\n")
          .messages()
          .empty());
  CHECK(
      TestScene("lantern: 1\nviews: {if: {marks: {}}}\n").messages().find("word of the language") !=
      std::string::npos);
}

}  // namespace lantern::test::silent_wrongs_test
