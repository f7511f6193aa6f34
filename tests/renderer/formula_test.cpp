#include <fmt/format.h>
#include <cmath>
#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

#include "config/resources/resources.h"
#include "renderer/formula/engine.h"
#include "renderer/formula/formula_typesetter.h"
#include "renderer/formula/live_number.h"
#include "tests/support/golden.h"
#include "tests/support/shown.h"

namespace lantern::test::formula_test {
namespace {

using Json = nlohmann::json;

const std::string& program() {
  static const std::string path = formula_program(find_resources());
  return path;
}

FormulaEngine& engine() {
  static FormulaEngine one(program());
  return one;
}

/// FNV-1a, as the oracle writes outlines.
std::string hash(const std::string& text) {
  std::uint64_t h = 0xcbf29ce484222325;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return fmt::format("{:x}", h);
}

const Typesetter& typesetter() {
  static const Typesetter one(program());
  return one;
}

/// The byte that a mistake in this source is reported at.
size_t mistake_at(const std::string& tex) {
  try {
    typesetter().formulas().typeset(tex, true, "Inter");
  } catch (const TexError& mistake) {
    return mistake.offset;
  }
  return std::string::npos;
}

/// The box of every item below this id, by id.
std::map<std::string, Box> boxes(const Frame& frame, const std::string& mark) {
  std::map<std::string, Box> out;
  visit(frame.items, [&](const Item& item, double) {
    const auto* group = std::get_if<Group>(&item.shape);
    const bool number = group && !group->figures.empty();  // its figures are items of their own
    if (item.id.starts_with(mark + ".") && !number) out[item.id] = bounds_of(item);
  });
  return out;
}

std::string scene(const std::string& marks, const std::string& timeline) {
  return "lantern: 1\n"
         "meaning: {dog: {color: magenta}}\n"
         "params: {tp: 3, fp: 12}\n"
         "views: {v: {marks: {" +
         marks +
         "}}}\n"
         "timeline: [" +
         timeline + "]\n";
}

constexpr const char* kFraction =
    "eq: {formula: {x: 50%, y: 50%, tex: '\\frac{{=tp:.0f}}{{=tp:.0f} + {=fp:.0f}} = {=tp/(tp + "
    "fp):.2f}'}}";

}  // namespace

TEST_CASE("a survey of formulas has the paths that MathJax in Node.js draws", "[formula]") {
  const MeasureText none = [](const std::string&, bool, bool) { return TextExtent{}; };
  const Json survey = Json::parse(read_file(test_path("reference/formulas.json")));
  REQUIRE(survey.size() == 31);
  for (const Json& formula : survey) {
    const std::string tex = formula["tex"];
    INFO(tex);
    const Json ours = Json::parse(engine().typeset(tex, true, none));
    const Json& theirs = formula["paths"];
    REQUIRE(ours["items"].size() == theirs.size());
    for (size_t i = 0; i < theirs.size(); ++i) {
      const Json& item = ours["items"][i];
      CHECK(hash(item["d"]) == theirs[i][0]);
      for (size_t k = 0; k < 6; ++k) {
        CHECK(item["m"][k].get<double>() == Approx(theirs[i][k + 1].get<double>()).margin(0.01));
      }
    }
  }
}

TEST_CASE("mistakes in TeX are found where they are", "[formula]") {
  CHECK(mistake_at("x + y") == std::string::npos);
  CHECK(mistake_at("\\frac{1") == 5);
  CHECK(mistake_at("x + \\unknown{3}") == 4);
  CHECK(mistake_at("\\sqrt{\\foo}") == 6);
  CHECK(mistake_at("a}") == 1);
  CHECK(mistake_at("\u03b1 + \\foo") == 5);  // bytes, not characters
  CHECK(mistake_at("\\begin{nothing}x\\end{nothing}") < 8);
  CHECK(mistake_at("\\def\\a{\\a}\\a") != std::string::npos);
}

TEST_CASE("what would take MathJax seconds is refused before it is tried", "[formula]") {
  const FormulaTypesetter untouched(program(), typesetter().texts());
  std::string roots;
  for (int i = 0; i < 100; ++i) roots += "\\sqrt{";
  roots += "x" + std::string(100, '}');
  CHECK_THROWS_AS(untouched.typeset(roots, true, "Inter"), TexError);
  CHECK_THROWS_AS(untouched.typeset(std::string(5000, 'x'), true, "Inter"), TexError);
  CHECK_FALSE(untouched.started());
}

TEST_CASE("all mistakes of formulas among letters are told in one run", "[formula]") {
  const std::string messages =
      TestScene(
          "lantern: 1\ntitle: 'A $\\frac{1$ title'\nviews:\n  v:\n    x: {title: 'of $\\axis$'}\n  "
          "  marks:\n"
          "      a: {text: {x: 50%, y: 20%, text: 'bad $\\foo$ and $\\bar{x$ here'}}\n"
          "      c: {formula: {x: 50%, y: 60%, tex: '\\frac{2'}}\n"
          "      d: {dot: {x: 0.5, y: 0.5, label: 'l $\\nope$'}}\n"
          "timeline: [{hold: 1s, say: 'c $\\bad$'}, {hold: 1s}]\n")
          .messages();
  for (const std::string place :
       {":2:17:", ":5:21:", ":7:46:", ":7:61:", ":8:48:", ":9:44:", ":10:32:"}) {
    INFO(messages);
    CHECK(messages.find("scene.yaml" + place + " error[tex]") != std::string::npos);
  }
  size_t count = 0;
  for (size_t at = 0; (at = messages.find("error[tex]", at)) != std::string::npos; ++at) ++count;
  CHECK(count == 7);
}

TEST_CASE("a scene without formulas does not start their engine", "[formula]") {
  TestScene plain("lantern: 1\nviews: {v: {marks: {t: {text: {x: 50%, y: 50%, text: Hello}}}}}\n");
  const Production without = plain.production();
  without.stage->frame(0, true);
  CHECK_FALSE(without.typesetter->formulas().started());
  TestScene live(scene(kFraction, "{hold: 1s}"));
  const Production with = live.production();
  with.stage->frame(0, true);
  CHECK(with.typesetter->formulas().started());
}

TEST_CASE("numbers are told from texts", "[formula]") {
  for (const char* text :
       {"0", "12.50", "\u22123", "-3", "+4.0", "1,234", "50%", "1.2e-05", "\u221e"}) {
    INFO(text);
    CHECK(is_number(text));
  }
  for (const char* text : {"", "dog", "e", "3 dogs", "\u2212", "x1"}) {
    INFO(text);
    CHECK_FALSE(is_number(text));
  }
}

TEST_CASE("a power of ten is written as one, smaller and raised", "[formula]") {
  FormulaHole hole;
  hole.width = 5;
  hole.align = HoleAlign::start;
  const auto glyphs = set_number("1.5e-07", hole, false, typesetter().formulas().glyphs());
  std::string read;
  for (const NumberGlyph& glyph : glyphs) read += glyph.character;
  CHECK(read == "1.5\u00d710\u22127");
  const Box ten = glyphs[5].outline.bounds(), power = glyphs.back().outline.bounds();
  CHECK(power.height() < 0.8 * ten.height());
  CHECK(power.y0 < ten.y0);
}

TEST_CASE("the sign of a number that adds stands off from it", "[formula]") {
  const FormulaGlyphs& glyphs = typesetter().formulas().glyphs();
  FormulaHole hole;
  hole.align = HoleAlign::start;
  const auto figure = [&](const char* text, bool term) {
    return set_number(text, hole, term, glyphs)[1].outline.bounds().x0;
  };
  for (const char* text : {"+4.45", "-4.45"}) {
    CHECK(figure(text, true) - figure(text, false) == Approx(4.0 / 18));
    CHECK(width_of_number(text, true, glyphs) - width_of_number(text, false, glyphs) ==
          Approx(4.0 / 18));
    CHECK(tex_of_hole(0, text, true).starts_with("{\\:"));
  }
  CHECK(figure("44.5", true) == figure("44.5", false));
  CHECK(tex_of_hole(0, "44.5", true) == tex_of_hole(0, "44.5", false));
}

TEST_CASE("a live formula's fixed parts do not move", "[formula]") {
  const Shown shown(scene(kFraction, "{animate: {tp: 120}, for: 4s}"));
  const auto is_live = [](const std::string& id) { return id.find('-') != std::string::npos; };
  const auto first = boxes(shown.frame(0), "v.eq");
  size_t fixed = 0, widest = 0;
  for (int i = 0; i <= 50; ++i) {
    const Frame frame = shown.frame(4.0 * i / 50);
    const auto now = boxes(frame, "v.eq");
    size_t figures = 0;
    for (const auto& [id, box] : now) {
      if (is_live(id)) {
        ++figures;
        continue;
      }
      ++fixed;
      REQUIRE(first.count(id) == 1);
      CHECK(box == first.at(id));
      CHECK(path_of(frame, id) == path_of(shown.frame(0), id));
    }
    widest = std::max(widest, figures);
  }
  CHECK(fixed == 51 * 3);  // +, = and the fraction's rule
  CHECK(widest == 3 + 3 + 2 + 4);
}

TEST_CASE("a formula keeps room for the widest text of a hole, not the longest", "[formula]") {
  const auto width = [](const std::string& first, const std::string& second) {
    const Shown shown(
        "lantern: 1\nparams: {c: {one_of: [" + first + ", " + second +
        "]}}\nviews: {v: {marks: {eq: {formula: {tex: '{=c} = x', x: 50%, y: 50%}}}}}\n"
        "timeline: [{set: {c: " +
        second + "}, for: 1s}]\n");
    double left = 1e9, right = -1e9;
    for (const auto& [id, box] : boxes(shown.frame(0), "v.eq")) {
      if (id.find("text") == std::string::npos) right = std::max(right, box.x1);
      else left = std::min(left, box.x0);
    }
    return right - left;
  };
  CHECK(width("WWWWWW", "iiiiiii") == Approx(width("WWWWWW", "WWWWW")).margin(0.5));
}

TEST_CASE("figures of a live formula keep to their room", "[formula]") {
  const Shown shown(scene(kFraction, "{animate: {tp: 120}, for: 4s}"));
  for (const double time : {0.0, 1.0, 2.5, 4.0}) {
    const auto now = boxes(shown.frame(time), "v.eq");
    std::vector<Box> all;
    for (const auto& [id, box] : now) all.push_back(box);
    for (size_t i = 0; i < all.size(); ++i) {
      for (size_t k = 0; k < i; ++k) CHECK_FALSE(all[i].inset(0.6).overlaps(all[k].inset(0.6)));
    }
  }
}

TEST_CASE("parts of a formula are shown and highlighted by their names", "[formula]") {
  const Shown shown(
      scene("eq: {formula: {x: 50%, y: 50%, tex: 'L = \\cssId{left}{a} + "
            "\\cssId{right}{\\class{dog}{b}}'}}",
            "{show: eq@left, for: 1s}, {show: eq@right, for: 1s}, {highlight: eq@left, for: 2s}"));
  const auto opacity = [&](double time) {
    std::map<std::string, double> out;
    visit(shown.frame(time).items, [&](const Item& item, double seen) {
      if (std::holds_alternative<PathShape>(item.shape)) out[item.id] = seen;
    });
    return out;
  };
  CHECK(opacity(0).empty());
  const auto one = opacity(1.0);
  CHECK(one.size() == 3);  // L, = and a; the plus comes with its term
  CHECK(one.count("v.eq.left.1D44E.1") == 1);
  const auto two = opacity(2.0);
  CHECK(two.size() == 5);
  const auto lit = opacity(3.0);
  CHECK(lit.at("v.eq.left.1D44E.1") == 1);
  CHECK(lit.at("v.eq.right.1D44F.1") < 0.5);
}

TEST_CASE("a class gives a part the colour of its value", "[formula]") {
  const Shown shown(
      scene("eq: {formula: {x: 50%, y: 50%, tex: 'a + \\class{dog}{b} + \\color{danger}{c}'}}",
            "{hold: 1s}"));
  std::map<std::string, Color> colors;
  visit(shown.frame(0).items, [&](const Item& item, double) {
    if (const auto* path = std::get_if<PathShape>(&item.shape))
      colors[item.id] = path->fill.value();
  });
  CHECK_FALSE(colors.at("v.eq.1D44E.1") == colors.at("v.eq.1D44F.1"));
  CHECK_FALSE(colors.at("v.eq.1D44F.1") == colors.at("v.eq.1D450.1"));
  CHECK(colors.at("v.eq.2B.1") == colors.at("v.eq.1D44E.1"));
}

TEST_CASE("letters that two formulas share go from one to the other", "[formula]") {
  const Shown shown(scene("eq: {formula: {x: 50%, y: 50%, tex: 'a + b = c'}}",
                          "{change: {eq: {tex: 'c = b + a'}}, for: 1s}"));
  const auto before = boxes(shown.frame(0), "v.eq"), after = boxes(shown.frame(1), "v.eq");
  const auto between = boxes(shown.frame(0.5), "v.eq");
  const std::string a = "v.eq.1D44E.1";
  REQUIRE(between.count(a) == 1);
  CHECK(before.at(a).center().x < between.at(a).center().x);
  CHECK(between.at(a).center().x < after.at(a).center().x);
}

TEST_CASE("texts in formulas are in the scene's own letters", "[formula]") {
  const Shown shown(scene("eq: {formula: {x: 50%, y: 50%, tex: 'x^2 \\text{ if \\textbf{not} 0}'}}",
                          "{hold: 1s}"));
  std::map<std::string, Font> fonts;
  visit(shown.frame(0).items, [&](const Item& item, double) {
    if (const auto* text = std::get_if<TextShape>(&item.shape))
      fonts[text->text->text] = text->text->font;
  });
  REQUIRE(fonts.count("not") == 1);
  CHECK(fonts.at("not").weight == 700);
  CHECK(fonts.at("not").family == "Inter");
}

TEST_CASE("characters beyond 16 bits go through a formula and back", "[formula]") {
  const FormulaPtr formula = typesetter().formulas().typeset("\\text{a \U0001F600}", true, "Inter");
  std::string words;
  for (const auto& item : formula->items) {
    if (const auto* text = std::get_if<FormulaText>(&item)) words += text->text;
  }
  CHECK(words.find("\U0001F600") != std::string::npos);
}

TEST_CASE("an author's part that is named like a live value's place is none", "[formula]") {
  const Shown shown(
      "lantern: 1\nparams: {t: 0.5}\nviews: {v: {marks: {f: {formula: {x: 50%, y: 50%, tex: "
      "'\\cssId{lantern-hole-7}{x} + \\cssId{lantern-hole-x}{y} = {=t}'}}}}}\n");
  CHECK_FALSE(shown.frame(0).items.empty());
}

}  // namespace lantern::test::formula_test
