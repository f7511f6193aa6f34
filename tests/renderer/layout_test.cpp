#include <cmath>

#include <catch2/catch.hpp>

#include "core/base/random.h"
#include "renderer/layout.h"

namespace lantern::test {
namespace {

const LayoutType& beeswarm() {
  for (const LayoutType* layout : layouts()) {
    if (layout->kind.name == "beeswarm") return *layout;
  }
  FAIL("no beeswarm");
  return *layouts()[0];
}

std::vector<Point> swarm(const std::vector<double>& x, const std::vector<double>& sizes,
                         double gap) {
  const LayoutType& type = beeswarm();
  RecordValue fields{&type.kind, {}, std::vector<FieldValue>(type.kind.fields.size()), {}};
  NumberChannel channel;
  channel.given = true;
  channel.column = Column::numbers(x);
  fields.values[size_t(type.kind.find("x"))] = channel;
  fields.values[size_t(type.kind.find("gap"))] = gap;
  Plot plot;
  plot.area = {0, 0, 1000, 400};
  plot.x = {0, 1, 0, 1000, {}};
  plot.y = {0, 1, 400, 0, {}};
  return type.place({fields, x.size(), plot, sizes});
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

}  // namespace lantern::test
