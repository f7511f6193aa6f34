#include <catch2/catch.hpp>

#include "tests/core/steps.h"

namespace lantern::test::timeline_test {
namespace {

const MarkState& mark(const State& state, size_t snapshot, size_t index) {
  return state.snapshots[snapshot].views[0].marks[index];
}

}  // namespace

TEST_CASE("a caption reads what holds at its step's end, not what the next step sets",
          "[timeline]") {
  const auto test = make(
      "  - {animate: {t: 4}, for: 1s, say: 't {=t:.0f}'}\n"
      "  - {set: {t: 9}, for: 1s, say: 'now {=t:.0f}'}\n"
      "  - {set: {t: 2}, for: 0s, say: 'at once {=t:.0f}'}\n"
      "  - {hold: 1s}\n");
  REQUIRE(test.scene);
  std::vector<std::string> read;
  for (const auto& cue : test.scene->film().cues) read.push_back(cue.text);
  CHECK(read == std::vector<std::string>{"t 4", "now 9", "at once 2"});
}

TEST_CASE("steps follow each other and last as long as they say", "[timeline]") {
  const auto test = make(
      "  - {animate: {t: 4}, for: 2s}\n"
      "  - {hold: 1s}\n"
      "  - {section: Two, animate: {t: 6}, for: 500ms, hold: 500ms}\n"
      "  - {hide: dots}\n");
  INFO(test.messages());
  REQUIRE(test.scene);
  const Film& film = test.scene->film();
  CHECK(film.duration == Approx(5));
  CHECK(film.frames == 150);
  REQUIRE(film.sections.size() == 1);
  CHECK(film.sections[0].start == Approx(3));
  CHECK(film.sections[0].end == Approx(5));
  CHECK(number(*test.scene, 0, "t") == 0);
  CHECK(number(*test.scene, 2, "t") == 4);
  CHECK(number(*test.scene, 3.5, "t") == 6);
  CHECK(number(*test.scene, 99, "t") == 6);
}

TEST_CASE("the last frame shows the end state", "[timeline]") {
  const auto test = make("  - {animate: {t: 4}, for: 2s}\n");
  const Film& film = test.scene->film();
  CHECK(film.time_of(film.frames - 1) == film.duration);
  CHECK(film.time_of(30) == 1.0);
  CHECK(film.time_of(3) == 0.1);  // the nearest double to the written time
}

TEST_CASE("waypoints, loops and expressions of p", "[timeline]") {
  const auto test = make(
      "  - {animate: {t: [2, 6, 4]}, for: 4s, ease: linear}\n"
      "  - {animate: {t: [0, 10]}, for: 2s, ease: linear, loop: 3}\n"
      "  - {animate: {t: \"=1 + 4*p*(1 - p)\"}, for: 2s, ease: linear}\n");
  INFO(test.messages());
  REQUIRE(test.scene);
  CHECK(number(*test.scene, 0, "t") == 2);
  CHECK(number(*test.scene, 2, "t") == Approx(6));
  CHECK(number(*test.scene, 3, "t") == Approx(5));
  CHECK(number(*test.scene, 5, "t") == Approx(5));
  CHECK(number(*test.scene, 7, "t") == Approx(5));
  CHECK(number(*test.scene, 11, "t") == Approx(2));
  CHECK(test.scene->film().duration == Approx(12));
}

TEST_CASE("a number on its way is as data have it", "[timeline]") {
  const auto test = make("  - {animate: {t: [1, 0.4]}, for: 6s, ease: linear}\n");
  REQUIRE(test.scene);
  CHECK(number(*test.scene, 1, "t") == 0.9);
  CHECK(number(*test.scene, 2, "t") == 0.8);
  CHECK(number(*test.scene, 4, "t") == 0.6);  // and not 0.6000000000000001
}

TEST_CASE("counts move in whole numbers, choices jump", "[timeline]") {
  const auto test = make(
      "  - {animate: {n: 4}, for: 4s, ease: linear}\n"
      "  - {set: {mode: b}, for: 1s}\n");
  REQUIRE(test.scene);
  for (double t = 0; t <= 4; t += 0.1) {
    const double n = number(*test.scene, t, "n");
    CHECK(n == std::round(n));
  }
  const auto mode = [&](double t) {
    return std::get<std::string>(test.scene->values(t).params[2].second);
  };
  CHECK(mode(3.9) == "a");
  CHECK(mode(4.0) == "b");
}

TEST_CASE("together, sequence, delay, at and each", "[timeline]") {
  const auto test = make(
      "  - together:\n"
      "      - {animate: {t: 1}, for: 2s}\n"
      "      - sequence:\n"
      "          - {animate: {n: 1}, for: 1s}\n"
      "          - {animate: {n: 2}, for: 3s}\n"
      "  - {animate: {t: 2}, for: 1s, delay: -1s}\n"
      "  - {animate: {t: 3}, for: 1s, at: 6s}\n"
      "  - each: {k: 3..5}\n"
      "    steps:\n"
      "      - {set: {n: =k}, for: 1s}\n");
  INFO(test.messages());
  REQUIRE(test.scene);
  CHECK(test.scene->film().duration == Approx(10));
  CHECK(number(*test.scene, 4, "n") == 2);
  CHECK(number(*test.scene, 3.0, "t") == 1);
  CHECK(number(*test.scene, 4.0, "t") == 2);
  CHECK(number(*test.scene, 7.0, "n") == 3);
  CHECK(number(*test.scene, 9.5, "n") == 5);
}

TEST_CASE("a mark whose first mention is show starts hidden", "[timeline]") {
  const auto test = make(
      "  - {hold: 1s}\n"
      "  - {show: dots, for: 2s, stagger: 200ms, ease: linear}\n"
      "  - {hide: line, for: 1s}\n");
  REQUIRE(test.scene);
  CHECK(mark(test.scene->state(0.5), 0, 0).presence.hidden());
  CHECK(mark(test.scene->state(0.5), 0, 1).presence.full());
  const Presence middle = mark(test.scene->state(2), 0, 0).presence;
  REQUIRE(middle.rows.size() == 4);
  CHECK(middle.rows[0] > middle.rows[1]);
  CHECK(middle.rows[2] > middle.rows[3]);
  CHECK(mark(test.scene->state(3), 0, 0).presence.full());
  CHECK(mark(test.scene->state(4), 0, 1).presence.hidden());
}

TEST_CASE("steps can choose rows and their order", "[timeline]") {
  const auto test = make(
      "  - {show: dots, where: =x > 2, for: 1s}\n"
      "  - {show: dots@1, for: 1s}\n"
      "  - {highlight: dots, where: =x == 3, for: 2s}\n");
  INFO(test.messages());
  REQUIRE(test.scene);
  const auto rows = [&](double t) { return mark(test.scene->state(t), 0, 0).presence.rows; };
  CHECK(rows(1) == std::vector<float>{0, 0, 1, 1});
  CHECK(rows(2) == std::vector<float>{1, 0, 1, 1});
  const Emphasis emphasis = mark(test.scene->state(3), 0, 0).emphasis;
  REQUIRE(emphasis.others.size() == 1);
  REQUIRE(emphasis.others[0].lit.size() == 4);
  CHECK_FALSE(emphasis.others[0].lit[0]);
  CHECK(emphasis.others[0].lit[2]);
  REQUIRE(mark(test.scene->state(3), 0, 1).emphasis.others.size() == 1);
  CHECK(mark(test.scene->state(3), 0, 1).emphasis.others[0].lit.empty());
  CHECK(mark(test.scene->state(4), 0, 0).emphasis.others.empty());
}

TEST_CASE("a jump shows two snapshots while it is on its way", "[timeline]") {
  const auto test = make(
      "  - {hold: 1s}\n"
      "  - {set: {n: 2}, change: {dots: {where: =x < 3}}, for: 2s}\n");
  INFO(test.messages());
  REQUIRE(test.scene);
  CHECK(test.scene->state(0.5).snapshots.size() == 1);
  const State state = test.scene->state(2);
  REQUIRE(state.snapshots.size() == 2);
  CHECK(mark(state, 0, 0).values->rows->rows() == 4);
  CHECK(mark(state, 1, 0).values->rows->rows() == 2);
  CHECK(test.scene->state(3).snapshots.size() == 1);
  CHECK(mark(test.scene->state(3), 0, 0).values->rows->rows() == 2);
}

TEST_CASE("jumps that overlap are let go one after the other", "[timeline]") {
  const auto test = make(
      "  - together:\n"
      "      - {set: {n: 2}, for: 4s}\n"
      "      - {set: {t: 5}, for: 1s, delay: 1s}\n");
  REQUIRE(test.scene);
  CHECK(test.scene->state(1.5).snapshots.size() == 3);
  CHECK(test.scene->state(3).snapshots.size() == 2);
}

TEST_CASE("a trace is as of its step, and drawn on its way to the next", "[timeline]") {
  const auto test = make("  - {animate: {u.step: last}, for: 4s, ease: linear}\n");
  INFO(test.messages());
  REQUIRE(test.scene);
  const auto values = [&](double t) { return mark(test.scene->state(t), 0, 1).values; };
  CHECK(values(0)->rows->rows() == 1);
  CHECK(values(2)->rows->rows() == 3);
  const auto between = values(2.5);
  CHECK(between->rows->rows() == 3);
  REQUIRE(between->ahead);
  CHECK(between->ahead_fraction == Approx(0.5));
  CHECK(values(4)->rows->rows() == 5);
  const auto all = test.scene->values(0).models[0].outputs[0];
  CHECK(all.first == "all");
  CHECK(std::get<TablePtr>(all.second)->column("v").numbers()[4] == 16);
}

TEST_CASE("captions last until the next one, or one that says nothing", "[timeline]") {
  const auto test = make(
      "  - {say: \"n is {=n}\", animate: {n: 3}, for: 2s}\n"
      "  - {hold: 1s}\n"
      "  - {section: Still the same, hold: 1s}\n"
      "  - {section: Quiet, say: '', hold: 2s}\n"
      "  - {say: {text: \"n was {=n}\", when: start}, animate: {n: 5}, for: 2s}\n");
  REQUIRE(test.scene);
  const auto& cues = test.scene->film().cues;
  REQUIRE(cues.size() == 2);
  CHECK(cues[0].text == "n is 3");
  CHECK(cues[0].start == Approx(0));
  CHECK(cues[0].end == Approx(4));
  CHECK(cues[1].text == "n was 3");
  CHECK(cues[1].start == Approx(7));
  CHECK(cues[1].end == Approx(9));
}

TEST_CASE("cells of a table can be written, and what hangs on them follows", "[timeline]") {
  const TestScene test(
      "lantern: 1\n"
      "data: {points: {rows: [[a, 1], [b, 3]], columns: [id, x], key: id}}\n"
      "views: {plot: {marks: {note: {text: {text: \"{=points.x.mean:.2f} {=points@a.x:.1f}\"}}}}}\n"
      "timeline: [{animate: {points@a.x: [1, 5]}, for: 2s, ease: linear}]\n");
  INFO(test.messages());
  REQUIRE(test.scene);
  const auto text = [&](double t) {
    const auto values = mark(test.scene->state(t), 0, 0).values;
    return std::get<LiveText>(values->fields->values[size_t(values->fields->kind->find("text"))])
        .constant;
  };
  CHECK(text(0) == "2.00 1.0");
  CHECK(text(1) == "3.00 3.0");
  CHECK(text(2) == "4.00 5.0");
}

TEST_CASE("the option set holds a param for the whole film", "[timeline]") {
  SceneOptions options;
  options.params["t"] = "7";
  const TestScene test(kStepsHead + std::string("  - {animate: {t: 4}, for: 2s}\n"), "", options);
  REQUIRE(test.scene);
  CHECK(number(*test.scene, 0, "t") == 7);
  CHECK(number(*test.scene, 2, "t") == 7);
}

TEST_CASE("staggered rows all arrive in time", "[timeline]") {
  const Ease linear(*find_easing("linear"), {});
  for (const double stagger : {0.0, 0.01, 0.1, 5.0}) {
    for (size_t rank = 0; rank < 20; ++rank) {
      CHECK(staggered(0, 2, stagger, rank, 20, linear) == 0);
      CHECK(staggered(2, 2, stagger, rank, 20, linear) == 1);
    }
    CHECK(staggered(1, 2, stagger, 0, 20, linear) >= staggered(1, 2, stagger, 19, 20, linear));
  }
}

}  // namespace lantern::test::timeline_test
