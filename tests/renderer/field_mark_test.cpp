#include <set>

#include <catch2/catch.hpp>

#include "tests/support/shown.h"

namespace lantern::test::field_mark_test {
namespace {

std::shared_ptr<const ImageFile> image_in(const Frame& frame) {
  std::shared_ptr<const ImageFile> out;
  visit(frame.items, [&](const Item& item, double) {
    if (const auto* image = std::get_if<ImageShape>(&item.shape)) out = image->file;
  });
  REQUIRE(out);
  return out;
}

std::string script(const std::string& mark) {
  return "lantern: 1\ncanvas: {size: 400x400}\nparams: {k: 0}\n"
         "models: {g: {sample: {of: =x, over: {x: [0, 1, 2], y: [0, 1]}}}}\n"
         "views:\n  v:\n    x: {domain: [0, 3]}\n    y: {domain: [0, 3]}\n"
         "    marks: {m: {field: {" +
         mark +
         "}}}\n"
         "timeline: [{set: {k: 1}, for: 1s}]\n";
}

}  // namespace

TEST_CASE("a field is exact at the centres of its cells", "[field]") {
  const std::string ends = "color: {domain: [0, 2], ramp: [\"#000000\", \"#ffffff\"]}";
  const Shown whole("" + script("data: g, x: x, y: y, value: value, smooth: false, " + ends));
  const auto plain = image_in(whole.frame(0));
  REQUIRE(plain->width == 3);
  REQUIRE(plain->height == 2);
  CHECK(plain->pixels[0] == 0xff000000);
  CHECK(plain->pixels[2] == 0xffffffff);
  const Shown soft(script("data: g, x: x, y: y, value: value, " + ends));
  const auto smooth = image_in(soft.frame(0));
  REQUIRE(smooth->width % 3 == 0);
  const int cell = smooth->width / 3;
  REQUIRE(cell % 2 == 1);
  const size_t middle = size_t(smooth->height / 2) * size_t(smooth->width);
  CHECK(smooth->pixels[middle + size_t(cell / 2)] == plain->pixels[0]);
  CHECK(smooth->pixels[middle + size_t(cell + cell / 2)] == plain->pixels[1]);
  CHECK(smooth->pixels[middle + size_t(2 * cell + cell / 2)] == plain->pixels[2]);
  CHECK(smooth->pixels[middle + size_t(cell)] > plain->pixels[0]);
}

TEST_CASE("a function is worked out at the moment, and in the numbers of the axes", "[field]") {
  const Shown shown(script(
      "of: =x + 10*k, color: {domain: [0, 3], ramp: [\"#000000\", \"#ffffff\"]}, cell: 30px"));
  const auto before = image_in(shown.frame(0)), after = image_in(shown.frame(1));
  CHECK((before->pixels.front() & 255) < 30);
  CHECK((before->pixels.back() & 255) > 225);
  CHECK(after->pixels.front() == 0xffffffff);
  const auto between = image_in(shown.frame(0.5));
  CHECK((between->pixels.front() & 255) > 60);
  CHECK((between->pixels.front() & 255) < 200);
}

TEST_CASE("texts of a function are categories, as in other marks", "[field]") {
  const Shown shown(script("of: \"='a' if x < 1.5 else 'b'\", cell: 30px"));
  const auto image = image_in(shown.frame(0));
  CHECK(image->pixels.front() != image->pixels.back());
  CHECK(std::set<std::uint32_t>(image->pixels.begin(), image->pixels.end()).size() == 2);
}

}  // namespace lantern::test::field_mark_test
