#include <catch2/catch.hpp>

#include "tests/support/shown.h"

namespace lantern::test::group_test {
namespace {

std::string scene(const std::string& marks, const std::string& timeline = "") {
  return "lantern: 1\nparams: {t: 0}\nviews:\n  v:\n    x: {domain: [0, 10]}\n"
         "    y: {domain: [0, 10]}\n    marks:\n" +
         marks + (timeline.empty() ? "" : "timeline: " + timeline + "\n");
}

const std::string kSign =
    "      sign:\n        group:\n          x: =5 + t\n          y: 5\n          marks:\n"
    "            disc: {dot: {x: 10, y: -20px, size: 30}}\n"
    "            other: {dot: {x: 14, y: -20, size: 30}}\n";

/// The middle of an item and its opacity with that of the groups around it; nothing: not there.
std::optional<std::pair<Point, double>> found(const Frame& frame, const std::string& id) {
  std::optional<std::pair<Point, double>> out;
  visit(frame.items, [&](const Item& item, double opacity) {
    const auto* dots = std::get_if<Instances>(&item.shape);
    if (item.id != id || (dots && dots->count() == 0)) return;
    const double own = dots ? double(dots->opacity[0]) : 1;
    out = {dots ? Point{dots->x[0], dots->y[0]} : bounds_of(item).center(), opacity * own};
  });
  return out;
}

}  // namespace

TEST_CASE("the marks of a group count from its place in canvas units", "[group]") {
  const Shown shown(
      scene(kSign + "      there: {dot: {x: =5 + t, y: 5}}\n", "[{animate: {t: 3}, for: 1s}]"));
  for (const double time : {0.0, 0.4, 1.0}) {
    const Frame frame = shown.frame(time);
    const Point there = found(frame, "v.there.symbols")->first;
    const Point disc = found(frame, "v.disc.symbols")->first;
    CHECK(disc.x == Approx(there.x + 10).margin(1e-3));
    CHECK(disc.y == Approx(there.y - 20).margin(1e-3));
  }
}

TEST_CASE("a group comes, goes and is dimmed as one", "[group]") {
  const Shown shown(scene(kSign + "      aside: {dot: {x: 1, y: 1}}\n",
                          "[{show: sign, for: 1s, ease: linear}, {highlight: aside, for: 1s}, "
                          "{highlight: disc, for: 1s}, {hide: sign, for: 1s, effect: pop}]"));
  CHECK_FALSE(found(shown.frame(0), "v.disc.symbols"));
  const Frame half = shown.frame(0.5);
  bool one = false;  // the whole is faint, what is in it is not
  visit(half.items, [&](const Item& item, double) {
    one = one || (item.id == "v.sign.parts" && item.opacity == Approx(0.5));
  });
  CHECK(one);
  CHECK(found(half, "v.disc.symbols")->second == Approx(0.5));
  CHECK(found(shown.frame(1.5), "v.disc.symbols")->second < 0.5);
  const Frame lit = shown.frame(2.5);
  CHECK(found(lit, "v.disc.symbols")->second == Approx(1));
  CHECK(found(lit, "v.other.symbols")->second < 0.5);
  CHECK_FALSE(found(shown.frame(4), "v.disc.symbols"));
}

TEST_CASE("a part of a group is shown and changed by its name", "[group]") {
  const Shown shown(scene(kSign,
                          "[{hold: 1s}, {show: disc, for: 1s}, "
                          "{change: {other: {x: 40}}, for: 1s}]"));
  CHECK_FALSE(found(shown.frame(0.5), "v.disc.symbols"));
  CHECK(found(shown.frame(0.5), "v.other.symbols"));
  CHECK(found(shown.frame(2), "v.disc.symbols"));
  const double before = found(shown.frame(2), "v.other.symbols")->first.x;
  CHECK(found(shown.frame(3), "v.other.symbols")->first.x == Approx(before + 26).margin(1e-3));
}

TEST_CASE("others stand at a group, at all that is in it, and at its instances", "[group]") {
  const Shown shown(
      scene("      sign:\n        each: {a: [2, 7]}\n"
            "        group: {x: =a, y: 5, marks: {in: {dot: {x: 0, y: 0, size: 20}}}}\n"
            "      over: {dot: {at: sign@7, side: above}}\n"
            "      inner: {dot: {at: in@2}}\n      two: {dot: {x: 2, y: 5}}\n"
            "      seven: {dot: {x: 7, y: 5}}\n"));
  const Frame frame = shown.frame(0);
  const Point seven = found(frame, "v.seven.symbols")->first;
  CHECK(found(frame, "v.over.symbols")->first.x == Approx(seven.x).margin(1e-3));
  CHECK(found(frame, "v.over.symbols")->first.y == Approx(seven.y - 18).margin(1e-3));
  CHECK(found(frame, "v.inner.symbols")->first == found(frame, "v.two.symbols")->first);
}

TEST_CASE("groups stand in groups", "[group]") {
  const Shown shown(
      scene("      outer: {group: {x: 5, y: 5, marks: {inner: {group: {x: 10, y: 10, "
            "opacity: 0.5, marks: {in: {dot: {x: 5, y: 0}}}}}}}}\n"
            "      there: {dot: {x: 5, y: 5}}\n"));
  const Frame frame = shown.frame(0);
  const Point there = found(frame, "v.there.symbols")->first;
  const auto in = found(frame, "v.in.symbols");
  REQUIRE(in);
  CHECK(in->first.x == Approx(there.x + 15).margin(1e-3));
  CHECK(in->first.y == Approx(there.y + 10).margin(1e-3));
  CHECK(in->second == Approx(0.5));
}

TEST_CASE("a group whose place is outside of the axes is not drawn", "[group]") {
  const Shown shown(
      scene("      sign: {group: {x: 50, y: 5, marks: {in: {dot: {x: 0, y: 0}}}}}\n"));
  CHECK_FALSE(found(shown.frame(0), "v.in.symbols"));
}

}  // namespace lantern::test::group_test
