#include <catch2/catch.hpp>
#include <regex>
#include <set>

#include "output/svg/write/font_subset.h"
#include "output/svg/write/letter_places.h"
#include "output/svg/write/svg_writer.h"
#include "renderer/formula/typesetter.h"
#include "renderer/frame/symbols.h"
#include "tests/support/golden.h"
#include "tests/support/markup.h"
#include "tests/support/program.h"
#include "tests/support/shown.h"

namespace lantern::test::svg_test {
namespace {

const Color kRed{1, 0, 0, 1};
const Color kHalfBlue{0, 0, 1, 0.5};

ItemPtr text_item(const std::string& id, const std::string& text, std::optional<Halo> halo = {}) {
  static const Typesetter typesetter;
  TextShape shape;
  shape.text = typesetter.texts().shape(text, {"Inter", 20, 600, false});
  shape.origin = {30, 40};
  shape.color = kRed;
  shape.halo = halo;
  return make_item(id, std::move(shape));
}

ItemPtr dots(const std::string& shape = "circle", double outline = 0) {
  Instances out;
  out.symbols = {shape_symbol("circle"), shape_symbol(shape)};
  out.keys =
      std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"a", "b", "c"});
  out.symbol = {0, 0, 1};
  out.outline = outline;
  out.ink = kRed;
  out.x = {10, 20, 30};
  out.y = {5, 6, 7.25f};
  out.size = {8, 8, 8};
  out.color = {kRed, kRed, kHalfBlue};
  out.opacity = {1, 0.25f, 1};
  return make_item("plot.dots@x", std::move(out));
}

Frame frame_of(std::vector<ItemPtr> items) {
  return {100, 50, {1, 1, 1, 1}, std::move(items)};
}

std::string svg_of(std::vector<ItemPtr> items, bool outlines = true) {
  return write_svg(frame_of(std::move(items)), {"A <title>", "What it shows", 100, 50, outlines});
}

}  // namespace

TEST_CASE("every kind of item has its element", "[svg]") {
  PathShape line{polyline_path({{1, 2}, {30, 4.125}}), std::nullopt,
                 Stroke{kHalfBlue, 3, Cap::round, Join::round, {4, 2}, 1}, false};
  PathShape grid{polyline_path({{0, 10.3}, {100, 10.3}}), std::nullopt, Stroke{kRed, 1}, true};
  Group group;
  group.clip = Box{0, 0, 50.5, 20};
  group.children = {make_item("plot.line", line, 0.5),
                    make_item("plot.area", PathShape{rect_path({1, 2, 3, 4}), kRed, {}, false})};
  const std::string svg =
      svg_of({make_item("plot", group), make_item("plot.grid", grid), dots("square")});
  check_golden("golden/svg/items.svg", svg);
  check_well_formed(svg);
}

TEST_CASE("ids are unique and valid, and carry the scene's name", "[svg]") {
  const std::string svg = svg_of(
      {dots(), dots(), make_item("a b@c/d", PathShape{rect_path({0, 0, 1, 1}), kRed, {}, false})});
  size_t count = 0;
  const auto ids = ids_in(svg, count);
  CHECK(ids.size() == count);
  const std::string any = *ids.begin(), prefix = any.substr(0, any.find('-') + 1);
  CHECK(std::regex_match(prefix, std::regex("a[0-9a-f]{5}-")));
  CHECK(ids.count(prefix + "plot.dots--x") == 1);
  CHECK(ids.count(prefix + "a_b--c_d") == 1);
  for (const std::string& id : ids)
    CHECK(std::regex_match(id, std::regex("[A-Za-z][A-Za-z0-9._-]*")));
  check_well_formed(svg);
}

TEST_CASE("texts are real, in lines, with their fonts embedded", "[svg]") {
  const std::string svg =
      svg_of({text_item("t", "Cats & <dogs>\n1 → 2", Halo{kHalfBlue, 4})}, false);
  // Words have places of their own, for readers that have no embedded fonts.
  const auto has = [&](const std::string& pattern) {
    return std::regex_search(svg, std::regex(pattern));
  };
  CHECK(
      has("<tspan x=\"30[0-9. ]+\" y=\"40\">Cats </tspan><tspan x=\"[0-9. ]+\">&amp; </tspan>"
          "<tspan x=\"[0-9. ]+\">&lt;dogs&gt;</tspan><tspan x=\"30\" y=\"[0-9.]+\">1 → 2</tspan>"));
  CHECK(has("font-family=\"[a-z0-9]+-Inter, 'Inter', "));
  CHECK(has("@font-face\\{[^}]*font-display:swap"));
  // WebKit paints again once it has them.
  CHECK(has("<animate attributeName=\"opacity\" values=\".999;1\" dur=\"1s\"/>"));
  // The rim is below the letters also where nobody knows paint-order.
  CHECK(
      has("<g fill=\"[^\"]*\"[^>]*><use href=\"#([a-z0-9]+-t)\" fill=\"none\" stroke=[^>]*/>"
          "<text id=\"\\1\""));
  CHECK(svg.find("-Inter\";font-weight:600") != std::string::npos);
  CHECK(svg.size() < 20'000);
  check_well_formed(svg);
  const std::string outlines = svg_of({text_item("t", "Cats & dogs")}, true);
  CHECK(outlines.find("<text") == std::string::npos);
  CHECK(outlines.find("@font-face") == std::string::npos);
  CHECK(outlines.find("<animate") == std::string::npos);
  check_well_formed(outlines);
}

TEST_CASE("letters have places of their own, but those whose shape depends on others", "[svg]") {
  static const Typesetter typesetter;
  const auto pieces = [&](const std::string& text, bool apart) {
    const ShapedTextPtr shaped = typesetter.texts().shape(text, {"Inter", 20, 600, false});
    std::string out;
    for (const svg::Piece& piece : svg::pieces_of(svg::lines_of(*shaped).front(), *shaped, apart)) {
      out += "[" + piece.text + "]" + std::to_string(piece.starts.size());
    }
    return out;
  };
  CHECK(pieces("Two cats", false) == "[Two cats]8");
  CHECK(pieces("Two cats", true) == "[Two ]4[cats]4");
  CHECK(pieces("0.17 of", true) == "[0]1[.1]2[7 ]2[of]2");
  CHECK(pieces("b = −0.91, a cat", false) == "[b = −0]3[.91, a cat]10");
  CHECK(pieces("log-loss", false) == "[log-loss]8");
  CHECK(pieces("नमस्ते cats", false).substr(0, 1) == "[");
  CHECK(pieces("e\u0301 😀a", false) == "[e\u0301]1[ 😀]1[a]1");
  CHECK(pieces("שלום cats", false) == "[שלום cats]1");
}

TEST_CASE("documents with the same title have names of their own", "[svg]") {
  const std::string one = svg_of({dots()}), same = svg_of({dots()});
  const std::string other =
      svg_of({make_item("plot.area", PathShape{rect_path({1, 2, 3, 4}), kRed, {}, false})});
  size_t count = 0;
  const auto ids = ids_in(one, count), others = ids_in(other, count);
  CHECK(one == same);
  for (const std::string& id : others) CHECK(ids.count(id) == 0);
}

TEST_CASE("discs are circles, and say once what pen they have in common", "[svg]") {
  const std::string discs = svg_of({dots("circle", 2)});
  CHECK(discs.find("-plot.dots--x\" stroke=\"#ff0000\" stroke-width=\"2\">") != std::string::npos);
  CHECK(discs.find("<circle cx=\"20\" cy=\"6\" r=\"4\" fill=\"#ff0000\" opacity=\"0.25\"/>") !=
        std::string::npos);
  CHECK(discs.find("<use") == std::string::npos);
  // A square would have the pen twice.
  const std::string mixed = svg_of({dots("square", 2)});
  CHECK(mixed.find("-plot.dots--x\">") != std::string::npos);
  CHECK(mixed.find("<circle cx=\"20\" cy=\"6\" r=\"4\" fill=\"#ff0000\" stroke=\"#ff0000\" "
                   "stroke-width=\"2\" opacity=\"0.25\"/>") != std::string::npos);
  CHECK(mixed.find("<use") != std::string::npos);
  // A ring is round too.
  CHECK(svg_of({dots("ring")}).find("<use") != std::string::npos);
}

TEST_CASE("control characters do not get into a document", "[svg]") {
  const Frame frame = frame_of({});
  const std::string svg = write_svg(frame, {std::string("a\x01\"b\"&"), "<&>", 100, 50, false});
  CHECK(svg.find("a\uFFFD&quot;b&quot;&amp;") != std::string::npos);
  check_well_formed(svg);
}

TEST_CASE("base64 is that of RFC 4648", "[svg]") {
  const auto encoded = [](std::string_view text) { return base64({text.begin(), text.end()}); };
  CHECK(encoded("") == "");
  CHECK(encoded("f") == "Zg==");
  CHECK(encoded("fo") == "Zm8=");
  CHECK(encoded("foo") == "Zm9v");
  CHECK(encoded("foobar") == "Zm9vYmFy");
}

TEST_CASE("subsets hold what a text needs, and fallbacks what its family lacks", "[svg]") {
  const Typesetter typesetter;
  UsedFonts fonts;
  fonts.add(*typesetter.texts().shape("Area ☃ 0.80", {"Inter", 14, 500, false}));
  const auto faces = fonts.subsets();
  REQUIRE(faces.size() == 2);
  CHECK(faces[0].family == "Inter");
  CHECK(faces[0].weight == 500);
  CHECK(faces[0].range.empty());
  CHECK(faces[1].family == "Inter");  // stands in for it
  CHECK(faces[1].range == "U+2603");
  for (const auto& face : faces) {
    CHECK(face.file.size() > 500);
    CHECK(face.file.size() < 20'000);
  }
}

TEST_CASE("scenes become documents, the same ones every time", "[svg][scenes]") {
  for (const std::string scene : {"roc-auc/sweep", "train-test-validation/split"}) {
    const TemporaryFolder folder;
    const std::string path = repository() + "/scenes/" + scene + ".yaml";
    for (const std::string time : {"3s", "15s", "end"}) {
      REQUIRE(lantern({"still", path, "--at", time, "-o", "a.svg"}, folder.path()).code == 0);
      REQUIRE(lantern({"still", path, "--at", time, "-o", "b.svg"}, folder.path(),
                      {"LC_ALL=de_DE.UTF-8", "TZ=Asia/Tokyo"})
                  .code == 0);
      const std::string svg = read_file(folder.file("a.svg"));
      CHECK(svg == read_file(folder.file("b.svg")));
      check_document(svg);
    }
  }
}

}  // namespace lantern::test::svg_test
