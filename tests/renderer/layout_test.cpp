#include <cmath>
#include <map>

#include <catch2/catch.hpp>

#include "core/base/random.h"
#include "core/base/text.h"
#include "core/base/work.h"
#include "renderer/layouts/layout.h"

namespace lantern::test::layout_test {
namespace {

const LayoutType& layout_named(std::string_view name) {
  for (const LayoutType* layout : layouts()) {
    if (layout->kind.name == name) return *layout;
  }
  throw std::logic_error("no such layout");
}

/// A layout of groups with its fallbacks.
std::vector<Point> grouped(std::string_view name, const std::vector<std::string>& by,
                           const std::vector<double>& sizes,
                           const Box& area = {100, 50, 1000, 400}) {
  const LayoutType& type = layout_named(name);
  RecordValue fields{&type.kind, {}, {}, {}};
  for (const Field& field : type.kind.fields) {
    const auto number = parse_number(field.fallback);
    fields.values.push_back(number ? FieldValue(*number) : FieldValue());
  }
  if (name == "beeswarm") {
    NumberChannel middle;
    middle.given = true;
    fields.values[size_t(type.kind.find("x"))] = middle;
  }
  if (!by.empty()) {
    TextChannel channel;
    channel.given = true;
    channel.column = Column::texts(by);
    fields.values[size_t(type.kind.find("by"))] = channel;
  }
  Plot plot;
  plot.area = area;
  return type.place({fields, sizes.size(), plot, sizes}).points;
}

bool overlap(Point a, Point b, double size_a, double size_b) {
  return std::hypot(a.x - b.x, a.y - b.y) < (size_a + size_b) / 2 - 1e-6;
}

std::vector<Point> swarm(const std::vector<double>& x, const std::vector<double>& sizes,
                         double gap) {
  const LayoutType& type = layout_named("beeswarm");
  RecordValue fields{&type.kind, {}, std::vector<FieldValue>(type.kind.fields.size()), {}};
  NumberChannel channel;
  channel.given = true;
  channel.column = Column::numbers(x);
  fields.values[size_t(type.kind.find("x"))] = channel;
  fields.values[size_t(type.kind.find("gap"))] = gap;
  Plot plot;
  plot.area = {0, 0, 1000, 400};
  plot.x = {scale_types().front(), {0, 1, {}}, 0, 1000};
  plot.y = {scale_types().front(), {0, 1, {}}, 400, 0};
  return type.place({fields, x.size(), plot, sizes}).points;
}

}  // namespace

TEST_CASE("a beeswarm keeps places on its axis and never overlaps", "[layout]") {
  Random random(7);
  for (const size_t count : {1u, 2u, 40u, 300u}) {
    std::vector<double> x(count), sizes(count);
    for (size_t i = 0; i < count; ++i) {
      x[i] = std::round(random.uniform() * 50) / 50;  // many ties
      sizes[i] = 10 + 10 * random.uniform();
    }
    const auto points = swarm(x, sizes, 1);
    REQUIRE(points.size() == count);
    for (size_t i = 0; i < count; ++i) {
      CHECK(points[i].x == Approx(x[i] * 1000));
      for (size_t j = 0; j < i; ++j) {
        const double distance = std::hypot(points[i].x - points[j].x, points[i].y - points[j].y);
        CHECK(distance >= (sizes[i] + sizes[j]) / 2 + 1 - 1e-6);
      }
    }
  }
}

TEST_CASE("a beeswarm is compact, centred and the same every time", "[layout]") {
  const std::vector<double> x(9, 0.5), sizes(9, 20.0);
  const auto points = swarm(x, sizes, 0);
  double low = 1e9, high = -1e9;
  for (const Point& p : points) {
    low = std::min(low, p.y);
    high = std::max(high, p.y);
  }
  CHECK(high - low == Approx(160));  // nine in a column
  CHECK((low + high) / 2 == Approx(200));
  CHECK(points == swarm(x, sizes, 0));
}

TEST_CASE("equal rows make a swarm with little work, near ones with bounded work", "[layout]") {
  const WorkBudget budget(50'000'000);
  const std::vector<double> sizes(20'000, 2.0);
  std::vector<double> x(sizes.size(), 0.5);
  CHECK(swarm(x, sizes, 0).size() == x.size());
  Random random(3);
  for (double& one : x) one = 0.5 + 0.001 * random.uniform();
  CHECK_THROWS_AS(swarm(x, sizes, 0), OutOfWork);
}

TEST_CASE("packed circles never overlap and lie close together", "[layout]") {
  Random random(9);
  for (const size_t count : {0u, 1u, 2u, 3u, 4u, 62u, 400u}) {
    std::vector<double> sizes(count);
    for (double& size : sizes) size = 6 + 20 * random.uniform();
    const auto points = grouped("pack", {}, sizes, {50, -275, 1050, 725});
    REQUIRE(points.size() == count);
    Box box;
    double area = 0;
    for (size_t i = 0; i < count; ++i) {
      for (size_t j = 0; j < i; ++j) CHECK_FALSE(overlap(points[i], points[j], sizes[i], sizes[j]));
      box.add(Box::around(points[i], sizes[i], sizes[i]));
      area += sizes[i] * sizes[i] * 0.785;
    }
    if (count >= 62) CHECK(area > 0.4 * box.width() * box.height());
    if (count > 0) CHECK(box.center().x == Approx(550).margin(30));
  }
}

TEST_CASE("a heap of equal circles is round, whatever their number", "[layout]") {
  for (const size_t count : {1u, 2u, 3u, 5u, 8u, 19u, 20u, 62u, 119u, 400u, 1000u}) {
    INFO(count);
    const std::vector<double> sizes(count, 10);
    const auto points = grouped("pack", {}, sizes, {0, 0, 1000, 1000});
    Box box;
    double far = 0;
    for (size_t i = 0; i < count; ++i) {
      for (size_t j = 0; j < i; ++j) CHECK_FALSE(overlap(points[i], points[j], 10, 10));
      box.add(Box::around(points[i], 10, 10));
    }
    for (const Point& p : points) {
      far = std::max(far, std::hypot(p.x - box.center().x, p.y - box.center().y) + 6);
    }
    if (count < 8) continue;
    CHECK(box.width() == Approx(box.height()).epsilon(0.16));
    // A gap of 2 is between them.
    CHECK(double(count) * 36 > (count < 60 ? 0.45 : 0.65) * far * far);
  }
}

TEST_CASE("groups stand apart, in the order of the data", "[layout]") {
  std::vector<std::string> by;
  for (int i = 0; i < 60; ++i) by.push_back(i % 5 == 0 ? "few" : i % 2 ? "many" : "some");
  const std::vector<double> sizes(by.size(), 12);
  for (const std::string name : {"pack", "grid", "stack"}) {
    INFO(name);
    const auto points = grouped(name, by, sizes);
    std::map<std::string, Box> boxes;
    for (size_t i = 0; i < by.size(); ++i) {
      boxes[by[i]].add(Box::around(points[i], 12, 12));
      for (size_t j = 0; j < i; ++j) CHECK_FALSE(overlap(points[i], points[j], 12, 12));
    }
    CHECK(boxes["few"].x1 < boxes["many"].x0);
    CHECK(boxes["many"].x1 < boxes["some"].x0);
    CHECK(grouped(name, by, sizes) == points);
  }
}

TEST_CASE("stacks stand on the foot of the view", "[layout]") {
  const auto points = grouped("stack", {"a", "b", "a"}, {10, 10, 10});
  CHECK(points[0].y == Approx(400 - 6));
  CHECK(points[1].y == points[0].y);
  CHECK(points[2].y == Approx(400 - 18));
  CHECK(points[2].x == points[0].x);
}

TEST_CASE("rows of no size or an endless one have no place, and push nobody aside", "[layout]") {
  const double endless = std::numeric_limits<double>::infinity(), none = std::nan("");
  for (const char* name : {"beeswarm", "pack"}) {
    INFO(name);
    const std::vector<Point> places = grouped(name, {}, {10, endless, 20, none, 1e300, 10});
    const std::vector<Point> without = grouped(name, {}, {10, 20, 10});
    CHECK(places[0] == without[0]);
    CHECK(places[2] == without[1]);
    CHECK(places[5] == without[2]);
    for (const size_t row : {1, 3, 4}) CHECK(std::isnan(places[row].x));
  }
}

namespace {

/// A swarm by categories along one axis and numbers along the other.
std::vector<Point> swarms(bool categories_along_x, const std::vector<std::string>& by,
                          const std::vector<double>& numbers, double size) {
  const LayoutType& type = layout_named("beeswarm");
  RecordValue fields{&type.kind, {}, std::vector<FieldValue>(type.kind.fields.size()), {}};
  NumberChannel category, number;
  category.given = number.given = true;
  category.column = Column::texts(by);
  number.column = Column::numbers(numbers);
  fields.values[size_t(type.kind.find("x"))] = categories_along_x ? category : number;
  fields.values[size_t(type.kind.find("y"))] = categories_along_x ? number : category;
  fields.values[size_t(type.kind.find("gap"))] = 0.0;
  const Domain named{0, 1, {"a", "b"}}, plain{0, 1, {}};
  Plot plot;
  plot.area = plot.cell = {0, 0, 400, 400};
  plot.x = {categories_along_x ? &scale_type("ordinal") : scale_types().front(),
            categories_along_x ? named : plain, 0, 400};
  plot.y = {categories_along_x ? scale_types().front() : &scale_type("ordinal"),
            categories_along_x ? plain : named, 400, 0};
  const std::vector<double> sizes(by.size(), size);
  return type.place({fields, by.size(), plot, sizes}).points;
}

}  // namespace

TEST_CASE("each category has its own swarm, in its band, and the numbers are exact", "[layout]") {
  std::vector<std::string> by;
  std::vector<double> numbers;
  for (int i = 0; i < 60; ++i) {
    by.push_back(i % 3 == 0 ? "a" : "b");
    numbers.push_back(0.4 + 0.01 * (i % 7));
  }
  for (const bool along_x : {true, false}) {
    INFO(along_x);
    const std::vector<Point> places = swarms(along_x, by, numbers, 20);
    for (size_t i = 0; i < places.size(); ++i) {
      CHECK((along_x ? 400 - places[i].y : places[i].x) == Approx(400 * numbers[i]));
      const double across = along_x ? places[i].x : 400 - places[i].y;
      CHECK(across >= (by[i] == "a" ? 10 : 210) - 0.02);
      CHECK(across <= (by[i] == "a" ? 190 : 390) + 0.02);
    }
  }
  // One row of a category is in the middle of its band, whatever the other has.
  by.assign(9, "a");
  by.push_back("b");
  CHECK(swarms(true, by, std::vector<double>(10, 0.5), 20).back().x == Approx(300));
}

TEST_CASE("a heap stays below the heading, unless it is beside it", "[layout]") {
  const LayoutType& type = layout_named("pack");
  RecordValue fields{&type.kind, {}, std::vector<FieldValue>(type.kind.fields.size()), {}};
  fields.values[size_t(type.kind.find("gap"))] = 0.0;
  const std::vector<double> sizes(92, 20);
  const auto top = [&](double title) {
    Plot plot;
    plot.cell = {0, 0, 400, 230};
    plot.area = {0, 30, 400, 230};
    if (title > 0) plot.beside_heading.from = title;
    double out = 1e9;
    for (const Point& p : type.place({fields, sizes.size(), plot, sizes}).points) {
      out = std::min(out, p.y - 10);
    }
    return out;
  };
  CHECK(top(0) < 30);
  CHECK(top(80) == top(0));
  CHECK(top(300) > 29.9);
}

}  // namespace lantern::test::layout_test
