#include <catch2/catch.hpp>

#include "tests/support/shown.h"

namespace lantern::test::shown_again_test {
namespace {

double opacity_of(const Frame& frame, const std::string& start) {
  double out = -1;
  visit(frame.items, [&](const Item& item, double opacity) {
    if (item.id.starts_with(start) && !std::holds_alternative<Group>(item.shape)) out = opacity;
  });
  return out;
}

}  // namespace

TEST_CASE("what is there already stays when it is shown with the rest", "[presence]") {
  const Shown shown(
      "lantern: 1\ncanvas: {captions: none}\nviews: {v: {marks: {f: {formula: {tex: "
      "\"\\\\cssId{left}{a + b} = \\\\cssId{right}{c}\"}}}}}\n"
      "timeline: [{show: v.f@left, for: 1s}, {show: v.f, for: 1s}, {hide: v.f@left, for: 1s}, "
      "{hide: v.f, for: 1s}]\n");
  for (const double time : {1.0, 1.1, 1.5, 2.0}) {
    CHECK(opacity_of(shown.frame(time), "v.f.left") == 1);
  }
  CHECK(opacity_of(shown.frame(1.5), "v.f.right") > 0.2);
  CHECK(opacity_of(shown.frame(1.5), "v.f.right") < 0.8);
  CHECK(opacity_of(shown.frame(2.5), "v.f.right") == 1);
  // What is gone stays gone when the rest is hidden.
  for (const double time : {3.05, 3.3, 3.9}) {
    CHECK(opacity_of(shown.frame(time), "v.f.left") <= 0);
    CHECK(opacity_of(shown.frame(time), "v.f.right") > 0);
  }
}

TEST_CASE("the parts of a box that comes over others come as one", "[presence]") {
  const Shown shown(
      "lantern: 1\ncanvas: {captions: none}\nviews: {v: {marks: {net: {network: {layers: [3, 4, "
      "2]}}, q: {box: {x: 50%, y: 50%, text: \"Yes or no?\", width: 200, height: 90}}}}}\n"
      "timeline: [{show: v.q, for: 1s, effect: fade}]\n");
  size_t groups = 0, parts = 0;
  visit(shown.frame(0.5).items, [&](const Item& item, double) {
    if (item.id == "v.q.box") {
      ++groups;
      CHECK(item.opacity > 0);
      CHECK(item.opacity < 1);
    } else if (item.id.starts_with("v.q.box.")) {
      ++parts;
      CHECK(item.opacity == 1);
    }
  });
  CHECK(groups == 1);
  CHECK(parts >= 2);
}

TEST_CASE("a text along a way becomes another one as a whole", "[blend]") {
  const Shown shown(
      "lantern: 1\ncanvas: {captions: none}\nparams: {n: 12}\nviews: {v: {x: {domain: [0, 1]}, y: "
      "{domain: [0, 1]}, marks: {way: {line: {of: =x*x}}, t: {text: {along: way, follow: true, "
      "text: \"n = "
      "{=n:.0f} of 90\"}}}}}\n"
      "timeline: [{set: {n: 35}, for: 1s, ease: linear}]\n");
  for (double time = 0; time < 1.01; time += 0.05) {
    size_t before = 0, after = 0, seen = 0;
    visit(shown.frame(time).items, [&](const Item& item, double opacity) {
      const auto* group = std::get_if<Group>(&item.shape);
      if (!group || !item.id.starts_with("v.t.") || group->figures.empty()) return;
      before += group->figures == "n = 12 of 90";
      after += group->figures == "n = 35 of 90";
      seen += opacity > 0;
    });
    INFO(time);
    CHECK(before + after == seen);
    CHECK(seen > 0);
    if (time < 0.4) CHECK(after == 0);
    if (time > 0.6) CHECK(before == 0);
  }
}

}  // namespace lantern::test::shown_again_test
