#include "core/base/text.h"

#include <charconv>
#include <clocale>
#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "core/base/random.h"

namespace lantern::test::text_test {
namespace {

std::string near(std::string_view name, const std::vector<std::string>& candidates) {
  return nearest(name, candidates).value_or("-");
}

}  // namespace

TEST_CASE("nearest finds slips and nothing else", "[text]") {
  CHECK(near("colour", {"size", "color", "angle"}) == "color");
  CHECK(near("cubic_inout", {"cubic_in", "cubic_in_out"}) == "cubic_in_out");
  CHECK(near("roc_curv", {"confusion_matrix", "roc_curve"}) == "roc_curve");
  CHECK(near("kat", {"dog", "cat"}) == "cat");
  CHECK(near("rxe", {"tom", "rex"}) == "rex");  // neighbours swapped: one slip
  CHECK(near("threshold", {"score"}) == "-");
  CHECK(near("ab", {"cd"}) == "-");
  CHECK(near("abc", {}) == "-");
  CHECK(near("", {"a"}) == "-");
}

TEST_CASE("nearest allows a third of the letters to be wrong", "[text]") {
  CHECK(near("abcdef", {"abcdxx"}) == "abcdxx");
  CHECK(near("abcdef", {"abcxxx"}) == "-");
  CHECK(near("abcde", {"abcxx"}) == "-");
}

TEST_CASE("nearest takes the closest, and the first of equally close ones", "[text]") {
  CHECK(near("scores", {"stores", "score", "scores2"}) == "stores");
  CHECK(near("weights", {"weighed", "weight"}) == "weight");
}

TEST_CASE("nearest counts letters, not bytes, and overlooks case", "[text]") {
  CHECK(near("größe", {"grösse", "grüße"}) == "grüße");
  CHECK(near("AUC", {"acc", "auc"}) == "auc");
  CHECK(near("x", {"y"}) == "-");  // nothing in common
}

TEST_CASE("lists read as sentences", "[text]") {
  CHECK(join_and({}).empty());
  CHECK(join_and({"a"}) == "a");
  CHECK(join_and({"a", "b"}) == "a and b");
  CHECK(join_and({"a", "b", "c"}) == "a, b and c");
  CHECK(join_or({"a", "b", "c"}) == "a, b or c");
}

TEST_CASE("quoted texts stay on one line and short", "[text]") {
  CHECK(in_quotes("a b") == "\"a b\"");
  CHECK(in_quotes("a\nb\tc\x1b[31m") == "\"a\\nb\\tc\\x1b[31m\"");
  CHECK(in_quotes("\\frac") == "\"\\frac\"");
  const std::string long_text = in_quotes(std::string(200, 'x'));
  CHECK(long_text == "\"" + std::string(80, 'x') + "…\"");
  CHECK(code_points(in_quotes([] {
          std::string text;
          for (int i = 0; i < 100; ++i) text += "é";
          return text;
        }())) == 83);
}

TEST_CASE("UTF-8 is checked as RFC 3629 has it", "[text]") {
  for (const std::string_view good : {"", "a", "é", "€", "😀", "\xed\x9f\xbf", "\xf4\x8f\xbf\xbf"}) {
    CHECK_FALSE(validate_utf8(good));
  }
  CHECK(validate_utf8("ab\xff") == 2u);
  CHECK(validate_utf8("\x80") == 0u);              // a tail without a head
  CHECK(validate_utf8("a\xc0\x80") == 1u);         // overlong
  CHECK(validate_utf8("\xe0\x9f\xbf") == 0u);      // overlong
  CHECK(validate_utf8("\xed\xa0\x80") == 0u);      // a surrogate
  CHECK(validate_utf8("\xf0\x8f\xbf\xbf") == 0u);  // overlong
  CHECK(validate_utf8("\xf4\x90\x80\x80") == 0u);  // past U+10FFFF
  CHECK(validate_utf8("é\xe2\x82") == 2u);         // cut short
}

TEST_CASE("code points are counted", "[text]") {
  CHECK(code_points("") == 0);
  CHECK(code_points("abc") == 3);
  CHECK(code_points("−∞é😀") == 4);
}

TEST_CASE("numbers are read strictly", "[text]") {
  CHECK(parse_number("3") == 3);
  CHECK(parse_number("+3") == 3);
  CHECK(parse_number("-0.5") == -0.5);
  CHECK(parse_number(".5") == 0.5);
  CHECK(parse_number("-.5") == -0.5);
  CHECK(parse_number("5.") == 5);
  CHECK(parse_number("1e3") == 1000);
  CHECK(parse_number("1E-3") == 0.001);
  CHECK(parse_number("007") == 7);
  for (const std::string_view bad :
       {"",    "+",   "-",        ".",    "-.",    "+-1",   "-+1", "--1",
        "1 ",  " 1",  "1a",       "0x10", "1e",    "e5",    "inf", "-inf",
        "nan", "NaN", "infinity", "1,5",  "1_000", "1e999", "−1",  "1\n"}) {
    INFO(bad);
    CHECK_FALSE(parse_number(bad));
  }
}

TEST_CASE("numbers are written as short as they can be", "[text]") {
  CHECK(shortest(3) == "3");
  CHECK(shortest(-0.0) == "0");
  CHECK(shortest(0.1) == "0.1");
  CHECK(shortest(100000) == "100000");
  CHECK(shortest(1e14) == "100000000000000");
  CHECK(shortest(999999999999999) == "999999999999999");
  CHECK(shortest(1e15) == "1e15");
  CHECK(shortest(-1.5e300) == "-1.5e300");
  CHECK(shortest(0.000001) == "0.000001");
  CHECK(shortest(1e-7) == "1e-7");
  CHECK(shortest(0.1 + 0.2) == "0.30000000000000004");
  CHECK(shortest(std::numeric_limits<double>::infinity()) == "inf");
  CHECK(shortest(-std::numeric_limits<double>::infinity()) == "-inf");
  CHECK(shortest(std::nan("")) == "nan");
}

TEST_CASE("what is written reads back as the same number", "[text]") {
  Random random(3);
  for (int i = 0; i < 20000; ++i) {
    const double x = (random.uniform() - 0.5) * std::pow(10.0, random.uniform(-300, 300));
    REQUIRE(parse_number(shortest(x)) == x);
  }
}

TEST_CASE("numbers do not ask the locale", "[text]") {
  const std::string before = std::setlocale(LC_ALL, nullptr);
  for (const char* locale : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8"}) {
    if (std::setlocale(LC_ALL, locale)) break;
  }
  CHECK(shortest(0.5) == "0.5");
  CHECK(parse_number("0.5") == 0.5);
  CHECK_FALSE(parse_number("0,5"));
  std::setlocale(LC_ALL, before.c_str());
}

}  // namespace lantern::test::text_test
