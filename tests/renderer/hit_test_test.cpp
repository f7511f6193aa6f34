#include <catch2/catch.hpp>

#include "renderer/formula/typesetter.h"
#include "renderer/frame/hit_test.h"

namespace lantern::test::hit_test_test {
namespace {

const Color kBlack{0, 0, 0, 1};

ItemPtr filled(const std::string& id, const Box& box, double opacity = 1) {
  return make_item(id, PathShape{rect_path(box), kBlack, {}}, opacity);
}

ItemPtr line(const std::string& id, Point from, Point to, double width) {
  return make_item(id, PathShape{polyline_path({from, to}), {}, Stroke{kBlack, width}});
}

Frame frame_with(std::vector<ItemPtr> items) {
  return Frame{200, 100, kBlack, std::move(items)};
}

/// The ids on the way to what lies there, as "group/item"; empty for nothing.
std::string at(const Frame& frame, Point point, double slack = 0) {
  const auto hit = hit_test(frame, point, slack);
  std::string out;
  if (!hit) return out;
  for (const Item* item : hit->way) out += (out.empty() ? "" : "/") + item->id;
  if (hit->instance >= 0) out += "#" + std::to_string(hit->instance);
  return out;
}

}  // namespace

TEST_CASE("What was painted last is hit first", "[hit]") {
  const Frame frame = frame_with({filled("low", {0, 0, 50, 50}), filled("high", {20, 20, 80, 80})});
  CHECK(at(frame, {10, 10}) == "low");
  CHECK(at(frame, {30, 30}) == "high");
  CHECK(at(frame, {90, 90}).empty());
}

TEST_CASE("What cannot be seen cannot be hit", "[hit]") {
  const Box box{0, 0, 50, 50};
  CHECK(at(frame_with({filled("below", box), filled("gone", box, 0)}), {10, 10}) == "below");
  CHECK(at(frame_with({make_item("bare", PathShape{rect_path(box), {}, {}})}), {10, 10}).empty());
  CHECK(at(frame_with({make_item("clear", PathShape{rect_path(box), Color{1, 1, 1, 0}, {}})}),
           {10, 10})
            .empty());
  const Group faint{{filled("faint", box, 0.1)}, {}};
  CHECK(at(frame_with({make_item("group", faint, 0.1)}), {10, 10}).empty());
}

TEST_CASE("A group's clip cuts what can be hit", "[hit]") {
  const Frame frame =
      frame_with({make_item("group", Group{{filled("box", {0, 0, 50, 50})}, Box{0, 0, 20, 50}})});
  CHECK(at(frame, {10, 10}) == "group/box");
  CHECK(at(frame, {30, 10}).empty());
}

TEST_CASE("A stroke is hit on its width, and a thin one from nearby where nothing else is",
          "[hit]") {
  const ItemPtr thin = line("thin", {0, 40}, {100, 40}, 1),
                wide = line("wide", {0, 80}, {100, 80}, 12);
  CHECK(at(frame_with({thin, wide}), {50, 85}) == "wide");
  CHECK(at(frame_with({thin, wide}), {50, 87}).empty());
  CHECK(at(frame_with({thin}), {50, 43}).empty());
  CHECK(at(frame_with({thin}), {50, 43}, 4) == "thin");
  CHECK(at(frame_with({filled("ground", {0, 0, 100, 100}), thin}), {50, 43}, 4) == "ground");
}

TEST_CASE("Outlines are filled where they wind, curves as they run", "[hit]") {
  const Frame disc =
      frame_with({make_item("disc", PathShape{circle_path({50, 50}, 20), kBlack, {}})});
  CHECK(at(disc, {50, 31}) == "disc");
  CHECK(at(disc, {64, 64}) == "disc");
  CHECK(at(disc, {65, 65}).empty());
  // An open outline is closed by its fill, and not by its stroke.
  const Path corner = polyline_path({{0, 0}, {40, 0}, {40, 40}});
  CHECK(at(frame_with({make_item("corner", PathShape{corner, kBlack, {}})}), {30, 10}) == "corner");
  CHECK(at(frame_with({make_item("corner", PathShape{corner, {}, Stroke{kBlack, 4}})}), {20, 20})
            .empty());
}

TEST_CASE("A text is hit in its box, turned as it is", "[hit]") {
  const Typesetter typesetter;
  TextShape shape;
  shape.text = typesetter.texts().shape("Wide words", Font{});
  shape.origin = {50, 50};
  shape.color = kBlack;
  CHECK(at(frame_with({make_item("text", shape)}), {80, 46}) == "text");
  CHECK(at(frame_with({make_item("text", shape)}), {54, 80}).empty());
  shape.angle = 1.5707963267948966;  // downwards
  CHECK(at(frame_with({make_item("text", shape)}), {54, 80}) == "text");
  CHECK(at(frame_with({make_item("text", shape)}), {80, 46}).empty());
}

TEST_CASE("Each of many symbols is hit by its own outline", "[hit]") {
  Instances dots;
  dots.symbols = {std::make_shared<const Symbol>(Symbol{"disc", {{circle_path({0, 0}, 0.5)}}})};
  dots.symbol = {0, 0, 0};
  dots.x = {20, 30, 80};
  dots.y = {50, 50, 50};
  dots.size = {20, 20, 20};
  dots.color = {kBlack, kBlack, kBlack};
  dots.opacity = {1, 1, 0};
  const Frame frame = frame_with({make_item("dots", dots)});
  CHECK(at(frame, {15, 50}) == "dots#0");
  CHECK(at(frame, {25, 50}) == "dots#1");
  CHECK(at(frame, {80, 50}).empty());
  CHECK(at(frame, {12, 42}).empty());  // in its box, outside its disc
  const auto hit = hit_test(frame, {25, 50}, 0);
  REQUIRE(hit);
  CHECK(hit->box == Box{20, 40, 40, 60});
}

}  // namespace lantern::test::hit_test_test
