#include <algorithm>
#include <functional>

#include <catch2/catch.hpp>

#include "tests/support/animated.h"

namespace lantern::test::moving_groups_test {
namespace {

constexpr Color kRed{1, 0, 0, 1};

std::string film_of(const std::function<std::vector<ItemPtr>(int)>& items) {
  return animated_svg_of(items, {.width = 400, .height = 200});
}

size_t count(const std::string& text, const std::string& part) {
  size_t out = 0;
  for (size_t at = 0; (at = text.find(part, at)) != std::string::npos; ++at) ++out;
  return out;
}

/// Six areas between axes that go from one place and size to another; `stray` more of them do not.
std::vector<ItemPtr> mark(int frame, int stray = 0, bool outlined = false) {
  const double t = std::clamp((frame - 5) / 20.0, 0.0, 1.0);
  Group group;
  group.axes = mix(Box{0, 100, 100, 0}, Box{200, 180, 240, 20}, t);
  for (int i = 0; i < 6 + stray; ++i) {
    const double along = i / 8.0, out = i < 6 ? 0 : 5 * t;
    const auto x = [&](double share) {
      return group.axes->x0 + (group.axes->x1 - group.axes->x0) * share + out;
    };
    const auto y = [&](double share) {
      return group.axes->y0 + (group.axes->y1 - group.axes->y0) * share;
    };
    PathShape shape{rect_path({x(along), y(0.7), x(along + 0.1), y(0.2)}), kRed, {}};
    if (outlined) shape.stroke = Stroke{kRed, 2};
    group.children.push_back(make_item("mark@" + std::to_string(i), std::move(shape)));
  }
  return {make_item("mark", std::move(group))};
}

}  // namespace

TEST_CASE("areas that move with their axes are one group that moves", "[svg]") {
  const std::string together = film_of([](int frame) { return mark(frame); });
  CHECK(count(together, "<animateTransform") == 2);  // a scale and a shift
  CHECK(count(together, "attributeName=\"d\"") == 0);
  const std::string stray = film_of([](int frame) { return mark(frame, 1); });
  CHECK(count(stray, "<animateTransform") == 2);
  CHECK(count(stray, "attributeName=\"d\"") == 1);
}

TEST_CASE("lines are not stretched with their group", "[svg]") {
  const std::string outlined = film_of([](int frame) { return mark(frame, 0, true); });
  CHECK(count(outlined, "attributeName=\"d\"") == 6);
}

TEST_CASE("what stands still has no group to move with", "[svg]") {
  CHECK(count(film_of([](int) { return mark(0); }), "<animate") == 0);
}

TEST_CASE("a browser keeps the edges of areas that adjoin on its pixels", "[svg]") {
  const std::string svg = film_of([](int frame) {
    PathShape area{rect_path({10.3 + frame, 5.4, 20.3 + frame, 9.4}), kRed, {}};
    area.crisp = true;
    return std::vector{make_item("area", std::move(area))};
  });
  CHECK(count(svg, "shape-rendering=\"crispEdges\"") == 1);
  CHECK(svg.find("d=\"M10.3 5.4L20.3 5.4") != std::string::npos);
  CHECK(count(svg, "<animateTransform") == 1);
}

TEST_CASE("a picture is stretched both ways", "[svg]") {
  auto file = std::make_shared<ImageFile>();
  file->width = file->height = 1;
  file->pixels = {0xFFFF0000};
  const std::string svg = film_of([&](int frame) {
    return std::vector{
        make_item("image", ImageShape{file, {10, 10}, 40.0 + frame, 80.0 - frame, 0})};
  });
  CHECK(svg.find("type=\"scale\"") != std::string::npos);
  CHECK(svg.find("40 80") != std::string::npos);
  CHECK(svg.find("69 51") != std::string::npos);
}

}  // namespace lantern::test::moving_groups_test
