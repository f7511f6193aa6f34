#include "renderer/labels/label_planning.h"

#include <catch2/catch.hpp>

// Places of labels, step by step: dots that move to the right in a room, and things in their way.

namespace lantern::test::label_planning_test {
namespace {

constexpr Box kRoom{0, 0, 400, 200};

LabelSpot right_of(Point dot) {
  LabelSpot out;
  out.target = Box::around(dot, 10, 10);
  out.home = Box::around({dot.x + 5 + 6 + 40, dot.y}, 80, 17);
  out.within = kRoom;
  return out;
}

StepMoment moment(Point dot, const std::vector<Box>& things = {}, bool passing = false) {
  LabelsThere out{{"dot"}, {right_of(dot)}, {{}}, Occupancy(kRoom)};
  for (const Box& thing : things) out.taken.add(thing);
  out.taken.settle();
  return {std::make_shared<const LabelsThere>(std::move(out)), passing};
}

using Steps = std::vector<std::vector<StepMoment>>;

}  // namespace

TEST_CASE("a label stands before it moves where it can stand while it moves", "[labels]") {
  const StepMoment start = moment({100, 100}), middle = moment({250, 100}, {}, true),
                   end = moment({390, 100});
  const auto alone = plan_labels(Steps{{start}});
  CHECK(alone[0].at("dot").from.shift == Point{});  // at its right
  const auto plan = plan_labels(Steps{{start}, {start, middle, end}, {end}});
  REQUIRE(plan.size() == 3);
  const StepPlace place = plan[1].at("dot");
  CHECK(place.from == place.to);
  CHECK_FALSE(place.from.shift == Point{});
  CHECK(plan[0].at("dot") == place);
  CHECK(plan[2].at("dot") == place);
}

TEST_CASE("what is in the way in the middle of a step counts", "[labels]") {
  const Box wall{300, 92, 340, 108};
  const auto plan = plan_labels(Steps{
      {moment({50, 100}, {wall}), moment({230, 100}, {wall}, true), moment({230, 40}, {wall})}});
  CHECK_FALSE(plan[0].at("dot").from.shift == Point{});
  const auto without = plan_labels(Steps{{moment({50, 100}, {wall}), moment({230, 40}, {wall})}});
  CHECK(without[0].at("dot").from.shift == Point{});
}

TEST_CASE("a label changes its place between steps for a much better one only", "[labels]") {
  const Point dot{200, 100};
  // Something small comes to lie on the place at the right; then everything but that is taken.
  const std::vector<Box> small{{260, 98, 264, 102}};
  std::vector<Box> all_but_right{{0, 0, 205, 200}, {205, 0, 400, 85}, {205, 115, 400, 200}};
  std::vector<Box> right{{206, 80, 400, 120}};
  const auto kept = plan_labels(Steps{{moment(dot), moment(dot, small)}, {moment(dot, small)}});
  CHECK(kept[0].at("dot").from == kept[1].at("dot").from);
  const auto moved = plan_labels(Steps{{moment(dot, all_but_right)}, {moment(dot, right)}});
  CHECK(moved[0].at("dot").from.shift == Point{});
  CHECK_FALSE(moved[1].at("dot").from.shift == Point{});
}

TEST_CASE("a label without one place for a step goes from one to another", "[labels]") {
  // Between two walls there is room at the right of the one end and at the left of the other only.
  const auto between_walls = [](double x, bool passing) {
    LabelsThere out{{"dot"}, {right_of({x, 15})}, {{}}, Occupancy(kRoom)};
    out.spots[0].within = {0, 0, 400, 30};
    out.taken.settle();
    return StepMoment{std::make_shared<const LabelsThere>(std::move(out)), passing};
  };
  const auto plan = plan_labels(
      Steps{{between_walls(5, false), between_walls(200, true), between_walls(395, false)}});
  const StepPlace place = plan[0].at("dot");
  CHECK(place.from.shown);
  CHECK(place.to.shown);
  CHECK_FALSE(place.from == place.to);
}

TEST_CASE("labels that come and go have places while they are there", "[labels]") {
  const StepMoment there = moment({100, 100});
  const auto plan = plan_labels(Steps{{}, {there}, {}, {there}});
  REQUIRE(plan.size() == 4);
  CHECK(plan[0].empty());
  CHECK(plan[2].empty());
  CHECK(plan[1] == plan[3]);
}

}  // namespace lantern::test::label_planning_test
