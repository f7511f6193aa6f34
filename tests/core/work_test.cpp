#include "core/base/work.h"

#include <signal.h>

#include <functional>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "core/base/cancel.h"
#include "core/base/error.h"
#include "tests/support/golden.h"
#include "tests/support/places.h"
#include "tests/support/scene.h"

namespace lantern::test::work_test {
namespace {

using Mistakes = std::vector<std::pair<std::string, int>>;

/// What computing and drawing a scene comes to.
struct Outcome {
  Mistakes mistakes;        ///< the code and line of each
  std::uint64_t spent = 0;  ///< steps of work
};

Outcome outcome_of(const std::string& script, const Limits& limits = {}) {
  SceneOptions options;
  options.limits = limits;
  const WorkBudget budget(limits.work_steps());
  TestScene scene(script, "", options);
  if (scene.scene) {
    try {
      scene.production();
    } catch (const SceneError& error) {
      scene.desk.diagnostics.add(error.diagnostic());
    }
  }
  Outcome out{{}, budget.spent()};
  for (const Diagnostic& one : scene.desk.diagnostics.sorted()) {
    out.mistakes.emplace_back(std::string(one.code), one.at.line);
  }
  return out;
}

Mistakes mistakes_of(const std::string& script, const Limits& limits = {}) {
  return outcome_of(script, limits).mistakes;
}

}  // namespace

TEST_CASE("a budget of work ends, and the one around it is there again", "[work]") {
  const WorkBudget outer(100);
  {
    const WorkBudget inner(10);
    spend(10);
    CHECK_THROWS_AS(spend(1), OutOfWork);
  }
  spend(100);
  CHECK_THROWS_AS(spend(1), OutOfWork);
}

TEST_CASE("work without a budget has no end", "[work]") {
  spend(~std::uint64_t{0});
  spend(~std::uint64_t{0});
}

TEST_CASE("work done many times over is refused before it has taken long", "[work]") {
  const WorkBudget budget(1000);
  Repeated few(10), many(1000);
  spend(50);
  few.done();
  CHECK_THROWS_AS(many.done(), OutOfWork);
}

TEST_CASE("work that is known beforehand is refused before it is done", "[work]") {
  foresee(~std::uint64_t{0});  // without a budget
  const WorkBudget budget(1000);
  spend(600);
  foresee(400);
  CHECK_THROWS_AS(foresee(401), OutOfWork);
  CHECK(budget.spent() == 600);
}

TEST_CASE("a signal stops work", "[work]") {
  request_cancel(SIGTERM);
  CHECK_THROWS_AS(spend(1), Cancelled);
  request_cancel(0);
  spend(1);
}

TEST_CASE("what a scene wants beyond the limits is refused at its place", "[work]") {
  const std::string head = "lantern: 1\nparams: {t: 0, u: 0, w: 0}\n";
  const std::string moons = "data: {d: {generate: {moons: {n_samples: 1000, seed: 1}}}}\n";
  const std::string noisy =
      "data: {d: {generate: {moons: {n_samples: 1000, noise: 0.5, seed: 1}}}}\n";
  const std::string tail = "timeline: [{hold: 1s}]\n";
  const std::string text = "views: {v: {marks: {m: {text: {x: 50%, y: 50%, text: '{=m";
  const std::string dots = "views: {v: {marks: {d: {dot: {data: d, x: x, y: y}}}}}\n";
  const std::pair<std::string, Mistakes> cases[] = {
      {head + "data: {d: {generate: {moons: {n_samples: 300000}}}}\n" + dots + tail,
       {{"limit", 3}}},
      {head + noisy +
           "models:\n  m: {random_forest: {data: d, features: [x, y], target: label, "
           "n_estimators: 10000}}\n" +
           text + ".accuracy}'}}}}}\n" + tail,
       {{"limit", 5}}},
      {head + moons +
           "models:\n  m: {sweep: {vary: t, over: 0..1, points: 4096, "
           "take: {e: =t*u}, best: most e}}\n  n: {sweep: {vary: u, over: 0..1, "
           "points: 4096, take: {e: m.best.e}}}\n" +
           dots + tail,
       {{"limit", 6}}},
      {head + moons + dots +
           "timeline: [{each: {k: 1..300}, steps: [{each: {j: 1..300}, steps: [{set: {t: =k}, "
           "for: 10ms}]}]}]\n",
       {{"limit", 5}}},
      {head + moons + dots + "timeline: [{each: {k: 1..20000}, steps: [{set: {t: =k}}]}]\n",
       {{"limit", 5}}},
      {head +
           "data: {d: {generate: {moons: {n_samples: 2000}}}}\n"
           "views: {v: {marks: {d: {formula: {data: d, tex: 'x_{=index} = {=x:.3f}', x: x, "
           "y: y}}}}}\n" +
           tail,
       {{"limit", 4}}},
  };
  for (const auto& [script, expected] : cases) {
    INFO(script);
    CHECK(mistakes_of(script) == expected);
  }
}

TEST_CASE("scenes that clearly take too long are refused soon", "[work]") {
  const auto scene = [](int rows, const std::string& model, const std::string& mark) {
    return fmt::format(
        "lantern: 1\ndata: {{d: {{generate: {{moons: {{n_samples: {}, seed: 1}}}}}}}}\n{}"
        "views: {{v: {{marks: {{d: {}}}}}}}\n",
        rows, model, mark);
  };
  const std::string cases[] = {
      scene(50,
            "models: {m: {each: {k: 1..10000}, random_forest: {data: d, features: [x, y], target: "
            "label, n_estimators: 100, seed: =k}}}\n",
            "{text: {text: '{=m@3.accuracy}', x: 50%, y: 50%}}"),
      scene(100000, "", "{dot: {data: d, layout: {beeswarm: {x: x}}}}"),
      scene(2000, "", "{formula: {data: d, tex: 'x_{=index} = {=x:.3f}', x: x, y: y}}"),
  };
  for (const std::string& script : cases) {
    INFO(script);
    const Outcome outcome = outcome_of(script);
    REQUIRE(outcome.mistakes.size() == 1);
    CHECK(outcome.mistakes[0].first == "limit");
    CHECK(outcome.spent < Limits{}.work_steps() / 4);
  }
  CHECK(mistakes_of(scene(100000, "", "{table: {data: d, columns: [x, y, label]}}")) ==
        Mistakes{{"no-room", 3}});
}

TEST_CASE("limits can be raised and lowered", "[work]") {
  const std::string script = R"(lantern: 1
data: {d: {generate: {moons: {n_samples: 100}}}}
views: {v: {marks: {d: {dot: {data: d, x: x, y: y}}}}}
)";
  CHECK(mistakes_of(script) == Mistakes{});
  Limits fewer;
  fewer.rows = 99;
  CHECK(mistakes_of(script, fewer) == Mistakes{{"limit", 2}});
  Limits less;
  less.work = 1e-5;
  CHECK_FALSE(mistakes_of(script, less).empty());
}

TEST_CASE("a limit of the command line is a name and a number", "[work]") {
  Limits limits;
  set_limit(limits, "work=20");
  set_limit(limits, "rows=1e3");
  CHECK(limits.work == 20);
  CHECK(limits.rows == 1000);
  for (const char* wrong : {"work", "work=", "work=0", "work=-1", "work=nan", "work=1e30", "x=1"}) {
    INFO(wrong);
    CHECK_THROWS_AS(set_limit(limits, wrong), UsageError);
  }
}

TEST_CASE("a derived column that takes too long is told at its expression", "[work]") {
  Limits less;
  less.work = 1e-4;
  CHECK(mistakes_of(R"(lantern: 1
data:
  d:
    generate: {moons: {n_samples: 10000}}
    derive: {z: =sin(x) + cos(y)}
views: {v: {marks: {d: {dot: {data: d, x: x, y: z}}}}}
)",
                    less) == Mistakes{{"limit", 5}});
}

TEST_CASE("the docs name each limit as it is", "[work]") {
  const std::string docs = read_file(std::string(tests_folder()) + "/../docs/publishing.md");
  for (const Limit& limit : limits()) {
    const std::string row = fmt::format("| `{}` | {} |", limit.name, Limits{}.*limit.most);
    INFO(row);
    CHECK(docs.find(row) != std::string::npos);
  }
}

TEST_CASE("a condition is judged anew only where what it reads has changed", "[work]") {
  // 30 × 12 fits of 3000 rows, which are judged 30 times: that is an eighth of the work.
  const std::string script = R"yaml(lantern: 1
params: {k: {value: 1, type: count, range: [1, 30]}, degree: {value: 1, type: count, range: [1, 12]}}
data: {d: {generate: {moons: {n_samples: 3000, noise: 0.2, seed: 1}}}}
models:
  own: {derive: {data: d, columns: {part: "=1 + mod(index, 30)"}}}
  fit: {linear_regression: {data: own, where: "=format(part) + label == format(k) + label",
        features: [x], target: y, basis: {polynomial: {degree: =degree}}}}
  all: {sweep: {vary: [k, degree], over: {k: 1..30, degree: 1..12}, take: {mse: fit.mse}}}
views: {v: {marks: {m: {text: {text: "{=all.all.mse.mean}", x: 50%, y: 50%}}}}}
)yaml";
  const WorkBudget budget(100'000'000);
  const TestScene scene(script);
  CHECK(scene.messages() == "");
}

}  // namespace lantern::test::work_test
