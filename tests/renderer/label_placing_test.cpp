#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>

#include "core/base/random.h"
#include "renderer/labels/label_candidates.h"
#include "renderer/labels/label_grid.h"
#include "renderer/labels/label_placing.h"
#include "tests/renderer/label_support.h"

namespace lantern::test::label_placing_test {
namespace {

/// A chart made by chance: dots with and without labels, lines with a label each, a region.
struct Chart {
  std::vector<LabelSpot> labels;
  std::vector<Box> dots;
  std::vector<Path> lines;
  Occupancy taken{kRoom};
};

/// At one moment.
std::vector<LabelPlace> placed(const std::vector<LabelSpot>& labels, const Occupancy& taken,
                               const std::vector<PreferredPlace>& preferred = {}) {
  std::vector<LabelTrack> tracks;
  for (const LabelSpot& spot : labels) tracks.push_back({{&spot}, preferred});
  const LabelMoment now{&taken, false};
  return place_labels(tracks, {&now, 1});
}

Path wandering(Random& random) {
  std::vector<Point> points;
  double y = random.uniform(40, 320);
  for (double x = 20; x <= 500; x += 16) {
    points.push_back({x, y});
    y = std::clamp(y + random.normal() * 12, 10.0, 350.0);
  }
  return polyline_path(points);
}

Chart chart(std::uint64_t seed, int labelled, int plain, int lines) {
  Random random(seed, "chart");
  Chart out;
  for (int i = 0; i < labelled + plain; ++i) {
    const Point at{random.uniform(10, 590), random.uniform(10, 350)};
    out.dots.push_back(Box::around(at, 9, 9));
    if (i < labelled) out.labels.push_back(label_of_dot(at, random.uniform(20, 90)));
  }
  for (int i = 0; i < lines; ++i) {
    out.lines.push_back(wandering(random));
    out.labels.push_back(label_of_line(out.lines.back(), random.uniform(30, 90)));
  }
  if (seed % 3 == 0) {
    LabelSpot region;
    region.names = Names::region;
    region.target = {200, 100, 320, 200};
    region.side = {0, 1};
    region.home = beside(region.target, {0, 1}, 6, 70, 17);
    region.within = kRoom;
    out.labels.push_back(region);
  }
  for (const Box& dot : out.dots) out.taken.add(dot);
  for (const Path& line : out.lines) out.taken.add_path(line, 3);
  out.taken.settle();
  return out;
}

std::vector<Box> boxes(const Chart& chart, const std::vector<LabelPlace>& places) {
  std::vector<Box> out;
  for (size_t i = 0; i < places.size(); ++i) {
    if (places[i].shown) out.push_back(box_at(chart.labels[i], places[i]));
  }
  return out;
}

double covered(const Chart& chart, const std::vector<Box>& boxes) {
  double out = 0;
  for (const Box& box : boxes) out += chart.taken.cover(box);
  return boxes.empty() ? 0 : out / double(boxes.size());
}

}  // namespace

TEST_CASE("labels of random charts are apart and inside, and nearly all find a place", "[labels]") {
  size_t wanted = 0, shown = 0, whole = 0, charts = 0;
  double before = 0, after = 0;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    const Chart one = chart(seed, 4 + int(seed % 27), int(seed % 60), int(seed % 5));
    const auto places = placed(one.labels, one.taken);
    const auto found = boxes(one, places);
    INFO("seed " << seed);
    check_apart(found);
    wanted += places.size();
    shown += found.size();
    whole += found.size() == places.size();
    ++charts;
    std::vector<Box> homes;
    for (const LabelSpot& label : one.labels) homes.push_back(moved_into(label.home, kRoom));
    before += covered(one, homes);
    after += covered(one, found);
    if (seed % 50 == 0) {  // the same again
      CHECK(placed(one.labels, one.taken) == places);
    }
  }
  CAPTURE(wanted, shown, whole, before / double(charts), after / double(charts));
  CHECK(double(shown) > 0.999 * double(wanted));
  CHECK(double(whole) > 0.99 * double(charts));
  CHECK(after < before / 4);  // and they leave the data free
}

TEST_CASE("where there is no room, the lightest labels are left out", "[labels]") {
  std::vector<LabelSpot> labels;
  for (int i = 0; i < 12; ++i) {
    labels.push_back(label_of_dot({30.0, 20}, 50));
    labels.back().within = {0, 0, 120, 60};
    labels.back().weight = i == 7 ? 2 : 1;
  }
  const Occupancy nothing(kRoom);
  const auto places = placed(labels, nothing);
  size_t shown = 0;
  for (const LabelPlace& place : places) shown += place.shown;
  CHECK(shown >= 2);
  CHECK(shown < 8);
  CHECK(places[7].shown);
  std::vector<Box> seen;
  for (size_t i = 0; i < labels.size(); ++i) {
    if (places[i].shown) seen.push_back(box_at(labels[i], places[i]));
  }
  for (size_t i = 0; i < seen.size(); ++i) {
    for (size_t j = 0; j < i; ++j) CHECK_FALSE(seen[i].overlaps(seen[j]));
  }
}

TEST_CASE("a label stands at home where nothing is in the way", "[labels]") {
  const std::vector<LabelSpot> labels{label_of_dot({100, 100}, 40), label_of_dot({100, 200}, 40)};
  const Occupancy nothing(kRoom);
  for (const LabelPlace& place : placed(labels, nothing)) {
    CHECK(place == LabelPlace{true, 1, {}});
  }
  CHECK(placed({}, nothing).empty());
}

TEST_CASE("a label goes to another side of its dot before it lies on data or leaves the picture",
          "[labels]") {
  Occupancy taken(kRoom);
  taken.add(Box{110, 90, 170, 110});
  taken.settle();
  const LabelSpot hidden = label_of_dot({100, 100}, 50);
  const auto place = placed(std::vector{hidden}, taken)[0];
  CHECK(taken.cover(box_at(hidden, place)) == 0);
  CHECK_FALSE(place.shift == Point{});
  CHECK(std::hypot(place.shift.x, place.shift.y) < 80);

  const LabelSpot edge = label_of_dot({590, 100}, 50);
  const Occupancy nothing(kRoom);
  const Box box = box_at(edge, placed(std::vector{edge}, nothing)[0]);
  CHECK(box.x1 <= kRoom.x1);
  CHECK_FALSE(box.overlaps(edge.target));
}

TEST_CASE("a side that the author chose is kept on data, not on another label", "[labels]") {
  Occupancy taken(kRoom);
  taken.add(Box{106, 90, 170, 110});
  taken.settle();
  std::vector<LabelSpot> labels{label_of_dot({100, 100}, 50)};
  labels[0].fixed = true;
  CHECK(placed(labels, taken)[0].shift == Point{});
  labels.push_back(labels[0]);
  const auto both = placed(labels, taken);
  CHECK((both[0].shift == Point{}) != (both[1].shift == Point{}));
  CHECK_FALSE(box_at(labels[0], both[0]).overlaps(box_at(labels[1], both[1])));
}

TEST_CASE("lines that end at the same place have their labels above each other", "[labels]") {
  const Path path = polyline_path({{20, 180}, {400, 180}});
  const std::vector<LabelSpot> labels{label_of_line(path, 60), label_of_line(path, 60)};
  Occupancy taken(kRoom);
  taken.add_path(path, 3);
  taken.settle();
  const auto places = placed(labels, taken);
  const Box a = box_at(labels[0], places[0]), b = box_at(labels[1], places[1]);
  CHECK_FALSE(a.overlaps(b));
  CHECK(a.x0 == b.x0);
  CHECK(std::fabs(a.center().y - b.center().y) < 1.4 * 17);
  CHECK(std::fabs((a.center().y + b.center().y) / 2 - 180) < 3);
}

TEST_CASE("a line's label goes along it where there is no room behind it", "[labels]") {
  const Path path = polyline_path({{20, 300}, {300, 180}, {595, 60}});
  LabelSpot spot = label_of_line(path, 80);
  Occupancy taken(kRoom);
  taken.add_path(path, 3);
  taken.add(Box{420, 0, 600, 360});
  taken.settle();
  const auto place = placed(std::vector{spot}, taken)[0];
  const Box box = box_at(spot, place);
  CHECK(place.along < 0.75);
  CHECK(taken.cover(box) == 0);
}

TEST_CASE("labels keep to where they stood", "[labels]") {
  // The free place to the left is a little worse than the one to the right.
  const std::vector<LabelSpot> labels{label_of_dot({300, 100}, 40)};
  const Occupancy nothing(kRoom);
  size_t tried = 0;
  for (const LabelCandidate& candidate : candidates_of(labels[0])) {
    if (candidate.cost > 1.5 || candidate.cost == 0) continue;
    CHECK(placed(labels, nothing, {{candidate.place, 2.5}})[0] == candidate.place);
    ++tried;
  }
  CHECK(tried > 3);
  const LabelPlace far{true, 1, {-200, -50}};
  CHECK(placed(labels, nothing, {{far, 2.5}})[0].shift == Point{});
  CHECK(placed(labels, nothing, {{far, 8}})[0] == far);
}

TEST_CASE("a region's label stands inside it where it fits", "[labels]") {
  LabelSpot spot;
  spot.names = Names::region;
  spot.target = {100, 100, 260, 200};
  spot.side = {};
  spot.home = Box::around(spot.target.center(), 60, 17);
  spot.within = kRoom;
  Occupancy taken(kRoom);
  taken.add(Box{150, 130, 210, 170});
  taken.settle();
  const Box box = box_at(spot, placed(std::vector{spot}, taken)[0]);
  CHECK(taken.cover(box) == 0);
  CHECK(box.x0 >= spot.target.x0);
  CHECK(box.y1 <= spot.target.y1);
}

TEST_CASE("a grid of labels leaves out none that is near", "[labels]") {
  Random random(1, "grid");
  const Box room{-20, 10, 620, 370};
  constexpr size_t kBoxes = 150;
  const auto some_box = [&] {
    const Point at{random.uniform(-60, 660), random.uniform(-30, 400)};
    return Box::around(at, random.uniform(1, 200), random.uniform(1, 60));
  };
  std::vector<Box> boxes;
  LabelGrid grid(room);
  for (size_t i = 0; i < kBoxes; ++i) {
    boxes.push_back(some_box());
    grid.add(i, boxes[i]);
  }
  for (size_t i = 0; i < kBoxes; i += 3) grid.remove(i, boxes[i]);
  for (int question = 0; question < 200; ++question) {
    const Box here = some_box();
    const std::vector<size_t>& near = grid.near(here);
    CHECK(std::is_sorted(near.begin(), near.end()));
    for (size_t i = 0; i < kBoxes; ++i) {
      const bool found = std::binary_search(near.begin(), near.end(), i);
      if (i % 3 == 0) CHECK_FALSE(found);
      else if (boxes[i].overlaps(here)) CHECK(found);
      CHECK(found == grid.any_near(here, [&](size_t near_one) { return near_one == i; }));
    }
  }
}

}  // namespace lantern::test::label_placing_test
