#include <catch2/catch.hpp>

#include "config/read/markup.h"
#include "core/diagnostics/diagnostics.h"
#include "tests/support/scene.h"

namespace lantern::test::markup_test {
namespace {

/// The parts of a text, their style around them: b, i, a colour's name, $ for formulas.
std::string parts_of(std::string_view text, const std::vector<HolePlace>& holes = {}) {
  const Sources sources;
  Diagnostics diagnostics;
  const Vocabulary words;
  const ReadContext context{sources, diagnostics, words};
  std::string out;
  for (const MarkupPart& part : parse_markup(
           text, holes, [](size_t, size_t) { return Location{}; }, context)) {
    std::string style;
    if (part.style.bold) style += "b";
    if (part.style.italic) style += "i";
    if (!part.style.color.empty()) style += (style.empty() ? "" : " ") + part.style.color;
    if (part.style.formula >= 0) style += "$" + std::to_string(part.style.formula);
    const std::string letters =
        part.hole >= 0 ? "{" + std::to_string(part.hole) + "}" : part.letters;
    out += style.empty() ? letters : "<" + style + ":" + letters + ">";
  }
  for (const Diagnostic& diagnostic : diagnostics.sorted()) out += "!" + diagnostic.message;
  return out;
}

}  // namespace

TEST_CASE("stars make bold and italic where they hug words", "[markup]") {
  CHECK(parts_of("plain") == "plain");
  CHECK(parts_of("a **b c** d") == "a <b:b c> d");
  CHECK(parts_of("*a*, **b**") == "<i:a>, <b:b>");
  CHECK(parts_of("***a***") == "<bi:a>");
  CHECK(parts_of("**a *b* c**") == "<b:a ><bi:b><b: c>");
  CHECK(parts_of("*a **b***") == "<i:a ><bi:b>");
  CHECK(parts_of("2 * 3 * 4") == "2 * 3 * 4");
  CHECK(parts_of("5* is rare") == "5* is rare");
  CHECK(parts_of("**open") == "**open");
  CHECK(parts_of("**** ****") == "**** ****");
  CHECK(parts_of("** a**") == "** a**");
  CHECK(parts_of("\\= 3, \\*a\\*") == "= 3, *a*");
}

TEST_CASE("brackets with a name colour words", "[markup]") {
  CHECK(parts_of("the [cats]{cat} here") == "the <cat:cats> here");
  CHECK(parts_of("[a **b**]{cat}") == "<cat:a ><b cat:b>");
  CHECK(parts_of("**[a]{cat} b**") == "<b cat:a><b: b>");
  CHECK(parts_of("[a [b]{dog} c]{cat}") == "<cat:a ><dog:b><cat: c>");
  CHECK(parts_of("[0, 1]") == "[0, 1]");
  CHECK(parts_of("[[x]]{cat}") == "<cat:[x]>");
  CHECK(parts_of("*[a*]{cat}") == "*<cat:a*>");
  CHECK(parts_of("[a]{cat") == "[a]{cat!the name of this span is not closed");
  CHECK(parts_of("[a]{}") == "[a]{}!this span has no name");
  CHECK(parts_of("[{=x}]{cat}", {{1, 5}}) == "<cat:{0}>");
  CHECK(parts_of("[a]{=x}", {{3, 7}}) == "[a]{0}");
}

TEST_CASE("dollars make formulas by pandoc's rule", "[markup]") {
  CHECK(parts_of("so $x^2$ is") == "so <$0:x^2> is");
  CHECK(parts_of("$a$$b$") == "<$0:a><$1:b>");
  CHECK(parts_of("$5 and $6") == "$5 and $6");
  CHECK(parts_of("$5-$6") == "$5-$6");
  CHECK(parts_of("a $ b $ c") == "a $ b $ c");
  CHECK(parts_of("$a*b*c$ *d*") == "<$0:a*b*c> <i:d>");
  CHECK(parts_of(R"($\$ 5$)") == R"(<$0:\$ 5>)");
  CHECK(parts_of(R"($\frac{a}{b}[x]{y}$)") == R"(<$0:\frac{a}{b}[x]{y}>)");
  CHECK(parts_of("[$x$]{cat}") == "<cat$0:x>");
  CHECK(parts_of("$x={=x}.$", {{3, 7}}) == "<$0:x=><$0:{0}><$0:.>");
}

TEST_CASE("a backslash takes a mark's meaning away", "[markup]") {
  CHECK(parts_of(R"(\*a\*)") == "*a*");
  CHECK(parts_of(R"(\[a\]{cat})") == "[a]{cat}");
  CHECK(parts_of(R"(\$x\$)") == "$x$");
  CHECK(parts_of(R"([a]\{cat})") == "[a]{cat}");
  CHECK(parts_of(R"(a\\b \n)") == R"(a\b \n)");
}

TEST_CASE("marks without an end do not take long", "[markup]") {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "*a [b **c $d ";
  CHECK(parts_of(text) == text);
}

}  // namespace lantern::test::markup_test
