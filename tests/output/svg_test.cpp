#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <regex>
#include <set>

#include "core/base/random.h"
#include "output/svg/font_subset.h"
#include "output/svg/animation.h"
#include "output/svg/keyframes.h"
#include "output/svg/svg_writer.h"
#include "output/svg/tints.h"
#include "renderer/symbols.h"
#include "renderer/text/text_shaper.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"
#include "tests/support/shown.h"

namespace lantern::test {
namespace {

const Color kRed{1, 0, 0, 1};
const Color kHalfBlue{0, 0, 1, 0.5};

ItemPtr text_item(const std::string& id, const std::string& text, std::optional<Halo> halo = {}) {
  static const TextShaper shaper;
  TextShape shape;
  shape.text = shaper.shape(text, {"Inter", 20, 600, false});
  shape.origin = {30, 40};
  shape.color = kRed;
  shape.halo = halo;
  return make_item(id, std::move(shape));
}

ItemPtr dots(const std::string& shape = "circle", double outline = 0) {
  Instances out;
  out.symbols = {shape_symbol("circle"), shape_symbol(shape)};
  out.keys = std::make_shared<const std::vector<std::string>>(
      std::vector<std::string>{"a", "b", "c"});
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

Frame frame_of(std::vector<ItemPtr> items) { return {100, 50, {1, 1, 1, 1}, std::move(items)}; }

std::string svg_of(std::vector<ItemPtr> items, bool outlines = true) {
  return write_svg(frame_of(std::move(items)), {"A <title>", "What it shows", 100, 50, outlines});
}

std::set<std::string> ids_in(const std::string& svg, size_t& count) {
  std::set<std::string> out;
  const std::regex id(" id=\"([^\"]*)\"");
  count = 0;
  for (std::sregex_iterator i(svg.begin(), svg.end(), id), end; i != end; ++i, ++count) {
    out.insert((*i)[1]);
  }
  return out;
}

void check_well_formed(const std::string& svg) {
  const Run run = test::run({"xmllint", "--noout", "-"}, ".", {}, svg);
  INFO(run.err);
  CHECK(run.code == 0);
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
  const std::string svg = svg_of({make_item("plot", group), make_item("plot.grid", grid), dots("square")});
  check_golden("golden/svg/items.svg", svg);
  check_well_formed(svg);
}

TEST_CASE("ids are unique and valid, and carry the scene's name", "[svg]") {
  const std::string svg = svg_of({dots(), dots(), make_item("a b@c/d", PathShape{rect_path({0, 0, 1, 1}), kRed, {}, false})});
  size_t count = 0;
  const auto ids = ids_in(svg, count);
  CHECK(ids.size() == count);
  const std::string any = *ids.begin(), prefix = any.substr(0, any.find('-') + 1);
  CHECK(std::regex_match(prefix, std::regex("a[0-9a-f]{5}-")));
  CHECK(ids.count(prefix + "plot.dots--x") == 1);
  CHECK(ids.count(prefix + "a_b--c_d") == 1);
  for (const std::string& id : ids) CHECK(std::regex_match(id, std::regex("[A-Za-z][A-Za-z0-9._-]*")));
  check_well_formed(svg);
}

TEST_CASE("texts are real, in lines, with their fonts embedded", "[svg]") {
  const std::string svg = svg_of({text_item("t", "Cats & <dogs>\n1 → 2", Halo{kHalfBlue, 4})}, false);
  CHECK(svg.find("<tspan x=\"30\" y=\"40\">Cats &amp; &lt;dogs&gt;</tspan>") != std::string::npos);
  CHECK(svg.find(">1 → 2</tspan>") != std::string::npos);
  CHECK(svg.find("paint-order=\"stroke\"") != std::string::npos);
  CHECK(svg.find("-Inter\";font-weight:600") != std::string::npos);
  CHECK(svg.size() < 20'000);
  check_well_formed(svg);
  const std::string outlines = svg_of({text_item("t", "Cats & dogs")}, true);
  CHECK(outlines.find("<text") == std::string::npos);
  CHECK(outlines.find("@font-face") == std::string::npos);
  check_well_formed(outlines);
}

TEST_CASE("documents with the same title have names of their own", "[svg]") {
  const std::string one = svg_of({dots()}), same = svg_of({dots()});
  const std::string other = svg_of({make_item("plot.area", PathShape{rect_path({1, 2, 3, 4}), kRed, {}, false})});
  size_t count = 0;
  const auto ids = ids_in(one, count), others = ids_in(other, count);
  CHECK(one == same);
  for (const std::string& id : others) CHECK(ids.count(id) == 0);
}

TEST_CASE("keys are written at their frame or just before it", "[svg]") {
  const svg::Clock clock(30, 345, 11.5, 1.5, true);
  for (int frame = 1; frame < 345; ++frame) {
    const double share = clock.share(frame);
    for (const double most : {2e-3, 2e-4}) {
      const double early = (share - std::stod(clock.written(share, most))) * 13;
      CHECK((early >= 0 && early <= most + 2e-6));
    }
  }
  CHECK(clock.written(0, 2e-3) == "0");
  CHECK(clock.written(1, 2e-3) == "1");
}

TEST_CASE("what jumps takes turns without gaps, and is idle until its turn", "[svg]") {
  const svg::Clock clock(30, 345, 11.5, 1.5, true), once(30, 345, 11.5, 1.5, false);
  const auto shown = [](const svg::Clock& by, const std::vector<svg::Stretch>& stretches) {
    std::string start;
    const std::string out = svg::show_in(stretches, by, start);
    return start + out;
  };
  CHECK(shown(clock, {{0, 346}}) == "");
  CHECK(shown(clock, {{100, 102}}) ==
        " display=\"none\"<set attributeName=\"display\" to=\"inline\" begin=\"\x01" "c.begin+3.333s\" dur=\"0.066s\"/>");
  CHECK(shown(clock, {{102, 346}}) ==
        " display=\"none\"<set attributeName=\"display\" to=\"inline\" begin=\"\x01" "c.begin+3.399s\" dur=\"9.601s\"/>");
  CHECK(shown(clock, {{0, 100}}) ==
        "<set attributeName=\"display\" to=\"none\" begin=\"\x01" "c.begin+3.333s\" dur=\"9.667s\"/>");
  CHECK(shown(once, {{102, 346}}) ==
        " display=\"none\"<set attributeName=\"display\" to=\"inline\" begin=\"3.399s\" dur=\"9.601s\" fill=\"freeze\"/>");
  // Many turns are one animation that runs.
  const std::string many = shown(clock, {{10, 20}, {30, 40}, {50, 60}, {70, 80}});
  CHECK(many.find("<set") == std::string::npos);
  CHECK(many.find("values=\"none;inline;none;inline;none;inline;none;inline;none\"") != std::string::npos);
  CHECK(once.beat() == "");
  CHECK(clock.beat().find(" begin=\"0s;\x01" "c.end\" dur=\"13s\"") != std::string::npos);
  for (const double fps : {23.976, 30.0, 59.94, 240.0}) {
    const svg::Clock any(fps, 1000, 1000 / fps, 1.5, true);
    for (int frame = 1; frame <= 1000; ++frame) {
      const double early = frame / fps * 1e3 - any.milliseconds(frame);
      CHECK((early > 0 && early < 1.01));
    }
  }
}

TEST_CASE("discs are circles, and say once what pen they have in common", "[svg]") {
  const std::string discs = svg_of({dots("circle", 2)});
  CHECK(discs.find("-plot.dots--x\" stroke=\"#ff0000\" stroke-width=\"2\">") != std::string::npos);
  CHECK(discs.find("<circle cx=\"20\" cy=\"6\" r=\"4\" fill=\"#ff0000\" opacity=\"0.25\"/>") != std::string::npos);
  CHECK(discs.find("<use") == std::string::npos);
  // A square would have the pen twice.
  const std::string mixed = svg_of({dots("square", 2)});
  CHECK(mixed.find("-plot.dots--x\">") != std::string::npos);
  CHECK(mixed.find("<circle cx=\"20\" cy=\"6\" r=\"4\" fill=\"#ff0000\" stroke=\"#ff0000\" stroke-width=\"2\" opacity=\"0.25\"/>") != std::string::npos);
  CHECK(mixed.find("<use") != std::string::npos);
  // A ring is round too.
  CHECK(svg_of({dots("ring")}).find("<use") != std::string::npos);
}

TEST_CASE("a colour that turns back at once is there", "[svg]") {
  svg::Samples colors;
  for (const double red : {0.0, 0.0, 0.5, 1.0, 0.5, 0.0, 0.0}) colors.values.push_back({red, 0, 0, 1});
  const auto tints = svg::tints_of(colors);
  REQUIRE(tints.size() == 3);
  CHECK(tints[1].rgba[0] == 1);
  CHECK(tints[1].stretch.first == 3);
  CHECK(svg::share_of(tints, 1, colors, 2) == Approx(0.5));
  CHECK(svg::share_of(tints, 1, colors, 3) == 1);
  CHECK(svg::share_of(tints, 2, colors, 4) == Approx(0.5));
  // What only passes on its way needs no colour of its own.
  colors.values = {{0, 0, 0, 1}, {0, 0, 0, 1}, {0.3, 0, 0, 1}, {0.8, 0, 0, 1}, {1, 0, 0, 1}, {1, 0, 0, 1}};
  CHECK(svg::tints_of(colors).size() == 2);
}

TEST_CASE("control characters do not get into a document", "[svg]") {
  const Frame frame = frame_of({});
  const std::string svg = write_svg(frame, {std::string("a\x01\"b\"&"), "<&>", 100, 50, false});
  CHECK(svg.find("a&quot;b&quot;&amp;") != std::string::npos);
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
  const TextShaper shaper;
  UsedFonts fonts;
  fonts.add(*shaper.shape("Area ☃ 0.80", {"Inter", 14, 500, false}));
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
      size_t count = 0;
      CHECK(ids_in(svg, count).size() == count);
      check_well_formed(svg);
    }
  }
}

TEST_CASE("films become animated documents, the same ones every time", "[svg][scenes]") {
  for (const std::string scene : {"roc-auc/sweep", "random-forest/vote"}) {
    const TemporaryFolder folder;
    const std::string path = repository() + "/scenes/" + scene + ".yaml";
    REQUIRE(lantern({"render", path, "-q", "-j", "1", "-o", "a.svg"}, folder.path()).code == 0);
    REQUIRE(lantern({"render", path, "-q", "-j", "3", "-o", "b.svg"}, folder.path(),
                    {"LC_ALL=de_DE.UTF-8", "TZ=Asia/Tokyo"})
                .code == 0);
    const std::string svg = read_file(folder.file("a.svg"));
    CHECK(svg == read_file(folder.file("b.svg")));
    size_t count = 0;
    CHECK(ids_in(svg, count).size() == count);
    check_well_formed(svg);
    CHECK(svg.find("<script") == std::string::npos);
    CHECK(svg.size() < 1'000'000);
  }
}

TEST_CASE("the bench scene as an animated SVG is small", "[svg]") {
  const TemporaryFolder folder;
  const std::string path = repository() + "/bench/roc.yaml";
  REQUIRE(lantern({"render", path, "-q", "-o", "a.svg"}, folder.path()).code == 0);
  const std::string svg = read_file(folder.file("a.svg"));
  size_t fonts = 0;
  for (size_t at = svg.find("base64,"); at != std::string::npos; at = svg.find("base64,", at + 1)) {
    fonts += svg.find(')', at) - at;
  }
  CHECK(fonts > 5000);
  CHECK(svg.size() - fonts <= 100'000);
}

TEST_CASE("keys follow samples, and curves take few of them", "[svg]") {
  const auto sampled = [](const std::function<double(double)>& f, int count) {
    svg::Samples out;
    for (int i = 0; i <= count; ++i) out.values.push_back({f(double(i) / count)});
    return out;
  };
  const auto check = [](const svg::Samples& samples, double tolerance, size_t most) {
    const auto keys = svg::keyframes(samples, tolerance, 1e9);
    CHECK(keys.size() <= most);
    for (size_t i = 0; i < samples.values.size(); ++i) {
      CHECK(std::fabs(svg::value_at(keys, double(i))[0] - samples.values[i][0]) <= tolerance + 1e-9);
    }
  };
  check(sampled([](double) { return 7.0; }, 50), 0.1, 1);
  check(sampled([](double t) { return 300 * t; }, 50), 0.1, 2);
  check(sampled([](double t) { return 300 * t * t * t; }, 50), 0.1, 2);
  check(sampled([](double t) { return t < 0.5 ? 1200 * t * t * t : 300 - 1200 * (1 - t) * (1 - t) * (1 - t); }, 60), 0.1, 3);
  check(sampled([](double t) { return 200 * std::sin(6 * t); }, 90), 0.1, 20);
  // A stay, a way, a stay.
  check(sampled([](double t) { return 100 * std::clamp(3 * t - 1, 0.0, 1.0); }, 60), 0.1, 4);
  Random random(4);
  svg::Samples noise;
  for (int i = 0; i < 80; ++i) noise.values.push_back({random.normal() * 5});
  check(noise, 0.2, 80);
  // What changes at once, changes at once.
  svg::Samples step;
  for (int i = 0; i < 20; ++i) step.values.push_back({i < 9 ? 0.0 : 1.0});
  const auto keys = svg::keyframes(step, 0.01, 0.3);
  CHECK(svg::value_at(keys, 8.99)[0] == 0);
  CHECK(svg::value_at(keys, 9)[0] == 1);
}

}  // namespace lantern::test
