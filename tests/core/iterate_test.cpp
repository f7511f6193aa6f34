#include <catch2/catch.hpp>

#include "core/base/work.h"
#include "tests/support/values.h"

namespace lantern::test::iterate_test {
namespace {

using Numbers = std::vector<double>;

Shown stepped(const std::string& fields, const std::string& more = "") {
  return Shown(hidden_scene("params: {k: 1}\nmodels:\n  m: {iterate: {" + fields + "}}\n" + more));
}

Numbers all(const Shown& shown, const std::string& column) {
  return numbers_of(column_of(shown, "m", column, 0, "all"));
}

}  // namespace

TEST_CASE("a step sees the state before it, and by `next` what it has made", "[iterate]") {
  const Shown shown = stepped(
      "start: {a: 0, b: 1, c: nan, word: x}, "
      "next: {a: =b, b: =a + b, c: =next.b * 2, n: =index, word: =word + 'o', ok: =next.n > 2}, "
      "steps: 5");
  CHECK(all(shown, "a") == Numbers{0, 1, 1, 2, 3, 5});
  CHECK(all(shown, "b") == Numbers{1, 1, 2, 3, 5, 8});
  CHECK(all(shown, "c")[5] == 16);
  CHECK(all(shown, "n")[5] == 5);
  CHECK(std::isnan(all(shown, "n")[0]));
  CHECK(column_of(shown, "m", "word", 0, "all").text(5) == "xooooo");
  CHECK(all(shown, "ok")[3] == 1);
  CHECK(all(shown, "step") == Numbers{0, 1, 2, 3, 4, 5});
}

TEST_CASE("a draw has a stream of its own: others do not move it", "[iterate]") {
  const Shown one = stepped("start: {}, next: {x: =normal()}, steps: 50, seed: 7");
  const Shown more = stepped(
      "start: {z: =uniform()}, next: {y: \"=uniform(2, 3)\", x: =normal(), w: \"=choice(1, 2, "
      "3)\"}, "
      "steps: 50, seed: 7");
  const Shown other = stepped("start: {}, next: {x: =normal()}, steps: 50, seed: 8");
  const auto tail = [](Numbers values) { return Numbers(values.begin() + 1, values.end()); };
  CHECK(tail(all(one, "x")) == tail(all(more, "x")));
  CHECK(tail(all(one, "x")) != tail(all(other, "x")));
  for (const double y : tail(all(more, "y"))) CHECK((y >= 2 && y < 3));
  std::set<double> chosen;
  for (const double w : tail(all(more, "w"))) chosen.insert(w);
  CHECK(chosen == std::set<double>{1, 2, 3});
}

TEST_CASE("the state is as of the step, and is made anew where a param moves", "[iterate]") {
  const Shown shown = stepped("start: {q: =k}, next: {q: =q + k}, steps: 4, step: 0",
                              "timeline:\n"
                              "  - {animate: {m.step: last}, for: 4s, ease: linear}\n"
                              "  - {set: {k: 10}, for: 1s}\n");
  const auto q = [&](double time) { return std::get<double>(shown.output(time, "m", "q")); };
  CHECK(q(0) == 1);
  CHECK(q(2.5) == 3);
  CHECK(q(4) == 50);
  CHECK(std::get<TablePtr>(shown.output(2.5, "m", "trace"))->rows() == 3);
}

TEST_CASE("a step that is missing is the first", "[iterate]") {
  const Shown shown = stepped("start: {q: 1}, next: {q: =q + 1}, steps: 4, step: 0",
                              "timeline: [{animate: {m.step: \"=4*(p/p)\"}, for: 1s}]\n");
  CHECK(std::get<double>(shown.output(0, "m", "step")) == 0);
  CHECK(std::get<double>(shown.output(0, "m", "q")) == 1);
}

TEST_CASE("walks of several seeds are a family", "[iterate]") {
  const Shown shown(hidden_scene(
      "models:\n"
      "  w: {each: {s: 1..20}, iterate: {start: {x: 0}, next: {x: =x + normal()}, steps: 30, "
      "seed: =s}}\n"
      "  band: {aggregate: {over: w.all, columns: {step: =first(step), mean: =mean(x), n: "
      "=count()}}}\n"
      "  ends: {derive: {data: w, columns: {far: =abs(x)}}}\n"));
  CHECK(numbers_of(column_of(shown, "band", "n")) == Numbers(31, 20));
  CHECK(numbers_of(column_of(shown, "band", "step"))[30] == 30);
  CHECK(numbers_of(column_of(shown, "band", "mean"))[0] == 0);
  CHECK(column_of(shown, "ends", "s").size() == 20);
  CHECK(numbers_of(column_of(shown, "ends", "x"))[4] ==
        numbers_of(column_of(shown, "w@5", "x", 0, "all"))[30]);
}

TEST_CASE("a step reads columns of any line, whatever their order", "[iterate]") {
  const Shown shown = stepped(
      "start: {}, next: {a: =b + 1, b: =c * 2, c: =index, word: \"='hi' if late else 'ho'\", "
      "late: =next.c > 1}, steps: 3");
  CHECK(all(shown, "c")[3] == 3);
  CHECK(all(shown, "b")[3] == 4);
  CHECK(all(shown, "a")[3] == 3);
  CHECK(column_of(shown, "m", "word", 0, "all").text(3) == "hi");
  const Shown other = stepped("start: {}, next: {late: =index > 1, x: =1}, steps: 3");
  CHECK(all(other, "late")[2] == 1);
}

TEST_CASE("a text that is joined in each step has an end, and is counted", "[iterate]") {
  CHECK(stepped("start: {w: x}, next: {w: =w + w}, steps: 16").duration() >= 0);
  const WorkBudget budget(100'000'000);
  const auto messages = [](const std::string& next, const char* steps) {
    return TestScene(hidden_scene("models:\n  m: {iterate: {start: {w: x}, next: {" + next +
                                  "}, steps: " + steps + "}}\n"))
        .messages();
  };
  CHECK(messages("w: =w + w", "17").find("a text of over 100000 bytes") != std::string::npos);
  CHECK(messages("w: =w + 'x'", "50000").find("error[limit]") != std::string::npos);
}

TEST_CASE("a probability that is none is told", "[iterate]") {
  for (const char* p : {"2", "-0.1", "1 + index/1000"}) {
    INFO(p);
    CHECK(TestScene(hidden_scene("models: {m: {iterate: {start: {}, next: {q: =bernoulli(" +
                                 std::string(p) + ")}, steps: 3}}}\n"))
              .messages()
              .find("a probability is from 0 to 1") != std::string::npos);
  }
  CHECK(all(stepped("start: {}, next: {q: =bernoulli(nan), r: =bernoulli(1)}, steps: 1"), "r")[1] ==
        1);
}

}  // namespace lantern::test::iterate_test
