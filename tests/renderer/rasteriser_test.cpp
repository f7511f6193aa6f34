#include <catch2/catch.hpp>
#include <cmath>
#include <thread>

#include "core/base/error.h"
#include "renderer/formula/typesetter.h"
#include "tests/renderer/raster_support.h"

namespace lantern::test::rasteriser_test {

namespace {

const Typesetter& typesetter() {
  static const Typesetter instance;
  return instance;
}

ItemPtr text_item(const std::string& text, Point at, double size = 14,
                  std::optional<Halo> halo = std::nullopt, double opacity = 1) {
  const ShapedTextPtr shaped = typesetter().texts().shape(text, {"Inter", size, 400, false});
  return make_item("text", TextShape{shaped, at, 0, kBlack, halo}, opacity);
}

Frame busy_frame(double t) {
  Group group;
  group.clip = Box{10.3, 10.7, 90.2, 60.5};
  group.children = {filled("a", circle_path({30 + t, 30}, 22.5), kRed, 0.5),
                    filled("b", circle_path({50, 30 + t}, 22.5), kBlue)};
  Stroke dashed{kBlue, 2.5, Cap::round, Join::round, {6, 4}, t};
  Instances dots = one(disc(), {20 + 1.3 * t, 80}, 9, kRed, 0.4);
  append(dots, one(disc(), {26, 80 + t}, 9, kBlue));
  append(dots, one(disc(), {100, 60}, 130, kBlue, 0.3));
  dots.outline = 1;
  return frame_of(
      {stroked("axis", line({5, 100.2}, {150, 100.2}), {kBlack, 1}, true),
       make_item("group", group, 0.8), stroked("curve", circle_path({110, 50}, 30), dashed),
       make_item("dots", dots, 0.9), text_item("Label", {60 + t, 90}, 14, Halo{kWhite, 3}, 0.7),
       text_item("Still", {5, 115})},
      160, 120);
}

}  // namespace

TEST_CASE("Pixels of simple items are known", "[raster]") {
  const Pixmap pixels = draw_fresh(frame_of({filled("r", rect_path({10, 10, 20, 20}), kRed),
                                             filled("h", rect_path({20, 10, 30, 20}), kBlue, 0.5),
                                             filled("e", rect_path({10.5, 25, 12, 26}), kBlack)}));
  CHECK(pixels.row(5)[5] == 0xFFFFFFFF);
  CHECK(pixels.row(10)[10] == 0xFFFF0000);
  CHECK(pixels.row(19)[19] == 0xFFFF0000);
  CHECK(pixels.row(20)[19] == 0xFFFFFFFF);
  CHECK((pixels.row(15)[25] & 0xFFFF00FF) == 0xFF7F00FF);
  CHECK(((pixels.row(15)[25] >> 8) & 255) == 0x7F);
  CHECK(ink_at(pixels, 10, 25) == Approx(0.5).margin(0.01));
  CHECK(ink_at(pixels, 11, 25) == 1);
}

TEST_CASE("The frame is scaled to the pixels", "[raster]") {
  const Frame frame = frame_of({filled("r", rect_path({10, 10, 20, 20}), kBlack),
                                stroked("s", line({30, 5}, {30, 25}), {kBlack, 2})});
  const Pixmap twice = draw_fresh(frame, 80, 60);
  CHECK(ink_at(twice, 20, 20) == 1);
  CHECK(ink_at(twice, 39, 39) == 1);
  CHECK(ink_at(twice, 40, 40) == 0);
  CHECK(ink_at(twice, 19, 20) == 0);
  for (int x = 56; x < 64; ++x) CHECK(ink_at(twice, x, 30) == (x >= 58 && x < 62 ? 1 : 0));
  // Twice as large in both directions: four times the ink.
  const Frame text = frame_of({text_item("abc", {3, 20})});
  CHECK(ink_of(draw_fresh(text, 80, 60)).mass ==
        Approx(4 * ink_of(draw_fresh(text)).mass).epsilon(0.01));
}

TEST_CASE("Moving everything by whole pixels moves the picture", "[raster]") {
  const auto picture = [](Point by) {
    Group group;
    group.children = {filled("a", circle_path(Point{30.3, 30.1} + by, 9.7), kRed),
                      stroked("b", circle_path(Point{40.3, 33.1} + by, 8), {kBlue, 1.5}),
                      text_item("Text", Point{20.25, 55.5} + by, 13, Halo{kRed, 2}, 0.5),
                      make_item("d", one(disc(), Point{25, 20.375} + by, 7, kBlue, 0.6))};
    return draw_fresh(frame_of({make_item("g", group, 0.75)}, 160, 130));
  };
  const Pixmap here = picture({0, 0}), there = picture({47, 31});
  int different = 0, inked = 0;
  for (int y = 0; y < 80; ++y) {
    for (int x = 0; x < 80; ++x) {
      different += here.row(y)[x] != there.row(y + 31)[x + 47];
      inked += here.row(y)[x] != 0xFFFFFFFF;
    }
  }
  CHECK(inked > 400);
  CHECK(different == 0);
}

TEST_CASE("Text slides smoothly", "[raster]") {
  for (const Point step : {Point{0.1, 0}, Point{0, 0.1}, Point{0.07, 0.03}}) {
    Point last;
    double mass = 0;
    for (int i = 0; i <= 100; ++i) {
      const Point at = Point{10, 20} + step * i;
      const InkSum ink = ink_of(draw_fresh(frame_of({text_item("Slide 0.1", at)}, 100, 40)));
      if (i > 0) {
        const Point moved = ink.center - last;
        CHECK(moved.x == Approx(step.x).margin(0.045));  // Cairo samples 15 lines to the pixel
        CHECK(moved.y == Approx(step.y).margin(0.045));
        if (step.x > 0.05) CHECK(moved.x > 0);
        if (step.y > 0.05) CHECK(moved.y > 0);
        CHECK(ink.mass == Approx(mass).epsilon(0.01));
      }
      last = ink.center;
      mass = ink.mass;
    }
  }
}

TEST_CASE("Text turns about its origin, clockwise", "[raster]") {
  const ShapedTextPtr text = typesetter().texts().shape("Turned", {"Inter", 14, 400, false});
  const TextShape shape{text, {50, 10}, std::acos(-1.0) / 2, kBlack, std::nullopt};
  const Pixmap pixels = draw_fresh(frame_of({make_item("t", shape)}, 100, 80));
  const Box box = bounds_of(*make_item("t", shape));
  const Point center = ink_of(pixels).center;
  CHECK(box.contains(center));
  CHECK(center.x > 50);  // the letters' tops point to the right
  CHECK(center.y == Approx(10 + text->width / 2).margin(3));
}

TEST_CASE("Opacity belongs to an item as a whole", "[raster]") {
  // A fill and its stroke: under half opacity the fill does not shine through the stroke.
  PathShape shape;
  shape.path = rect_path({10, 10, 30, 20});
  shape.fill = kRed;
  shape.stroke = Stroke{kBlue, 4};
  const auto alone = draw_fresh(frame_of({stroked("s", shape.path, *shape.stroke)}));
  const auto whole = draw_fresh(frame_of({make_item("p", shape, 0.5)}));
  CHECK((alone.row(15)[10] & 0xFFFFFF) == 0x0000FF);
  CHECK(std::abs(int((whole.row(15)[10] >> 16) & 255) - 127) <= 1);
  CHECK((whole.row(15)[10] & 255) == 255);

  // Two overlapping children of a group.
  Group group;
  group.children = {filled("a", rect_path({5, 5, 25, 25}), kRed),
                    filled("b", rect_path({15, 5, 35, 25}), kBlue)};
  const auto faded = draw_fresh(frame_of({make_item("g", group, 0.5)}));
  CHECK(faded.row(15)[20] == faded.row(15)[30]);
  CHECK(faded.row(15)[10] != faded.row(15)[20]);

  // Two overlapping symbols of one item, unlike two symbols that are faded one by one.
  Instances dots = one(disc(), {15, 15}, 16, kRed);
  append(dots, one(disc(), {20, 15}, 16, kBlue));
  const auto faded_dots = draw_fresh(frame_of({make_item("d", dots, 0.5)}));
  CHECK((faded_dots.row(15)[17] & 255) == 255);
  dots.opacity = {0.5f, 0.5f};
  const auto both_faded = draw_fresh(frame_of({make_item("d", dots)}));
  CHECK(((both_faded.row(15)[17] >> 8) & 255) < ((faded_dots.row(15)[17] >> 8) & 255) - 30);

  // A halo under letters.
  const auto halo = draw_fresh(frame_of({text_item("█", {10, 20}, 14, Halo{kRed, 4}, 0.5)}));
  const auto plain = draw_fresh(frame_of({text_item("█", {10, 20}, 14, std::nullopt, 0.5)}));
  CHECK(halo.row(15)[14] == plain.row(15)[14]);
}

TEST_CASE("A group of one passes its opacity on", "[raster]") {
  Group inner, outer;
  inner.children = {filled("a", circle_path({20, 15}, 9.3), kRed)};
  outer.children = {make_item("inner", inner, 0.5)};
  CHECK(same_pixels(draw_fresh(frame_of({make_item("outer", outer, 0.5)})),
                    draw_fresh(frame_of({filled("a", circle_path({20, 15}, 9.3), kRed, 0.25)}))));
}

TEST_CASE("Clips cut sharply on pixels and smoothly between them", "[raster]") {
  const auto clipped = [](const Box& clip, double opacity = 1) {
    Group group;
    group.clip = clip;
    group.children = {filled("a", rect_path({0, 0, 40, 30}), kBlack),
                      make_item("d", one(disc(), {20, 15}, 8, kRed))};
    return draw_fresh(frame_of({make_item("g", group, opacity)}));
  };
  const Pixmap sharp = clipped({10, 5, 30, 25});
  CHECK(ink_at(sharp, 10, 5) == 1);
  CHECK(ink_at(sharp, 9, 5) == 0);
  CHECK(ink_at(sharp, 29, 24) == 1);
  CHECK(ink_at(sharp, 30, 24) == 0);
  CHECK(sharp.row(15)[20] == 0xFFFF0000);

  const Pixmap smooth = clipped({10.25, 5, 30, 25});
  CHECK(ink_at(smooth, 10, 10) == Approx(0.75).margin(0.01));
  CHECK(ink_at(smooth, 11, 10) == 1);
  CHECK(ink_at(clipped({10.25, 5, 30, 25}, 0.5), 10, 10) == Approx(0.375).margin(0.01));

  const double inf = std::numeric_limits<double>::infinity();
  CHECK(same_pixels(clipped({-inf, 5, inf, inf}), clipped({0, 5, 40, 30})));
  CHECK(ink_of(clipped({50, 50, 60, 60})).mass == 0);

  // Symbols are cut where stamps are blended, too.
  Group group;
  group.clip = Box{0, 0, 20, 30};
  group.children = {make_item("d", one(disc(), {20, 15}, 10, kBlack))};
  const Pixmap dot = draw_fresh(frame_of({make_item("g", group)}));
  CHECK(ink_at(dot, 19, 15) == 1);
  CHECK(ink_at(dot, 20, 15) == 0);
}

TEST_CASE("Coordinates that are not numbers are errors that name the item", "[raster]") {
  const double nan = std::nan(""), inf = std::numeric_limits<double>::infinity();
  const auto draw = [](ItemPtr item) { draw_fresh(frame_of({std::move(item)})); };
  for (const double bad : {nan, inf, -inf}) {
    const auto names = Catch::Contains("view.bad");
    CHECK_THROWS_WITH(draw(filled("view.bad", line({1, 1}, {bad, 2}), kRed)), names);
    if (!(bad < 0)) {
      CHECK_THROWS_WITH(draw(stroked("view.bad", line({1, 1}, {2, 2}), {kRed, bad})), names);
    }
    CHECK_THROWS_WITH(draw(make_item("view.bad", one(disc(), {bad, 1}, 5, kRed))), names);
    CHECK_THROWS_WITH(draw(make_item("view.bad", one(disc(), {1, 1}, bad, kRed))), names);
    TextShape text = std::get<TextShape>(text_item("a", {1, bad})->shape);
    CHECK_THROWS_WITH(draw(make_item("view.bad", text)), names);
    Group group;
    group.children = {filled("view.bad", line({1, 1}, {bad, 2}), kRed), filled("b", {}, kRed)};
    CHECK_THROWS_WITH(draw(make_item("g", group)), names);
  }
  Instances dots = one(disc(), {1, 1}, 5, kRed);
  dots.opacity.clear();
  CHECK_THROWS_AS(draw(make_item("view.bad", dots)), RuntimeError);
}

TEST_CASE("Coordinates far outside are held, not wrapped", "[raster]") {
  const Pixmap pixels =
      draw_fresh(frame_of({filled("big", rect_path({-1e12, 10, 1e12, 20}), kBlack),
                           stroked("long", line({5, -1e300}, {5, 1e300}), {kRed, 2}),
                           make_item("d", one(disc(), {1e30, -1e30}, 5, kRed))}));
  CHECK(ink_at(pixels, 0, 15) == 1);
  CHECK(ink_at(pixels, 39, 15) == 1);
  CHECK(ink_at(pixels, 20, 5) == 0);
  CHECK(pixels.row(25)[5] == 0xFFFF0000);
}

TEST_CASE("Transparent pictures leave the ground out", "[raster]") {
  const Frame frame = frame_of({filled("r", rect_path({10, 10, 20, 20}), kRed),
                                filled("h", rect_path({20, 10, 30, 20}), kBlue, 0.5),
                                make_item("d", one(disc(), {10, 24}, 8, kBlue, 0.5))});
  const Pixmap pixels = draw_fresh(frame, 40, 30, true);
  CHECK(pixels.row(2)[2] == 0);
  CHECK(pixels.row(15)[15] == 0xFFFF0000);
  CHECK((pixels.row(15)[25] >> 24) == (pixels.row(15)[25] & 255));  // premultiplied
  CHECK(std::abs(int(pixels.row(15)[25] >> 24) - 127) <= 1);
  CHECK(pixels.row(24)[10] == 0x80000080);
}

TEST_CASE("Opaque pictures are opaque everywhere", "[raster]") {
  const Pixmap pixels = draw_fresh(busy_frame(3.3));
  for (int y = 0; y < pixels.height(); ++y) {
    for (int x = 0; x < pixels.width(); ++x) REQUIRE(pixels.row(y)[x] >> 24 == 255);
  }
}

TEST_CASE("Pixmaps and frames of the wrong kind are refused", "[raster]") {
  Rasteriser rasteriser(40, 30);
  Pixmap other(41, 30, true), clear(40, 30, false), good(40, 30, true);
  CHECK_THROWS_AS(rasteriser.draw(frame_of({}), other), RuntimeError);
  CHECK_THROWS_AS(rasteriser.draw(frame_of({}), clear), RuntimeError);
  CHECK_THROWS_AS(rasteriser.draw(frame_of({}, 0, 30), good), RuntimeError);
  CHECK_THROWS_AS(rasteriser.draw(frame_of({}, std::nan(""), 30), good), RuntimeError);
  CHECK_NOTHROW(rasteriser.draw(frame_of({}), good));
  CHECK_THROWS_AS(Pixmap(0, 30, true), RuntimeError);
  CHECK_THROWS_AS(Pixmap(40000, 30, true), RuntimeError);
  CHECK_THROWS_AS(good.copy_from(other), RuntimeError);
}

TEST_CASE("Two rasterisers in two threads draw the same", "[raster]") {
  const auto draw_all = [](std::vector<Pixmap>& out) {
    Rasteriser rasteriser(160, 120);
    for (int i = 0; i < 20; ++i) {
      out.emplace_back(160, 120, true);
      rasteriser.draw(busy_frame(i * 0.37), out.back());
    }
  };
  std::vector<Pixmap> first, second;
  std::thread one_thread([&] { draw_all(first); });
  std::thread other_thread([&] { draw_all(second); });
  one_thread.join();
  other_thread.join();
  REQUIRE(first.size() == 20);
  for (size_t i = 0; i < first.size(); ++i) CHECK(same_pixels(first[i], second[i]));
  CHECK_FALSE(same_pixels(first[0], first[1]));
}

TEST_CASE("A frame looks the same whatever was drawn before", "[raster]") {
  std::vector<Frame> frames;
  for (int i = 0; i < 12; ++i) frames.push_back(busy_frame(i * 0.61));
  frames.push_back(busy_frame(0));
  frames.back().ground = kBlue;
  frames.push_back(busy_frame(0));
  frames.back().width = 200;
  std::vector<Pixmap> fresh;
  for (const Frame& frame : frames) fresh.push_back(draw_fresh(frame, 160, 120));
  Rasteriser forwards(160, 120), backwards(160, 120);
  Pixmap pixels(160, 120, true);
  for (size_t i = 0; i < frames.size(); ++i) {
    forwards.draw(frames[i], pixels);
    CHECK(same_pixels(pixels, fresh[i]));
    const size_t k = frames.size() - 1 - i;
    backwards.draw(frames[k], pixels);
    CHECK(same_pixels(pixels, fresh[k]));
  }
}

TEST_CASE("What was kept is not used on another ground or at another scale", "[raster]") {
  Frame frame = busy_frame(1);
  Rasteriser rasteriser(160, 120);
  Pixmap pixels(160, 120, true);
  const auto draw_again = [&] {
    for (int i = 0; i < 4; ++i) rasteriser.draw(frame, pixels);
    return same_pixels(pixels, draw_fresh(frame, 160, 120));
  };
  CHECK(draw_again());
  frame.ground = kBlue;
  CHECK(draw_again());
  frame.width = 170;
  CHECK(draw_again());
  frame.height = 100;
  CHECK(draw_again());
}

}  // namespace lantern::test::rasteriser_test
