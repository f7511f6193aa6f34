#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/support/digest.h"
#include "tests/support/shown.h"

// What is seen when: steps to another layout, highlights, the order of grids and axes.

namespace lantern::test::choreography_test {
namespace {

const std::string kViews =
    "lantern: 1\n"
    "canvas: {size: 600x400, layouts: {first: [[a, b]], second: [[a, c]]}}\n"
    "views:\n"
    "  a: {x: {domain: [0, 4]}, y: {domain: [0, 4]}, marks: {m: {dot: {x: 1, y: 1}}}}\n"
    "  b: {x: {domain: [0, 4]}, y: {domain: [0, 4]}, marks: {m: {dot: {x: 1, y: 1}}}}\n"
    "  c: {x: {domain: [0, 4]}, y: {domain: [0, 4]}, marks: {m: {dot: {x: 1, y: 1}}}}\n";

/// The opacity of a thing that is drawn, with that of the groups around it; 0 where it is not.
double seen(const Frame& frame, const std::string& id) {
  double out = 0;
  visit(frame.items, [&](const Item& item, double opacity) {
    if (item.id == id) out = opacity;
  });
  return out;
}

double left_of(const Frame& frame, const std::string& id) {
  double out = -1;
  visit(frame.items, [&](const Item& item, double) {
    if (item.id == id) out = bounds_of(item).x0;
  });
  return out;
}

}  // namespace

TEST_CASE("a step to another layout hides, moves, and then shows", "[stage][choreography]") {
  const Shown shown(kViews +
                    "timeline:\n"
                    "  - {show: [a.m, b.m], for: 1s}\n"
                    "  - {layout: second, hide: b.m, show: c.m, for: 2s}\n");
  CHECK(seen(shown.frame(1), "b.y.line") == 1);
  CHECK(seen(shown.frame(1.3), "b.y.line") > 0);
  CHECK(seen(shown.frame(1.75), "b.y.line") == 0);
  CHECK(seen(shown.frame(1.8), "c.y.line") == 0);
  CHECK(seen(shown.frame(2.5), "c.y.line") > 0);
  CHECK(seen(shown.frame(3), "c.y.line") == 1);
}

TEST_CASE("rows that stay what they are move with their axes, however the step staggers",
          "[stage][choreography]") {
  const auto script = [](const std::string& more) {
    return "lantern: 1\ncanvas: {size: 600x400, layouts: {first: [[a]], second: [[., a]]}}\n"
           "data: {d: {rows: [[0, 0], [1, 1], [2, 2], [3, 3]], columns: [x, y]}}\n"
           "views: {a: {x: {domain: [0, 4]}, y: {domain: [0, 4]}, marks: {m: {dot: {data: d, x: x, "
           "y: y}}, n: {dot: {data: d, x: y, y: x}}}}}\n"
           "timeline:\n  - {show: a.m, for: 1s}\n  - {layout: second, " +
           more + "for: 2s}\n";
  };
  const Shown plain(script("")), staggered(script("stagger: 200ms, "));
  for (const double time : {1.3, 1.7, 2.0, 2.4, 2.9}) {
    CHECK(digest(plain.frame(time)) == digest(staggered.frame(time)));
  }
  const Shown shows(script("show: a.n, stagger: 200ms, "));
  const Shown shows_at_once(script("show: a.n, "));
  const auto seen_of = [](const Shown& film) {
    double out = 0;
    visit(film.frame(2.3).items, [&](const Item& item, double opacity) {
      const auto* dots = std::get_if<Instances>(&item.shape);
      if (!dots || !item.id.starts_with("a.n")) return;
      for (const float one : dots->opacity) out += opacity * double(one);
    });
    return out;
  };
  CHECK(seen_of(shows) < seen_of(shows_at_once));
  CHECK(seen_of(shows) > 0);
}

TEST_CASE("what stays moves between what leaves and what enters", "[stage][choreography]") {
  std::string script = kViews;
  script.replace(script.find("[[a, c]]"), 8, "[[c, a]]");
  const Shown shown(script +
                    "timeline:\n"
                    "  - {show: [a.m, b.m], for: 1s}\n"
                    "  - {layout: second, hide: b.m, show: c.m, for: 2s}\n");
  const auto at = [&](double time) { return left_of(shown.frame(time), "a.y.line"); };
  const double way = at(3) - at(1);
  REQUIRE(way > 200);
  CHECK(at(1.4) == at(1));
  CHECK(at(1.6) - at(1) < 0.1 * way);
  CHECK(at(2.1) - at(1) > 0.9 * way);
  CHECK(at(2.4) == at(3));
}

TEST_CASE("other steps show and hide over all of their time", "[stage][choreography]") {
  const Shown shown(kViews +
                    "timeline:\n"
                    "  - {show: [a.m, b.m], for: 1s}\n"
                    "  - {hide: b.m, for: 2s, ease: linear}\n");
  CHECK(seen(shown.frame(2), "b.y.line") == Approx(0.5).margin(0.02));
}

TEST_CASE("a highlight dims axes and titles too, those of its own view less",
          "[stage][choreography]") {
  const Shown shown(kViews +
                    "timeline:\n"
                    "  - {show: [a.m, b.m], for: 1s}\n"
                    "  - {highlight: a.m, for: 2s}\n");
  const Frame frame = shown.frame(2);
  CHECK(seen(frame, "b.y.line") < 0.3);
  CHECK(seen(frame, "a.y.line") > 0.5);
  CHECK(seen(frame, "a.y.line") < 0.8);
  CHECK(seen(shown.frame(1), "a.y.line") == 1);
  CHECK(seen(shown.frame(3), "b.y.line") == 1);
}

TEST_CASE("both grids lie under both axes", "[stage][choreography]") {
  const Frame frame = Shown(kViews + "timeline: [{show: [a.m, b.m], for: 1s}]\n").frame(1);
  std::vector<std::string> order;
  visit(frame.items, [&](const Item& item, double) {
    const bool grid = item.id.find(".grid@") != std::string::npos;
    if (item.id.rfind("a.", 0) != 0) return;
    if (grid || item.id == "a.x.line" || item.id == "a.y.line") {
      order.push_back(grid ? "grid" : "line");
    }
  });
  REQUIRE(order.size() > 4);
  CHECK(std::is_sorted(order.begin(), order.end()));  // grids, then lines
}

}  // namespace lantern::test::choreography_test
