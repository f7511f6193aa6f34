#include <catch2/catch.hpp>

#include "renderer/paragraph/text_placing.h"
#include "renderer/stage/halo_grounds.h"
#include "tests/support/shown.h"

namespace lantern::test::halo_grounds_test {
namespace {

/// The halo's colour of each text that has one, by id.
std::map<std::string, std::string> halos(const Frame& frame) {
  std::map<std::string, std::string> out;
  visit(frame.items, [&](const Item& item, double) {
    const auto* text = std::get_if<TextShape>(&item.shape);
    if (text && text->halo) out[item.id] = to_hex(text->halo->color);
  });
  return out;
}

const char* const kScript = R"(
lantern: 1
canvas: {background: "#ffffff"}
views:
  v:
    x: {domain: [0, 4]}
    y: {domain: [0, 4]}
    marks:
      half: {rect: {x: 0, x2: 2, y: 0, y2: 4, color: "#ff0000", opacity: 0.2}}
      dark: {rect: {x: 2, x2: 3, y: 0, y2: 4, color: "#101010"}}
      on: {text: {x: 1, y: 2, text: on, color: ink, halo: true}}
      off: {text: {x: 3.5, y: 2, text: off, color: ink, halo: true}}
      unread: {text: {x: 2.5, y: 2, text: unread, color: ink, halo: true}}
      edge: {text: {x: 1.98, y: 3, text: reaches the edge, align: end, color: ink, halo: true}}
      over: {text: {x: 0.2, y: 1, text: reaches over the edge, align: middle, color: ink, halo: true}}
)";

}  // namespace

TEST_CASE("a halo has the colour of what all of its letters stand on", "[halos]") {
  const Shown shown(kScript);
  const auto found = halos(shown.frame(0));
  CHECK(found.at("v.on.text") == "#ffcccc");
  CHECK(found.at("v.edge.text") == "#ffcccc");
  CHECK(found.at("v.over.text") == "#ffffff");
  CHECK(found.at("v.off.text") == "#ffffff");
  CHECK(found.at("v.unread.text") == "#fbf8f1");  // ink could not be read on it: as marks give it
}

TEST_CASE("letters that are too pale for the region they stand on become darker", "[halos]") {
  const Shown shown(R"(
lantern: 1
views:
  v:
    x: {domain: [0, 4]}
    y: {domain: [0, 4]}
    marks:
      half: {rect: {x: 0, x2: 2, y: 0, y2: 4, color: orange, opacity: 0.15}}
      on: {text: {x: 1, y: 2, text: words, color: orange, size: 14, halo: true}}
      off: {text: {x: 3, y: 2, text: words, color: orange, size: 14, halo: true}}
)");
  const Frame frame = shown.frame(0);
  std::map<std::string, const TextShape*> texts;
  visit(frame.items, [&](const Item& item, double) {
    if (const auto* text = std::get_if<TextShape>(&item.shape)) texts[item.id] = text;
  });
  const TextShape &on = *texts.at("v.on.text"), &off = *texts.at("v.off.text");
  CHECK(contrast(off.color, on.halo->color) < 4.5);
  CHECK(contrast(on.color, on.halo->color) == Approx(4.5).margin(0.05));
  CHECK(contrast(off.color, off.halo->color) == Approx(4.5).margin(0.05));
}

TEST_CASE("halos that have their colour stay the same objects", "[halos]") {
  const Shown shown(kScript);
  const Frame frame = shown.frame(0);
  Memo memo;
  CHECK(with_halos_of_below(frame.items, {frame.ground, {1, 0, 1}, {}}, memo) == frame.items);
}

}  // namespace lantern::test::halo_grounds_test
