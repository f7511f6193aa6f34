#include <catch2/catch.hpp>

#include "renderer/formula/terms.h"
#include "tests/support/shown.h"

namespace lantern::test::formula_terms_test {

TEST_CASE("a number with a sign adds behind a quantity", "[formula]") {
  for (const char* before :
       {"0.30\\,t\\,", "\\class{a}{p}", "x\\,\\class{s}{", "x \\cssId{q}{\\class{s}{",
        "x \\textcolor{danger}{", "x\\class{danger}", "\\frac{1}{2}", "\\alpha ", "n! ", "f' ",
        "5\\%", "\\sqrt{2}", "\\sqrt[3]{x}", "x^{2}", "(a + b)"}) {
    INFO(before);
    CHECK(adds(before));
  }
  for (const char* before :
       {"", "y = ", "\\exp(-(", "a \\cdot ", "\\quad", "e^{", "e^{-2x", "\\frac{x}{",
        "\\begin{pmatrix} ", "\\begin{array}{cc}", "y = \\class{s}{", "\\frac{1}",
        "\\dfrac{a}{b} = ", "x \\frac{\\sqrt{2}}", "\\binom{n} ", "\\sqrt[3]", "\\class{danger}",
        "\\textcolor{red}"}) {
    INFO(before);
    CHECK_FALSE(adds(before));
  }
  CHECK(terms_of({"", "", " \\cdot ", "x"}) == std::vector<bool>{false, true, false});
}

TEST_CASE("a signed number may be the argument of a command", "[formula]") {
  const Shown shown(
      "lantern: 1\nparams: {b: -2}\nviews: {v: {marks: {\n"
      "  f: {formula: {x: 30%, y: 50%, tex: '\\frac{1}{=b:+.1f}'}},\n"
      "  g: {formula: {x: 70%, y: 50%, tex: '\\frac{1}{-2.0}'}}}}}\n");
  const auto box = [&](const std::string& id) {
    Box out;
    visit(shown.frame(0).items, [&](const Item& item, double) {
      if (item.id.starts_with(id) && !std::holds_alternative<Group>(item.shape))
        out.add(bounds_of(item));
    });
    return out;
  };
  const Box live = box("v.f"), typed = box("v.g");
  CHECK(live.width() > 10);
  CHECK(live.width() == Approx(typed.width()).margin(1));
  CHECK(live.height() == Approx(typed.height()).margin(1));
}

}  // namespace lantern::test::formula_terms_test
