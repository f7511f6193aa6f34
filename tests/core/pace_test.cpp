#include <catch2/catch.hpp>
#include <cmath>

#include "core/scene/run/timeline.h"
#include "tests/core/steps.h"

// How long steps take, what follows what in them, and where the camera is.

namespace lantern::test::pace_test {

TEST_CASE("what is said again is one caption", "[timeline]") {
  const auto test = make("  - {say: Again, hold: 1s}\n  - {say: Again, hold: 1s}\n");
  REQUIRE(test.scene);
  REQUIRE(test.scene->film().cues.size() == 1);
  CHECK(test.scene->film().cues[0].end == Approx(4));
}

TEST_CASE("a step waits until its caption can be read", "[timeline]") {
  const auto duration = [](const std::string& steps) {
    const auto test = make(steps);
    INFO(test.messages());
    REQUIRE(test.scene);
    return test.scene->film().duration;
  };
  const std::string thirty = "say: abcdefghijklmnopqrstuvwxyzabcd";
  CHECK(duration("  - {" + thirty + ", hold: read}\n") == Approx(2));
  CHECK(duration("  - {" + thirty + ", for: 0s, hold: read}\n") == Approx(2));
  CHECK(duration("  - {" + thirty + ", animate: {t: 1}, for: 1500ms, hold: read}\n") == Approx(2));
  CHECK(duration("  - {" + thirty + ", animate: {t: 1}, for: 5s, hold: read}\n") == Approx(5));
  CHECK(duration("  - {" + thirty +
                 ", for: 500ms}\n  - {animate: {t: 1}, for: 1s}\n"
                 "  - {hold: read}\n") == Approx(2));
  CHECK(duration("  - {say: 'Hi {=t}', for: 0s, hold: read}\n") == Approx(1));
  const auto silent = make("  - {hold: read}\n");
  CHECK(silent.messages().find("`hold: read` waits for a caption, and there is none") !=
        std::string::npos);
}

TEST_CASE("a loop can go there and back", "[timeline]") {
  const auto test = make(
      "  - {animate: {t: 8}, for: 1s, ease: linear, loop: {times: 2, back: true}}\n"
      "  - {animate: {t: 4}, for: 1s, ease: linear}\n");
  INFO(test.messages());
  REQUIRE(test.scene);
  CHECK(test.scene->film().duration == Approx(5));
  const auto t = [&](double time) { return number(*test.scene, time, "t"); };
  CHECK(t(0.25) == Approx(2));
  CHECK(t(0.999) == Approx(8).margin(0.01));
  CHECK(t(1.25) == Approx(6));
  CHECK(t(2.25) == Approx(2));
  CHECK(t(4) == Approx(0));
  CHECK(t(4.5) == Approx(2));
}

TEST_CASE("marks come one by one, and instances follow each other", "[timeline]") {
  const auto test = [](const std::string& step) {
    return TestScene(
        "lantern: 1\nparams: {t: 0}\n"
        "data: {d: {rows: [[1, 3], [2, 1], [3, 2]], columns: [x, y], key: x}}\n"
        "views: {v: {marks: {a: {dot: {data: d, x: x, y: y}}, "
        "b: {each: {k: [3, 1, 2]}, dot: {data: d, x: x, y: =y + k}}}}}\n"
        "timeline: [{" +
        step + "}]\n");
  };
  const auto amounts = [](const TestScene& scene, double time) {
    INFO(scene.messages());
    REQUIRE(scene.scene);
    std::vector<double> out;
    const State state = scene.scene->state(time);
    for (const MarkState& mark : state.snapshots[0].views[0].marks) {
      out.push_back(std::round(mark.presence.most() * 1000) / 1000);
    }
    return out;
  };
  const TestScene turns = test("show: [b, a], one_by_one: 400ms, ease: linear");
  CHECK(turns.scene->film().duration == Approx(1.6));
  CHECK(amounts(turns, 0.2) == std::vector<double>{0, 0.5, 0, 0});
  CHECK(amounts(turns, 0.6) == std::vector<double>{0, 1, 0.5, 0});
  CHECK(amounts(turns, 1.4)[0] == Approx(0.5));
  CHECK(amounts(test("show: b, one_by_one: 1s, order: =k, ease: linear"), 0.5) ==
        std::vector<double>{1, 0, 0.5, 0});
  const TestScene staggered = test("show: b, stagger: 500ms, by: instance, for: 2s, ease: linear");
  CHECK(staggered.scene->film().duration == Approx(2));
  CHECK(amounts(staggered, 0.5) == std::vector<double>{1, 0.5, 0, 0});
  CHECK(amounts(staggered, 1) == std::vector<double>{1, 1, 0.5, 0});
  const TestScene both = test("show: b, one_by_one: 1s, for: 2s");
  CHECK(both.messages().find("`one_by_one` and `for` both say how long it takes") !=
        std::string::npos);
  CHECK(test("show: b, by: instance").messages().find("there is no stagger") != std::string::npos);
}

TEST_CASE("marks of a view's instances come one by one", "[timeline]") {
  const TestScene scene(
      "lantern: 1\n"
      "data: {d: {rows: [[1, 2], [2, 3]], columns: [x, y], key: x}}\n"
      "models: {f: {each: {k: [2, 3]}, derive: {data: d, where: =x < k, columns: {z: =x*k}}}}\n"
      "views: {w: {each: {g: f}, marks: {c: {each: {q: g}, rule: {x: =q.z}}, e: {rule: {x: 1}}}}}\n"
      "timeline: [{show: w, one_by_one: 1s, ease: linear}, {hide: w@3.c, one_by_one: 1s}]\n");
  INFO(scene.messages());
  REQUIRE(scene.scene);
  CHECK(scene.scene->film().duration == Approx(7));  // of two views, three lists of rules and twos
  std::vector<double> starts;
  const State state = scene.scene->state(2.5);
  for (const ViewState& view : state.snapshots.back().views) {
    for (const MarkState& mark : view.marks) starts.push_back(mark.presence.most());
  }
  CHECK(starts == std::vector<double>{1, 1, 0.5, 0, 0});
}

TEST_CASE("instances that are not there yet take no time of the others", "[timeline]") {
  const TestScene scene(
      "lantern: 1\nparams: {n: {value: 2, type: count}}\n"
      "data: {d: {rows: [1, 2, 3], columns: [x], key: x}}\n"
      "models: {r: {derive: {data: d, where: =x <= n, columns: {z: =-x}}}}\n"
      "views: {v: {marks: {b: {each: {q: r}, rule: {x: =q.x}}}}}\n"
      "timeline: [{show: b, stagger: 2s, by: instance, for: 2s, order: =q.z, ease: linear}, {set: "
      "{n: 3}, for: 1s}]\n");
  INFO(scene.messages());
  REQUIRE(scene.scene);
  const State state = scene.scene->state(1);
  std::vector<double> shown;
  for (const MarkState& mark : state.snapshots.back().views[0].marks) {
    shown.push_back(mark.presence.most());
  }
  CHECK(shown == std::vector<double>{0, 1, 0});
}

TEST_CASE("rows follow each other in an order in any step", "[timeline]") {
  const auto test = make(
      "  - {change: {dots: {y: =x + 1}}, stagger: 100ms, order: =-x, for: 1s}\n"
      "  - {set: {t: 1}, stagger: 100ms, order: =nothing, for: 1s}\n");
  CHECK(test.messages().find("nothing") != std::string::npos);
  const auto fine =
      make("  - {change: {dots: {y: =x + 1}}, stagger: 100ms, order: =-x, for: 1s}\n");
  INFO(fine.messages());
  REQUIRE(fine.scene);
  const State state = fine.scene->state(0.5);
  REQUIRE(state.tweens.size() == 1);
  REQUIRE(state.tweens[0].order);
  CHECK(state.tweens[0].order->at("plot.dots").by_row == std::vector<int>{3, 2, 1, 0});
}

TEST_CASE("a trace says how far it has got between its steps", "[timeline]") {
  const auto test = make("  - {animate: {u.step: last}, for: 4s, ease: linear}\n");
  REQUIRE(test.scene);
  const auto values = test.scene->values(1.5);
  const auto& outputs = values.models[0].outputs;
  CHECK(outputs.back().first == "progress");
  CHECK(std::get<double>(outputs.back().second) == Approx(1.5));
}

TEST_CASE("the camera goes from one thing to the next", "[timeline]") {
  const auto test = make(
      "  - {camera: {to: dots, zoom: 2}, for: 1s, ease: linear}\n"
      "  - {camera: {to: dots@3}, for: 2s, ease: linear, hold: 1s}\n"
      "  - {camera: {to: all}, for: 1s}\n");
  INFO(test.messages());
  REQUIRE(test.scene);
  CHECK(test.scene->has_camera());
  const auto at = [&](double time) { return test.scene->state(time).camera; };
  REQUIRE(at(0.5).size() == 1);
  CHECK(at(0.5)[0].progress == Approx(0.5));
  REQUIRE(at(2).size() == 2);
  CHECK(at(2)[1].progress == Approx(0.5));
  CHECK(at(2)[1].event->to->row == "3");
  REQUIRE(at(3.5).size() == 1);
  CHECK(at(3.5)[0].progress == 1);
  CHECK_FALSE(at(4.5).back().event->to);
  for (const char* wrong :
       {"camera: {zoom: 2}", "camera: {to: nobody}", "camera: {to: dots, zoom: 0.5}",
        "camera: {to: all, zoom: 2}", "camera: dots", "camera: {to: dots, inset: middle}"}) {
    INFO(wrong);
    CHECK_FALSE(make("  - {" + std::string(wrong) + "}\n").scene);
  }
}

}  // namespace lantern::test::pace_test
