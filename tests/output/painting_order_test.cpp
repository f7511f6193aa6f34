#include <map>

#include <catch2/catch.hpp>

#include "output/svg/film/painting_order.h"
#include "tests/support/animated.h"

// Elements of an animated SVG have one order for the whole film.

namespace lantern::test::painting_order_test {
namespace {

ItemPtr square(const std::string& id) {
  return make_item(id, PathShape{rect_path({1, 1, 9, 9}), Color{1, 0, 0, 1}, {}});
}

/// The ids of a film that shows these items, each list for three frames, in the order of the file.
std::string order_of(const std::vector<std::string>& pictures) {
  const std::string svg = animated_svg_of([&](int frame) {
    std::vector<ItemPtr> items;
    for (const char id : pictures[std::min(size_t(frame / 3), pictures.size() - 1)]) {
      items.push_back(square(std::string(1, id)));
    }
    return items;
  });
  std::map<size_t, char> found;
  for (char id = 'a'; id <= 'z'; ++id) {
    const size_t at = svg.find(std::string("-") + id + "\" ");
    if (at != std::string::npos) found.emplace(at, id);
  }
  std::string out;
  for (const auto& [at, id] : found) out += id;
  return out;
}

}  // namespace

TEST_CASE("what is painted over another thing in one frame comes after it", "[svg]") {
  CHECK(order_of({"abc"}) == "abc");
  CHECK(order_of({"ac", "abc"}) == "abc");
  CHECK(order_of({"bc", "abc"}) == "abc");
  // d is first seen while b and c are away, which it lies over later on.
  CHECK(order_of({"abc", "ad", "abcd"}) == "abcd");
  CHECK(order_of({"abc", "ade", "abcdfe"}) == "abcdfe");
}

TEST_CASE("frames that want the opposite of each other keep the order of the first", "[svg]") {
  CHECK(order_of({"abc", "acb"}) == "abc");
  CHECK(order_of({"abcd", "dcba", "xdy"}).size() == 6);
}

}  // namespace lantern::test::painting_order_test
