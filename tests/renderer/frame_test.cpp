#include "renderer/frame/frame.h"

#include <catch2/catch.hpp>
#include <functional>
#include <numbers>

#include "renderer/text/shaped_text.h"

namespace lantern::test::frame_test {

namespace {

const Color kRed{1, 0, 0, 1};
const Color kBlue{0, 0, 1, 1};

SymbolPtr dot_symbol() {
  return std::make_shared<Symbol>(
      Symbol{"dot", {{circle_path({0, 0}, 0.5), Ink::tint, Ink::none, 0, 1}}});
}

/// Two dots; the second one cannot be seen.
Instances two_dots() {
  Instances dots;
  dots.symbols = {dot_symbol()};
  dots.keys =
      std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"p01", "a b"});
  dots.symbol = {0, 0};
  dots.x = {10, 100};
  dots.y = {20, 100};
  dots.size = {4, 8};
  dots.color = {kRed, kBlue};
  dots.opacity = {0.25f, 0};
  dots.ink = {0, 0, 0, 1};
  dots.ground = {1, 1, 1, 1};
  return dots;
}

/// A text of one square letter, 0.5 em wide, standing on the baseline.
TextShape square_letter() {
  auto text = std::make_shared<ShapedText>();
  text->text = "\"a\"\n";
  text->font.size = 20;
  text->width = 10;
  Glyph letter;
  letter.outline = std::make_shared<const Path>(rect_path({0, -0.5, 0.5, 0}));
  text->glyphs = {letter, Glyph{}};
  return {text, {100, 50}, 0, kRed, std::nullopt};
}

PathShape square() {
  return {rect_path({0, 0, 10, 10}), kRed, std::nullopt, false};
}

Box bounds_of_shape(auto shape, double opacity = 1) {
  return bounds_of(*make_item("id", shape, opacity));
}

std::string dump_of(auto shape, double opacity = 1, int row = -1) {
  Frame frame{100, 50, {1, 1, 1, 1}, {make_item("view.mark", shape, opacity, row)}};
  const std::string text = dump(frame);
  return text.substr(text.find('\n') + 1);
}

}  // namespace

TEST_CASE("Bounds of outlines", "[frame]") {
  PathShape shape = square();
  CHECK(bounds_of_shape(shape) == Box{0, 0, 10, 10});
  CHECK(bounds_of_shape(shape, 0).empty());
  shape.stroke = Stroke{kBlue, 4};
  CHECK(bounds_of_shape(shape) == Box{-2, -2, 12, 12});
  shape.fill.reset();
  CHECK(bounds_of_shape(shape) == Box{-2, -2, 12, 12});
  shape.stroke->join = Join::miter;
  CHECK(bounds_of_shape(shape) == Box{-8, -8, 18, 18});
  shape.stroke.reset();
  CHECK(bounds_of_shape(shape).empty());
}

TEST_CASE("Bounds of groups are cut by their clip", "[frame]") {
  PathShape moved = square();
  moved.path = transformed(moved.path, 1, 1, {20, 0});
  Group group;
  group.children = {make_item("a", square()), make_item("b", moved)};
  CHECK(bounds_of_shape(group) == Box{0, 0, 30, 10});
  group.clip = Box{5, 5, 100, 100};
  CHECK(bounds_of_shape(group) == Box{5, 5, 30, 10});
  group.clip = Box{50, 50, 100, 100};
  CHECK(bounds_of_shape(group).empty());
  CHECK(bounds_of_shape(Group{}).empty());
}

TEST_CASE("Bounds of text are those of its letters", "[frame]") {
  TextShape text = square_letter();
  CHECK(bounds_of_shape(text) == Box{100, 40, 110, 50});
  text.halo = Halo{kBlue, 4};
  CHECK(bounds_of_shape(text) == Box{98, 38, 112, 52});
  text.halo.reset();
  text.angle = std::numbers::pi / 2;  // clockwise: what stood upright lies to the right
  const Box turned = bounds_of_shape(text);
  CHECK(turned.x0 == Approx(100));
  CHECK(turned.x1 == Approx(110));
  CHECK(turned.y0 == Approx(50));
  CHECK(turned.y1 == Approx(60));
}

TEST_CASE("Bounds of symbols leave out what cannot be seen", "[frame]") {
  Instances dots = two_dots();
  CHECK(bounds_of_shape(dots) == Box{8, 18, 12, 22});
  dots.outline = 2;
  CHECK(bounds_of_shape(dots) == Box{7, 17, 13, 23});
  dots.opacity[1] = 1;
  CHECK(bounds_of_shape(dots) == Box{7, 17, 105, 105});
}

TEST_CASE("Inks of a symbol", "[frame]") {
  const Color tint{0.8, 0.4, 0, 0.5}, ink{0.1, 0.1, 0.1, 1}, ground{0.9, 0.9, 0.9, 1};
  CHECK(resolve_ink(Ink::tint, tint, ink, ground) == tint);
  CHECK(resolve_ink(Ink::ink, tint, ink, ground) == ink);
  CHECK(resolve_ink(Ink::ground, tint, ink, ground) == ground);
  CHECK(resolve_ink(Ink::dark, tint, ink, ground) == resolve_ink(Ink::dark, ink, tint, tint));
  CHECK(resolve_ink(Ink::pale, tint, ink, ground) == resolve_ink(Ink::pale, ink, tint, tint));
  CHECK(resolve_ink(Ink::none, tint, ink, ground).a == 0);
  const Color shade = resolve_ink(Ink::shade, tint, ink, ground);
  CHECK(shade.r == Approx(0.6));
  CHECK(shade.a == Approx(0.5));
  const Color light = resolve_ink(Ink::light, tint, ink, ground);
  CHECK(light.r == Approx(0.89));
  CHECK(light.b == Approx(0.45));
}

TEST_CASE("The dump of a frame can be read", "[frame]") {
  Group group;
  group.clip = Box{0, 0, 50.5, 20};
  PathShape line{polyline_path({{1, 2}, {3, 4.125}}), std::nullopt, Stroke{kRed, 3}, false};
  group.children = {make_item("curve.line", line, 1, 7), make_item("curve.label", square_letter())};
  Frame frame{960, 540, {1, 1, 1, 1}, {make_item("curve", group, 0.5)}};
  frame.items.push_back(make_item("swarm.dots", two_dots()));
  CHECK(dump(frame) ==
        "frame 960x540 ground=#ffffff\n"
        "curve group opacity=0.5 clip=0,0,50.5,20\n"
        "  curve.line path row=7 stroke=#ff0000/3 \"M1 2L3 4.12\"\n"
        "  curve.label text \"\\\"a\\\"\\n\" at=100,50 font=Inter/20/400 #ff0000 width=10\n"
        "swarm.dots instances n=2 ink=#000000 ground=#ffffff\n"
        "  p01 dot 10 20 4 #ff0000 0.25\n"
        "  \"a b\" dot 100 100 8 #0000ff 0\n"
        "symbol dot\n"
        "  fill=tint \"M0 -0.5C0.2761 -0.5 0.5 -0.2761 0.5 0C0.5 0.2761 0.2761 0.5 0 0.5"
        "C-0.2761 0.5 -0.5 0.2761 -0.5 0C-0.5 -0.2761 -0.2761 -0.5 0 -0.5Z\"\n");
}

TEST_CASE("Every drawn property of an outline shows in the dump", "[frame]") {
  PathShape plain = square();
  plain.stroke = Stroke{kBlue, 2, Cap::butt, Join::round, {4, 2}, 1};
  const std::vector<std::function<void(PathShape&)>> changes{
      [](PathShape& s) { s.fill = kBlue; },
      [](PathShape& s) { s.fill.reset(); },
      [](PathShape& s) { s.fill->a = 0.5; },
      [](PathShape& s) { s.stroke.reset(); },
      [](PathShape& s) { s.stroke->color = kRed; },
      [](PathShape& s) { s.stroke->width = 2.5; },
      [](PathShape& s) { s.stroke->cap = Cap::square; },
      [](PathShape& s) { s.stroke->join = Join::bevel; },
      [](PathShape& s) {
        s.stroke->dash = {4, 3};
      },
      [](PathShape& s) { s.stroke->dash_offset = 2; },
      [](PathShape& s) { s.crisp = true; },
      [](PathShape& s) { s.path.points[2].x += 0.01; },
      [](PathShape& s) { s.path.verbs.pop_back(); }};
  for (size_t i = 0; i < changes.size(); ++i) {
    INFO("change " << i);
    PathShape changed = plain;
    changes[i](changed);
    CHECK(dump_of(changed) != dump_of(plain));
  }
  CHECK(dump_of(plain, 0.996) != dump_of(plain, 1));
  CHECK(dump_of(plain, 1, 3) != dump_of(plain, 1, -1));
}

TEST_CASE("Every drawn property of a text shows in the dump", "[frame]") {
  const TextShape plain = square_letter();
  const auto with = [&](const std::function<void(ShapedText&)>& change) {
    auto text = std::make_shared<ShapedText>(*plain.text);
    change(*text);
    TextShape shape = plain;
    shape.text = text;
    return dump_of(shape);
  };
  const std::string before = dump_of(plain);
  CHECK(with([](ShapedText&) {}) == before);
  CHECK(with([](ShapedText& t) { t.text += "b"; }) != before);
  CHECK(with([](ShapedText& t) { t.font.family += " Mono"; }) != before);
  CHECK(with([](ShapedText& t) { t.font.size = 21; }) != before);
  CHECK(with([](ShapedText& t) { t.font.weight = 700; }) != before);
  CHECK(with([](ShapedText& t) { t.font.italic = true; }) != before);
  CHECK(with([](ShapedText& t) { t.width = 11; }) != before);
  CHECK(with([](ShapedText& t) { t.missing = {U'中'}; }).find("U+4E2D") != std::string::npos);

  const auto aligned = [&](double x) {
    return with([x](ShapedText& t) {
      t.lines = 2;
      t.glyphs[1].at = {x, 24};
    });
  };
  CHECK(aligned(0) != aligned(3));

  for (const auto& change : std::vector<std::function<void(TextShape&)>>{
           [](TextShape& s) { s.origin.y += 0.01; }, [](TextShape& s) { s.angle = 0.01; },
           [](TextShape& s) { s.color = kBlue; },
           [](TextShape& s) {
             s.halo = Halo{kBlue, 3};
           }}) {
    TextShape changed = plain;
    change(changed);
    CHECK(dump_of(changed) != before);
  }
}

TEST_CASE("Every drawn property of symbols shows in the dump", "[frame]") {
  const Instances plain = two_dots();
  const std::vector<std::function<void(Instances&)>> changes{
      [](Instances& d) { d.x[0] += 0.01f; },
      [](Instances& d) { d.y[0] += 0.01f; },
      [](Instances& d) { d.size[0] += 0.01f; },
      [](Instances& d) { d.color[0].g = 0.5; },
      [](Instances& d) { d.opacity[0] += 0.004f; },
      [](Instances& d) {
        d.angle = {0, 0.1f};
      },
      [](Instances& d) { d.outline = 1; },
      [](Instances& d) { d.ink = kRed; },
      [](Instances& d) { d.ground = kRed; },
      [](Instances& d) {
        Symbol other = *d.symbols[0];
        other.layers[0].path.points[0].x += 0.0001;
        d.symbols[0] = std::make_shared<Symbol>(other);
      },
      [](Instances& d) {
        Symbol other = *d.symbols[0];
        other.layers[0].stroke = Ink::ink;
        d.symbols[0] = std::make_shared<Symbol>(other);
      }};
  for (size_t i = 0; i < changes.size(); ++i) {
    INFO("change " << i);
    Instances changed = plain;
    changes[i](changed);
    CHECK(dump_of(changed) != dump_of(plain));
  }
}

TEST_CASE("Different symbols of one name are told apart in the dump", "[frame]") {
  Instances dots = two_dots();
  dots.symbols.push_back(dot_symbol());  // the same drawing again
  dots.symbol = {0, 1};
  CHECK(dump_of(dots).find("dot~2") == std::string::npos);
  dots.symbols[1] = std::make_shared<Symbol>(
      Symbol{"dot", {{rect_path({-0.5, -0.5, 0.5, 0.5}), Ink::tint, Ink::none, 0, 1}}});
  CHECK(dump_of(dots).find("symbol dot~2\n") != std::string::npos);
}

}  // namespace lantern::test::frame_test
