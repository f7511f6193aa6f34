#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

#include "config/resources/resources.h"
#include "renderer/formula/engine.h"
#include "renderer/formula/typesetter.h"
#include "tests/support/shown.h"

// Any source is drawn, or refused at its place. tests/reference/formula_walk.mjs tries all of
// Unicode and all macros of MathJax; here is a coarse walk, and what once failed.

namespace lantern::test::formula_sources_test {
namespace {

using Json = nlohmann::json;

const Typesetter& typesetter() {
  static const Typesetter one(formula_program(find_resources()));
  return one;
}

FormulaPtr set(const std::string& tex, bool display = true) {
  return typesetter().formulas().typeset(tex, display, "Inter");
}

/// "4: what is wrong", or "" where it is drawn.
std::string mistake_in(const std::string& tex, bool display = true) {
  try {
    set(tex, display);
  } catch (const TexError& mistake) {
    return fmt::format("{}: {}", mistake.offset, mistake.what());
  }
  return "";
}

std::string utf8(unsigned c) {
  const auto byte = [](unsigned bits) { return static_cast<char>(bits); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0 | c >> 6), byte(0x80 | (c & 63))};
  if (c < 0x10000) return {byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63))};
  return {byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 63)), byte(0x80 | (c >> 6 & 63)),
          byte(0x80 | (c & 63))};
}

/// Characters that stand near the borders of blocks, and some of each large one.
std::vector<std::string> characters() {
  std::vector<std::string> out;
  for (unsigned c = 0x21; c < 0x110000; ++c) {
    const bool surrogate = c >= 0xD800 && c < 0xE000;
    const bool wanted = c < 0x250 || (c < 0x3400 && (c % 32 == 0 || c % 32 == 31)) || c % 509 == 0;
    const bool of_tex = c < 0x80 && std::string("\\{}$&#^_~%'").find(char(c)) != std::string::npos;
    if (wanted && !surrogate && !of_tex) out.push_back(utf8(c));
  }
  return out;
}

std::string formula(const std::string& tex) {
  return "lantern: 1\nparams: {n: 3}\nviews: {v: {marks: {f: {formula: {x: 50%, y: 50%, tex: '" +
         tex + "'}}}}}\n";
}

std::string messages(const std::string& script) {
  TestScene scene(script);
  if (!scene.scene) return scene.messages();
  const Production production = scene.production();
  check_pictures(*scene.scene, *production.stage, scene.desk.sources, scene.desk.diagnostics);
  return scene.messages();
}

}  // namespace

TEST_CASE("characters of all of Unicode are set", "[formula]") {
  FormulaEngine engine(formula_program(find_resources()));
  const MeasureText measure = [](const std::string&, bool, bool) {
    return TextExtent{0.6, 0.7, 0.2};
  };
  const std::vector<std::string> all = characters();
  REQUIRE(all.size() > 2500);
  for (size_t from = 0; from < all.size(); from += 64) {
    std::string row;
    for (size_t i = from; i < std::min(from + 64, all.size()); ++i) row += all[i] + " ";
    INFO(row);
    const Json set = Json::parse(engine.typeset(row, true, measure));
    CHECK_FALSE(set.contains("error"));
  }
}

TEST_CASE("characters that MathJax has no letters for are in the scene's own", "[formula]") {
  for (const char* c : {"\u20ac", "\u20b9", "\u026a", "\U00020000", "\U0001FA80", "\uE000"}) {
    INFO(c);
    const FormulaPtr set_alone = set(c);
    REQUIRE(set_alone->items.size() == 1);
    const auto& text = std::get<FormulaText>(set_alone->items[0]);
    CHECK(text.text == c);
    CHECK(set_alone->width > 0.1);
  }
  CHECK(set("\\mathbb{1}")->items.size() == 1);
}

TEST_CASE("macros of macros are refused before they are written out", "[formula]") {
  std::string tex = "\\newcommand{\\a}{xxxxxxxxxx}";
  for (char name = 'b'; name <= 'j'; ++name) {
    tex += fmt::format("\\newcommand{{\\{}}}{{", name);
    for (int i = 0; i < 10; ++i) tex += fmt::format("\\{}", char(name - 1));
    tex += "}";
  }
  CHECK(mistake_in(tex + "\\b") == "");  // no other is used
  CHECK(mistake_in(tex + " + \\j") ==
        fmt::format("{}: this formula has more than 2000 parts", tex.size() + 3));
}

TEST_CASE("macros that lean on a page are drawn, or refused at their place", "[formula]") {
  const std::vector<std::pair<std::string, std::string>> table{
      {"x \\tag{1}", ""},
      {"x \\tag*{A}", ""},
      {"\\begin{equation} x \\tag{1} \\end{equation}", ""},
      {"\\begin{align} x &= y \\tag{1} \\end{align}", "21: \\tag cannot stand in rows"},
      {"x \\notag \\nonumber \\label{a}", ""},
      {"90\\degree + 2\\ohm", ""},
      {"\\rule{2em}{1em} \\rule[-1em]{1em}{1em} \\Rule{1em}{1em}{1em}", ""},
      {"a + \\eqref{b}", "4: a formula has no numbers to refer to with \\eqref"},
      {"\\ref{b}", "0: a formula has no numbers to refer to with \\ref"},
      {"x \\require{ams}",
       "2: \\require loads nothing here: all packages that lantern has are there"},
      {"\\overset{!}{=}", ""},
      {"\\href{https://example.org}{x} \\cancel{y} \\color{red} z", ""},
      {"\\newcommand{\\R}{\\mathbb{R}} x \\in \\R", ""},
      {"\\newcommand{\\long}{abcdefghijklmnopqrstuvwxyz} \\long + \\foo",
       "55: undefined control sequence \\foo"},
      {"a \\\\ b", ""},
      {"a \\newline b", ""},
      {"{a \\\\ b}", "3: \\\\ breaks lines at the top of a formula and in rows only"},
      {"a \\\\ b + \\foo", "9: undefined control sequence \\foo"},
  };
  for (const auto& [tex, wanted] : table) {
    INFO(tex);
    CHECK(mistake_in(tex) == wanted);
  }
  CHECK(set("a \\\\ b")->ascent > 1.3);
  CHECK(mistake_in("a \\\\ b", false) ==
        "2: \\\\ breaks lines at the top of a formula and in rows only");
}

TEST_CASE("where MathJax fails by itself, the mistake has a place", "[formula]") {
  for (const char* tex :
       {"x + \\vdotswithin y", "\\braket{x", "\\Set{x", "\\mmlToken{mi}[mathvariant=nope]{x}",
        "\\begin{numcases}x\\end{numcases}"}) {
    INFO(tex);
    CHECK_FALSE(mistake_in(tex).empty());
  }
  CHECK_THAT(mistake_in("x + \\vdotswithin y"), Catch::StartsWith("4: "));
  CHECK(mistake_in("x").empty());  // the engine goes on
}

TEST_CASE("what a formula defines holds in it alone", "[formula]") {
  const std::vector<std::pair<std::string, std::string>> table{
      {"\\newcommand{\\foo}{x} \\foo", "\\foo"},
      {"\\DeclareMathOperator{\\foo}{foo} \\foo", "\\foo"},
      {"\\DeclarePairedDelimiter{\\foo}{|}{|} \\foo{x}", "\\foo{x}"},
      {"\\newenvironment{foo}{a}{b} \\begin{foo}c\\end{foo}", "\\begin{foo}c\\end{foo}"}};
  for (const auto& [defines, uses] : table) {
    INFO(defines);
    CHECK(mistake_in(defines).empty());
    CHECK_FALSE(mistake_in(uses).empty());
  }
  set("\\unicode[Times]{x42}");
  CHECK(std::get<FormulaText>(set("\\mathbf{\\unicode{x42}}")->items.at(0)).bold);
  const double alpha = set("\\alpha")->width;
  set("\\let\\alpha=\\Omega \\alpha");
  CHECK(set("{\\alpha}")->width == alpha);
}

TEST_CASE("braces with an equals sign and no name are TeX", "[formula]") {
  for (const char* tex :
       {"a \\overset{!}{=} b", "x_{=3}", "\\sum_{=}", "x_{= -1}", "x_{=\\lambda}"}) {
    INFO(tex);
    CHECK(messages(formula(tex)).empty());
  }
  const auto drawn = [](const std::string& tex) {
    std::string out;
    visit(Shown(formula(tex)).frame(0).items, [&](const Item& item, double) {
      if (item.id.starts_with("v.f.")) out += item.id + " ";
    });
    return out;
  };
  CHECK(drawn("x_{=3}") == drawn("x_{{}=3}"));
  CHECK_THAT(drawn("x_{=n:.0f}"), Catch::Contains("0-1.3"));  // a live value
  CHECK_THAT(drawn("x_{=3:.1f}"), Catch::Contains("0-3.3"));
  // Among letters the same, and what is not in a formula stays a live value.
  const std::string text =
      "lantern: 1\nviews: {v: {marks: {t: {text: {x: 50%, y: 50%, text: '$a \\overset{!}{=} b$ "
      "{=3}'}}}}}\n";
  CHECK(messages(text).empty());
  CHECK_THAT(
      messages("lantern: 1\nviews: {v: {marks: {t: {text: {x: 50%, y: 50%, text: 'so {=}'}}}}}\n"),
      Catch::Contains("error[expression]"));
}

TEST_CASE("a colour that a formula names wrongly is told where it stands", "[formula]") {
  CHECK_THAT(messages(formula("a + \\color{nope}{x}")),
             Catch::Contains("scene.yaml:3:68: error[bad-color]"));
  CHECK_THAT(messages(formula("a + \\class{nope}{x}")),
             Catch::Contains("scene.yaml:3:68: error[bad-color]"));
  CHECK(messages(formula("90\\degree \\rule{1em}{1em}")).empty());
}

TEST_CASE("emoji in formulas are pictures", "[formula]") {
  if (!typesetter().texts().emoji("\U0001F431")) return;  // no font for them
  int pictures = 0;
  visit(Shown(formula("\\text{a \U0001F431 cat} + \U0001F431^2")).frame(0).items,
        [&](const Item& item, double) {
          pictures += std::holds_alternative<ImageShape>(item.shape);
        });
  CHECK(pictures == 2);
}

}  // namespace lantern::test::formula_sources_test
