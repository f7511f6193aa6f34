#include <catch2/catch.hpp>

#include "config/resources/resources.h"
#include "renderer/look/look.h"
#include "renderer/paragraph/rich_text.h"
#include "tests/support/shown.h"

namespace lantern::test::rich_text_test {
namespace {

const TextShaper& shaper() {
  static const TextShaper instance;
  return instance;
}

const Font kFont{"Inter", 16, 500, false};

ParagraphSpan span(std::string text, bool bold = false, bool italic = false) {
  return {std::move(text), bold, italic, {}, {}};
}

std::string file_of(const SetLines::Run& run) {
  for (const Glyph& glyph : run.text->glyphs) {
    if (glyph.file) return glyph.file->substr(glyph.file->rfind('/') + 1);
  }
  return "";
}

std::map<std::string, const Item*> items_of(const Frame& frame) {
  std::map<std::string, const Item*> out;
  visit(frame.items, [&](const Item& item, double) { out[item.id] = &item; });
  return out;
}

std::string scene_with(const std::string& text, const std::string& more = "") {
  return "lantern: 1\n"
         "meaning: {cat: {color: orange}, dog: {color: sky}}\n"
         "params: {n: {value: 1, range: [0, 1000]}}\n"
         "views:\n  plot:\n    marks:\n      words:\n        text:\n          text: '" +
         text + "'\n          x: 50%\n          y: 50%\n" + more;
}

}  // namespace

TEST_CASE("spans take the faces of their styles", "[rich-text]") {
  const SetLines text = shaper().set(
      {span("one "), span("two ", true), span("three ", false, true), span("four", true, true)},
      kFont);
  REQUIRE(text.runs.size() == 4);
  CHECK(file_of(text.runs[0]) == "Inter-Medium.otf");
  CHECK(file_of(text.runs[1]) == "Inter-Bold.otf");
  CHECK(file_of(text.runs[2]) == "Inter-MediumItalic.otf");
  CHECK(file_of(text.runs[3]) == "Inter-BoldItalic.otf");
  CHECK(text.runs[1].text->font.weight == 700);
  CHECK(text.runs[1].text->text == "two ");
  double pen = 0;
  for (const SetLines::Run& run : text.runs) {
    CHECK(run.at.x == Approx(pen));
    pen += run.text->width;
  }
  CHECK(text.width == Approx(pen));
  CHECK(text.lines == 1);
}

TEST_CASE("a paragraph of one style is where the same text alone is", "[rich-text]") {
  const std::string words = "The quick brown fox jumps over the lazy dog, twice";
  const ShapedTextPtr alone = shaper().shape(words, kFont, TextAlign::middle, 120);
  const SetLines spans =
      shaper().set({span("The quick brown "), span("fox jumps over the lazy dog, twice")}, kFont,
                   TextAlign::middle, 120);
  CHECK(spans.lines == alone->lines);
  CHECK(spans.width == Approx(alone->width));
  CHECK(spans.height == Approx(alone->height()));
  std::vector<Point> places;
  for (const SetLines::Run& run : spans.runs) {
    for (const Glyph& glyph : run.text->glyphs) {
      if (glyph.outline) places.push_back(run.at + glyph.at);
    }
  }
  size_t next = 0;
  for (const Glyph& glyph : alone->glyphs) {
    if (!glyph.outline) continue;
    REQUIRE(next < places.size());
    CHECK(places[next].x == Approx(glyph.at.x).margin(1e-3));
    CHECK(places[next++].y == Approx(glyph.at.y).margin(1e-3));
  }
  CHECK(next == places.size());
}

TEST_CASE("boxes stand on the baseline and make room", "[rich-text]") {
  ParagraphSpan box;
  box.box = InlineBox{30, 40, 20};
  const SetLines text = shaper().set({span("before "), box, span(" after\nnext")}, kFont);
  REQUIRE(text.boxes.size() == 1);
  REQUIRE(text.runs.size() == 3);
  CHECK(text.boxes[0].at.x == Approx(text.runs[0].text->width));
  CHECK(text.boxes[0].at.y == 0);
  CHECK(text.runs[1].at.x == Approx(text.runs[0].text->width + 30));
  const ShapedTextPtr alone = shaper().shape("before\nnext", kFont);
  CHECK(text.ascent == 40);
  CHECK(text.runs[2].at.y == Approx(alone->line_height + 20 - alone->descent));
}

TEST_CASE("words from right to left keep their order among spans", "[rich-text]") {
  const SetLines text =
      shaper().set({span("שלום "), span("עולם", true), span(" 12")}, kFont, TextAlign::start);
  REQUIRE(text.runs.size() == 3);
  std::map<std::string, double> x;
  for (const SetLines::Run& run : text.runs) x[run.text->text] = run.at.x;
  CHECK(x.at("שלום ") > x.at("עולם"));
  CHECK(x.at("עולם") > x.at(" 12"));
}

TEST_CASE("a text with markup is a group of runs, one without is as it was", "[rich-text]") {
  const Frame frame = Shown(scene_with("All **[cats]{cat}** and [dogs]{dog}")).frame(0);
  const auto items = items_of(frame);
  REQUIRE(items.count("plot.words.text") == 1);
  const auto& group = std::get<Group>(items.at("plot.words.text")->shape);
  REQUIRE(group.block);
  CHECK(group.block->words == "All cats and dogs");
  REQUIRE(group.children.size() == 4);
  const auto& cats = std::get<TextShape>(items.at("plot.words.text.run1")->shape);
  const auto& dogs = std::get<TextShape>(items.at("plot.words.text.run3")->shape);
  CHECK(cats.text->text == "cats");
  CHECK(cats.text->font.weight == 700);
  CHECK_FALSE(cats.color == dogs.color);
  CHECK(texts(frame).at("plot.words.text") == "All cats and dogs");

  const Frame plain = Shown(scene_with("All cats")).frame(0);
  CHECK(std::holds_alternative<TextShape>(items_of(plain).at("plot.words.text")->shape));
}

TEST_CASE("letters in a meaning's colour stand out from the ground", "[rich-text]") {
  const Frame frame = Shown(scene_with("[cats]{cat}")).frame(0);
  const auto& cats = std::get<TextShape>(items_of(frame).at("plot.words.text.run0")->shape);
  CHECK(contrast(cats.color, frame.ground) >= 4.5);
}

TEST_CASE("what holes hold is never markup, and stays in its span", "[rich-text]") {
  const std::string script =
      "lantern: 1\n"
      "data: {t: {rows: [['*a*'], ['[b]{cat} $x$']], columns: [w]}}\n"
      "views: {plot: {marks: {words: {text: {data: t, text: '**{=w}**!', x: 50%, y: 50%}}}}}\n";
  const auto shown = texts(Shown(script).frame(0));
  CHECK(shown.at("plot.words@1") == "*a*!");
  CHECK(shown.at("plot.words@2") == "[b]{cat} $x$!");
  CHECK(shown.at("plot.words@1.run0") == "*a*");
}

TEST_CASE("a live value in a span moves nothing before it", "[rich-text]") {
  const Shown shown(scene_with("n = **{=n:d}** of 1000",
                               "timeline: [{animate: {n: 1000}, for: 2s, ease: linear}]\n"));
  std::vector<double> starts;
  for (const double t : {0.0, 0.5, 1.0, 2.0}) {
    const auto items = items_of(shown.frame(t));
    starts.push_back(std::get<TextShape>(items.at("plot.words.text.run0")->shape).origin.x);
  }
  for (const double start : starts) CHECK(start == starts[0]);
}

TEST_CASE("captions and titles are read without their markup", "[rich-text]") {
  const Shown shown(
      "lantern: 1\ntitle: 'A **bold** title'\ncanvas: {captions: burn}\n"
      "views: {plot: {x: {domain: [0, 1], title: '*x* axis'}, title: 'The *view*', marks: {}}}\n"
      "timeline: [{say: 'It is *so*, {=1 + 1}', for: 1s}]\n");
  CHECK(shown.scene().film().title == "A bold title");
  CHECK(shown.scene().film().cues.at(0).text == "It is so, 2");
  const auto shown_texts = texts(shown.frame(0.9));
  CHECK(shown_texts.at("title") == "A bold title");
  CHECK(shown_texts.at("title.run1") == "bold");
  CHECK(shown_texts.at("caption") == "It is so, 2");
  CHECK(shown_texts.at("plot.title") == "The view");
  CHECK(shown_texts.at("plot.x.title.run0") == "x");
}

TEST_CASE("a formula that cannot be set is a located mistake", "[rich-text]") {
  TestScene test(scene_with("so $x^\\nothing$"));
  REQUIRE(test.scene);
  try {
    test.production().stage->frame(0, true);
    FAIL("it was drawn");
  } catch (const SceneError& e) {
    CHECK(e.diagnostic().code == "tex");
    CHECK(e.diagnostic().at.line == 9);
    CHECK(e.diagnostic().at.column == 24);
  }
}

TEST_CASE("a formula is set among its letters", "[rich-text]") {
  const Theme theme = [] {
    Theme out;
    out.family = "Inter";
    out.colors = {{"ink", {0, 0, 0, 1}}, {"ground", {1, 1, 1, 1}}};
    return out;
  }();
  const Typesetter with_formulas(formula_program(find_resources()));
  const Meanings meanings;
  const Look look(theme, meanings, {});
  RichText text = plain_spans("so ");
  SpanStyle formula;
  formula.formula = 0;
  text.push_back({"x = ", formula, false, {}});
  text.push_back({"7", formula, true, std::make_shared<const std::vector<std::string>>(1, "000")});
  const ParagraphPtr set = set_text(text, kFont, {0, 0, 0, 1}, look, with_formulas);
  CHECK(set->words == "so $x = 7$");
  const ItemPtr level = text_item("t", {set, {100, 50}, 0, {0, 0, 0, 1}, {}});
  CHECK(text_item_box(*level)->x0 == 100);
  CHECK(text_item_box(*level)->width() == Approx(set->width));
  const double start = set->runs[0].text->width;
  const auto outlines = [](const ItemPtr& item) {
    std::vector<Box> out;
    visit({item}, [&](const Item& part, double) {
      if (std::holds_alternative<PathShape>(part.shape)) out.push_back(bounds_of(part));
    });
    return out;
  };
  const std::vector<Box> seven = outlines(level);
  REQUIRE(seven.size() == 3);  // x, =, 7
  CHECK(seven[0].x0 > 100 + start);
  CHECK(seven[2].x1 < 100 + set->width + 1);
  // What is around a live value stays where it is.
  text.back().text = "123";
  const ParagraphPtr more = set_text(text, kFont, {0, 0, 0, 1}, look, with_formulas);
  CHECK(more->width == set->width);
  const std::vector<Box> many = outlines(text_item("t", {more, {100, 50}, 0, {0, 0, 0, 1}, {}}));
  REQUIRE(many.size() == 5);
  CHECK(many[0] == seven[0]);
  CHECK(many[1] == seven[1]);
  CHECK(many[2].x0 == Approx(seven[2].x0).margin(2));  // at the end, from the left
  // Turned by a quarter, "right" is "down".
  const ItemPtr turned = text_item("t", {set, {100, 50}, std::acos(0.0), {0, 0, 0, 1}, {}});
  const std::vector<Box> below = outlines(turned);
  REQUIRE(below.size() == 3);
  CHECK(below[0].y0 == Approx(50 + (seven[0].x0 - 100)));
  CHECK_FALSE(text_item_box(*turned));
}

}  // namespace lantern::test::rich_text_test
