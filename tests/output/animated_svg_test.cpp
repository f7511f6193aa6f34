#include <catch2/catch.hpp>
#include <cmath>
#include <regex>

#include "core/base/random.h"
#include "output/svg/film/animation.h"
#include "output/svg/film/keyframes.h"
#include "output/svg/film/tints.h"
#include "renderer/formula/typesetter.h"
#include "renderer/frame/symbols.h"
#include "tests/support/animated.h"
#include "tests/support/golden.h"
#include "tests/support/markup.h"
#include "tests/support/program.h"

namespace lantern::test::animated_svg_test {
namespace {

const Color kRed{1, 0, 0, 1};

ItemPtr word(const std::string& id, const std::string& text, Point at = {30, 40},
             double opacity = 1) {
  static const Typesetter typesetter;
  TextShape shape;
  shape.text = typesetter.texts().shape(text, {"Inter", 20, 600, false});
  shape.origin = at;
  shape.color = kRed;
  return make_item(id, std::move(shape), opacity);
}

ItemPtr discs(float faint, float place = 10, float size = 8, const char* second = "circle") {
  Instances out;
  out.symbols = {shape_symbol("circle"), shape_symbol(second)};
  out.symbol = {0, 1};
  out.x = {place, 20};
  out.y = {5, 6};
  out.size = {8, size};
  out.color = {kRed, kRed};
  out.opacity = {1, faint};
  out.outline = 2;
  return make_item("dots", std::move(out));
}

ItemPtr line(double x, double tip = 9) {
  return make_item("rule", PathShape{polyline_path({{x, 2}, {x, tip}}), {}, Stroke{kRed, 1}});
}

/// Whether there is such a place; "P" stands for what names start with.
bool has(const std::string& svg, std::string pattern) {
  return std::regex_search(
      svg, std::regex(std::regex_replace(pattern, std::regex("P"), "f[0-9a-f]{5}")));
}

}  // namespace

TEST_CASE("a text that stays is one element, one that changes is idle until its turn", "[svg]") {
  const std::string still = animated_svg_of([](int) { return std::vector{word("a", "Stays")}; });
  CHECK(has(still, "<text id=\"P-a\" [^>]*x=\"30[0-9. ]+\" y=\"40\">Stays</text>"));
  CHECK(still.find("<set") == std::string::npos);
  const auto counting = [](int i) { return std::vector{word("a", std::to_string(i / 10))}; };
  const std::string loop = animated_svg_of(counting),
                    once = animated_svg_of(counting, {.loop = false});
  CHECK(has(loop,
            "<g class=\"P-film\" display=\"none\">\\s*<set id=\"Pc\" attributeName=\"visibility\" "
            "to=\"inherit\" "
            "begin=\"0s;Pc.end\" dur=\"1.5s\"/>"));
  CHECK(has(loop,
            "<text x=\"30\" y=\"40\">0<animate attributeName=\"display\" dur=\"1.5s\" "
            "repeatCount=\"indefinite\" calcMode=\"discrete\" keyTimes=\"0;.22[0-9]*\" "
            "values=\"inline;none\"/>"));
  CHECK(
      has(loop,
          "<text display=\"none\" x=\"30\" y=\"40\">1<set attributeName=\"display\" to=\"inline\" "
          "begin=\"Pc.begin.0.333s\" dur=\"0.333s\"/>"));
  CHECK(has(loop,
            ">2<animate attributeName=\"display\" dur=\"1.5s\" repeatCount=\"indefinite\" "
            "calcMode=\"discrete\" keyTimes=\"0;.44[0-9]*\" values=\"none;inline\"/>"));
  CHECK(!has(once, "Pc\\b"));
  CHECK(has(once, ">2<set [^>]*begin=\"0.666s\" dur=\"0.834s\" fill=\"freeze\"/>"));
}

TEST_CASE("while one number dissolves into another, both are elements", "[svg]") {
  const std::string svg = animated_svg_of([](int i) {
    if (i < 10) return std::vector<ItemPtr>{word("n", "31")};
    if (i >= 20) return std::vector<ItemPtr>{word("n", "44")};
    const double t = (i - 9.5) / 10;
    return std::vector<ItemPtr>{word("n", "31", {30, 40}, 1 - t), word("n", "44", {30, 40}, t)};
  });
  const auto count = [&](const std::string& what) {
    size_t out = 0;
    for (size_t at = svg.find(what); at != std::string::npos; at = svg.find(what, at + 1)) ++out;
    return out;
  };
  CHECK(count(">31<") == 1);
  CHECK(count(">44<") == 2);  // as it comes, and as it stays
}

TEST_CASE("an opacity that jumps changes its class", "[svg]") {
  const std::string svg =
      animated_svg_of([](int i) { return std::vector{discs(i < 15 ? 0.25f : 1)}; });
  CHECK(has(svg, "\n.P-o100\\{opacity:1\\}\n"));
  CHECK(has(svg,
            "<circle cx=\"20\" [^>]*opacity=\"0.25\"><animate attributeName=\"class\" dur=\"1.5s\" "
            "repeatCount=\"indefinite\" calcMode=\"discrete\" keyTimes=\"0;.33[0-9]*\" "
            "values=\"P-o25;P-o100\"/></circle>"));
  // What fades does so while it fades, and stays by its class.
  const auto fading = [](int from, bool loop) {
    return animated_svg_of(
        [&](int i) {
          return std::vector{word("a", "A", {30, 40}, std::clamp((i - from) / 10.0, 0.0, 1.0))};
        },
        {.loop = loop});
  };
  const std::string fades = fading(3, true);
  CHECK(has(fades,
            "opacity=\"0\" [^>]*>A<animate attributeName=\"opacity\" begin=\"Pc.begin.0.099s\" "
            "dur=\"0.334s\" [^>]*/>"
            "<animate attributeName=\"class\" dur=\"1.5s\" repeatCount=\"indefinite\" "
            "calcMode=\"discrete\" keyTimes=\"0;.[0-9]*\" values=\"P-o0;P-o100\"/></text>"));
  // What ends with the loop runs through it.
  CHECK(has(fading(22, true),
            ">A<animate attributeName=\"opacity\" dur=\"1.5s\" repeatCount=\"indefinite\""));
  CHECK(has(fading(22, false),
            "<animate attributeName=\"opacity\" begin=\"0.733s\" dur=\"0.767s\" fill=\"freeze\""));
}

TEST_CASE("pages of a flip-book change while they are seen", "[svg]") {
  const std::string svg = animated_svg_of([](int i) {
    std::vector<Point> points{{1, 1}, {double(i), 9}};
    for (int n = 0; n < i / 10; ++n) points.push_back({20.0 + n, double(n % 2)});
    return std::vector{make_item("page", PathShape{polyline_path(points), kRed, {}})};
  });
  CHECK(
      has(svg,
          "<set attributeName=\"display\" to=\"inline\" begin=\"Pc.begin.0.333s\" dur=\"0.333s\"/>"
          "<animate attributeName=\"d\" begin=\"Pc.begin.0.333s\" dur=\"0.333s\""));
}

TEST_CASE("discs that move or stay are circles with one pen, others are used", "[svg]") {
  const std::string moving = animated_svg_of([](int i) { return std::vector{discs(1, float(i))}; });
  CHECK(has(moving, "<g id=\"P-dots\" stroke=\"#000000\" stroke-width=\"2\">"));
  CHECK(has(moving,
            "<circle transform=\"translate.0 5.\" r=\"4\" fill=\"#ff0000\"><animateTransform"));
  CHECK(has(moving, "<circle cx=\"20\" cy=\"6\" r=\"4\" fill=\"#ff0000\"/>"));
  CHECK(moving.find("<use") == std::string::npos);
  // One that grows has its line all the time.
  const std::string grows =
      animated_svg_of([](int i) { return std::vector{discs(1, 10, 8 + float(i))}; });
  CHECK(has(grows, "<g id=\"P-dots\" stroke=\"#000000\" stroke-width=\"2\">"));
  CHECK(has(grows,
            "<circle cx=\"20\" cy=\"6\" r=\"4\" fill=\"#ff0000\"><animate attributeName=\"r\" "
            "[^>]* values=\"4;18;18.5;18.5\"/></circle>"));
  // One whose line grows is one element, too.
  const std::string swells = animated_svg_of([](int i) {
    const ItemPtr item = discs(1);
    Item copy = *item;
    std::get<Instances>(copy.shape).outlines = {2, 2 + float(i)};
    return std::vector{std::make_shared<const Item>(std::move(copy))};
  });
  CHECK(has(swells,
            "<circle cx=\"20\" cy=\"6\" r=\"4\" fill=\"#ff0000\"><animate "
            "attributeName=\"stroke-width\" [^>]* values=\"2;30;31;31\"/></circle>"));
  const std::string square =
      animated_svg_of([](int i) { return std::vector{discs(1, float(i), 8, "square")}; });
  CHECK(square.find("<use") != std::string::npos);
  CHECK(!has(square.substr(0, square.rfind("-still\"")), "<g id=\"P-dots\" stroke"));
  CHECK(has(square, "<circle [^>]*r=\"4\" fill=\"#ff0000\" stroke=\"#000000\" stroke-width=\"2\""));
}

TEST_CASE("a line that shifts moves as a whole, one that grows has other points", "[svg]") {
  const std::string shifts = animated_svg_of([](int i) { return std::vector{line(10 + i)}; });
  CHECK(shifts.find("\"d\"") == std::string::npos);
  CHECK(has(shifts,
            "<animateTransform attributeName=\"transform\" type=\"translate\" [^>]*values=\"0 0;28 "
            "0;29 0"));
  CHECK(animated_svg_of([](int i) {
          return std::vector{line(10, 9 + i)};
        }).find("<animate attributeName=\"d\"") != std::string::npos);
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
        " display=\"none\"<set attributeName=\"display\" to=\"inline\" begin=\"\x01"
        "c.begin+3.333s\" dur=\"0.066s\"/>");
  CHECK(shown(clock, {{102, 346}}) ==
        " display=\"none\"<animate attributeName=\"display\" dur=\"13s\" "
        "repeatCount=\"indefinite\" calcMode=\"discrete\" keyTimes=\"0;.261461\" "
        "values=\"none;inline\"/>");
  CHECK(shown(clock, {{0, 100}}) ==
        "<animate attributeName=\"display\" dur=\"13s\" repeatCount=\"indefinite\" "
        "calcMode=\"discrete\" keyTimes=\"0;.256384\" values=\"inline;none\"/>");
  // What would end less than half a second before the loop does, too.
  const svg::Clock tight(30, 345, 11.5, 0.2, true);
  CHECK(shown(tight, {{300, 340}}).find("<set") == std::string::npos);
  CHECK(shown(once, {{102, 346}}) ==
        " display=\"none\"<set attributeName=\"display\" to=\"inline\" begin=\"3.399s\" "
        "dur=\"9.601s\" fill=\"freeze\"/>");
  // Many turns are one animation that runs.
  const std::string many = shown(clock, {{10, 20}, {30, 40}, {50, 60}, {70, 80}});
  CHECK(many.find("<set") == std::string::npos);
  CHECK(many.find("values=\"none;inline;none;inline;none;inline;none;inline;none\"") !=
        std::string::npos);
  // What they count from is there where something does.
  CHECK(once.beat(shown(once, {{102, 346}})) == "");
  CHECK(clock.beat(many) == "");
  CHECK(clock.beat(shown(clock, {{100, 102}}))
            .find(" begin=\"0s;\x01"
                  "c.end\" dur=\"13s\"") != std::string::npos);
  for (const double fps : {23.976, 30.0, 59.94, 240.0}) {
    const svg::Clock any(fps, 1000, 1000 / fps, 1.5, true);
    for (int frame = 1; frame <= 1000; ++frame) {
      const double early = frame / fps * 1e3 - any.milliseconds(frame);
      CHECK((early > 0 && early < 1.01));
    }
  }
}

TEST_CASE("a colour that turns back at once is there", "[svg]") {
  svg::Samples colors;
  for (const double red : {0.0, 0.0, 0.5, 1.0, 0.5, 0.0, 0.0})
    colors.values.push_back({red, 0, 0, 1});
  const auto tints = svg::tints_of(colors);
  REQUIRE(tints.size() == 3);
  CHECK(tints[1].rgba[0] == 1);
  CHECK(tints[1].stretch.first == 3);
  CHECK(svg::share_of(tints, 1, colors, 2) == Approx(0.5));
  CHECK(svg::share_of(tints, 1, colors, 3) == 1);
  CHECK(svg::share_of(tints, 2, colors, 4) == Approx(0.5));
  // What only passes on its way needs no colour of its own.
  colors.values = {{0, 0, 0, 1},   {0, 0, 0, 1}, {0.3, 0, 0, 1},
                   {0.8, 0, 0, 1}, {1, 0, 0, 1}, {1, 0, 0, 1}};
  CHECK(svg::tints_of(colors).size() == 2);
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
    check_document(svg);
    CHECK(svg.find("<script") == std::string::npos);
    CHECK(svg.size() < 1'500'000);
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
  // A tenth of it are the places of letters, without which browsers set them on whole pixels.
  CHECK(svg.size() - fonts <= 110'000);
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
      CHECK(std::fabs(svg::value_at(keys, double(i))[0] - samples.values[i][0]) <=
            tolerance + 1e-9);
    }
  };
  check(sampled([](double) { return 7.0; }, 50), 0.1, 1);
  check(sampled([](double t) { return 300 * t; }, 50), 0.1, 2);
  check(sampled([](double t) { return 300 * t * t * t; }, 50), 0.1, 2);
  check(sampled(
            [](double t) {
              return t < 0.5 ? 1200 * t * t * t : 300 - 1200 * (1 - t) * (1 - t) * (1 - t);
            },
            60),
        0.1, 3);
  check(sampled([](double t) { return 200 * std::sin(6 * t); }, 90), 0.1, 20);
  // A stay, a way, a stay.
  check(sampled([](double t) { return 100 * std::clamp(3 * t - 1, 0.0, 1.0); }, 60), 0.1, 4);
  Random random(4);
  svg::Samples noise;
  for (int i = 0; i < 80; ++i) noise.values.push_back({random.normal() * 5});
  check(noise, 0.2, 80);
  // The last sample may come later than the others: frames 0, 1, … 28, 30 of a film of one second.
  svg::Samples eased;
  for (int i = 0; i < 30; ++i) eased.values.push_back({300 * std::pow(i == 29 ? 1 : i / 30.0, 3)});
  const auto way = svg::keyframes(eased, 0.1, 1e9, 2);
  REQUIRE(way.size() == 2);
  CHECK(way[0].way.at(0.5) == Approx(0.125).margin(1e-3));
  // What changes at once, changes at once.
  svg::Samples step;
  for (int i = 0; i < 20; ++i) step.values.push_back({i < 9 ? 0.0 : 1.0});
  const auto keys = svg::keyframes(step, 0.01, 0.3);
  CHECK(svg::value_at(keys, 8.99)[0] == 0);
  CHECK(svg::value_at(keys, 9)[0] == 1);
}

}  // namespace lantern::test::animated_svg_test
