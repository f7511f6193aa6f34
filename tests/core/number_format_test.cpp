#include "core/base/number_format.h"

#include <clocale>
#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "core/base/random.h"
#include "core/base/text.h"
#include "tests/core/reference.h"

namespace lantern::test::number_format_test {
namespace {

NumberFormat format_of(std::string_view text) {
  const auto parsed = parse_format(text);
  INFO(text);
  REQUIRE(std::holds_alternative<NumberFormat>(parsed));
  return std::get<NumberFormat>(parsed);
}

/// With a plain minus sign, so that expectations are easy to type.
std::string written(double x, std::string_view format) {
  NumberFormat f = format_of(format);
  f.typographic = false;
  return format_number(x, f);
}

FormatError error_of(std::string_view text) {
  const auto parsed = parse_format(text);
  INFO(text);
  REQUIRE(std::holds_alternative<FormatError>(parsed));
  return std::get<FormatError>(parsed);
}

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("formats are read part by part", "[format]") {
  NumberFormat all;
  all.sign = all.thousands = all.trim = true;
  all.precision = 12;
  all.type = 'f';
  CHECK(format_of("+,.12~f") == all);
  CHECK(format_of("g") == default_format());
  CHECK(format_of(".0%").precision == 0);
  CHECK(format_of("d").precision == -1);
}

TEST_CASE("a wrong format tells where", "[format]") {
  CHECK(error_of("").offset == 0);
  CHECK(error_of(".2").offset == 2);
  CHECK(error_of(".2q").offset == 2);
  CHECK(error_of(".f").offset == 1);
  CHECK(error_of(".21f").offset == 1);
  CHECK(error_of(".99999999999999999999f").offset == 1);
  CHECK(error_of(".2ff").offset == 3);
  CHECK(error_of(".2d").offset == 0);
  CHECK(error_of(",+f").offset == 1);
  CHECK(error_of(",+f").message == "the parts of a number format come in the order + , .2 ~ f");
  CHECK(error_of("é").offset == 0);
}

TEST_CASE("halves are rounded away from zero, as the number is written", "[format]") {
  CHECK(written(0.125, ".2f") == "0.13");
  CHECK(written(-0.125, ".2f") == "-0.13");
  CHECK(written(2.675, ".2f") == "2.68");
  CHECK(written(1.005, ".2f") == "1.01");
  CHECK(written(0.5, "d") == "1");
  CHECK(written(1.5, "d") == "2");
  CHECK(written(2.5, "d") == "3");
  CHECK(written(-2.5, "d") == "-3");
  CHECK(written(0.49999999999999994, "d") == "0");
  CHECK(written(9.995, ".2f") == "10.00");
  CHECK(written(0.285, ".0%") == "29%");
  CHECK(written(0.145, ".0%") == "15%");
}

TEST_CASE("a percentage moves the point and multiplies nothing", "[format]") {
  CHECK(written(0.57, ".0%") == "57%");
  CHECK(written(0.07, "~%") == "7%");  // 0.07 * 100 is 7.000000000000001
  CHECK(written(1, ".1%") == "100.0%");
  CHECK(written(-0.0005, ".1%") == "-0.1%");
  CHECK(written(0, ".0%") == "0%");
}

TEST_CASE("there is no negative zero", "[format]") {
  CHECK(written(-0.0, ".2f") == "0.00");
  CHECK(written(-0.001, ".2f") == "0.00");
  CHECK(written(-0.001, "+.2f") == "+0.00");
  CHECK(written(-0.4, "d") == "0");
  CHECK(written(-0.0, ".1e") == "0.0e+0");
  CHECK(written(-0.0, "g") == "0");
  CHECK(written(-0.001, ".0%") == "0%");
}

TEST_CASE("signs, thousands and trimming", "[format]") {
  CHECK(written(7, "+d") == "+7");
  CHECK(written(-7, "+d") == "-7");
  CHECK(written(0, "+d") == "+0");
  CHECK(written(1234567.891, ",.1f") == "1,234,567.9");
  CHECK(written(123, ",d") == "123");
  CHECK(written(1000, ",d") == "1,000");
  CHECK(written(-999999.9, ",d") == "-1,000,000");
  CHECK(written(1.5, ".3~f") == "1.5");
  CHECK(written(2, ".3~f") == "2");
  CHECK(written(100, ".3~f") == "100");
  CHECK(written(1200, ".3~e") == "1.2e+3");
  CHECK(written(0.25, "f") == "0.250000");
  CHECK(written(1e21, ".0f") == "1000000000000000000000");
}

TEST_CASE("scientific and general numbers", "[format]") {
  CHECK(written(1234.5, ".1e") == "1.2e+3");
  CHECK(written(9.99, ".1e") == "1.0e+1");
  CHECK(written(0.00012, ".2e") == "1.20e-4");
  CHECK(written(1234.5, ".3g") == "1.23e+3");
  CHECK(written(0.0001, ".3g") == "0.0001");
  CHECK(written(0.00001, ".3g") == "1e-5");
  CHECK(written(999.9, ".3g") == "1e+3");
  CHECK(written(99.99, ".3g") == "100");
  CHECK(written(7, ".0g") == "7");
}

TEST_CASE("without a number of digits, g is short and keeps whole numbers whole", "[format]") {
  CHECK(written(3, "g") == "3");
  CHECK(written(1.0 / 3, "g") == "0.333333");
  CHECK(written(0.1 + 0.2, "g") == "0.3");
  CHECK(written(1234567, "g") == "1234567");
  CHECK(written(1234567.8, "g") == "1234568");
  CHECK(written(1234.56789, "g") == "1234.57");
  CHECK(written(999999999999999, "g") == "999999999999999");
  CHECK(written(1e15, "g") == "1e+15");
  CHECK(written(999999999999999.9, "g") == "1e+15");
  CHECK(written(0.00001, "g") == "1e-5");
  CHECK(written(1234567, ",g") == "1,234,567");
}

TEST_CASE("prefixes of the SI", "[format]") {
  CHECK(written(42e6, ".2s") == "42M");
  CHECK(written(1500, ".3s") == "1.50k");
  CHECK(written(999999, ".3s") == "1.00M");
  CHECK(written(123456, ".2s") == "120k");
  CHECK(written(0.0042, ".2s") == "4.2m");
  CHECK(written(1e-6, ".1s") == "1µ");
  CHECK(written(0, ".3s") == "0.00");
  CHECK(written(1, "~s") == "1");
  CHECK(written(2e30, ".3s") == "2000000Y");
}

TEST_CASE("what is missing or infinite", "[format]") {
  CHECK(written(std::nan(""), ".2f") == "–");
  CHECK(written(std::nan(""), "+d") == "–");
  CHECK(written(kInfinity, ".2f") == "∞");
  CHECK(written(kInfinity, "+.2f") == "+∞");
  CHECK(written(-kInfinity, ".2f") == "-∞");
  CHECK(format_number(-kInfinity, format_of("d")) == "−∞");
}

TEST_CASE("pictures have a minus sign, not a hyphen", "[format]") {
  CHECK(format_number(-1.5, format_of(".1f")) == "−1.5");
  CHECK(format_number(-1.5e-7, format_of(".1e")) == "−1.5e−7");
}

TEST_CASE("numbers are written as exact decimal arithmetic has it", "[format]") {
  const auto cases = test::reference("number_format");
  REQUIRE(cases.size() > 400);
  for (const auto& entry : cases) {
    const double x = entry[0];
    const std::string format = entry[1];
    INFO(shortest(x) << " " << format);
    CHECK(written(x, format) == entry[2].get<std::string>());
  }
}

TEST_CASE("decimals of n digits are rounded as whole numbers are", "[format]") {
  // x = n / 10^6 is written with 2 decimals: n / 10^4, rounded, is whole-number arithmetic.
  Random random(4);
  for (int i = 0; i < 20000; ++i) {
    const std::uint64_t n =
        i % 4 ? random.below(10'000'000'000) : random.below(1'000'000) * 10'000 + 5'000;
    const std::string digits = std::to_string(n + 100'000'000'000'000);  // leading zeros
    const std::string text = digits.substr(1, 8) + "." + digits.substr(9);
    const std::uint64_t hundredths = n / 10'000 + (n % 10'000 >= 5'000 ? 1 : 0);
    const std::string tail = std::to_string(100 + hundredths % 100).substr(1);
    REQUIRE(written(*parse_number(text), ".2f") == std::to_string(hundredths / 100) + "." + tail);
  }
}

TEST_CASE("formats do not ask the locale", "[format]") {
  const std::string before = std::setlocale(LC_ALL, nullptr);
  for (const char* locale : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8"}) {
    if (std::setlocale(LC_ALL, locale)) break;
  }
  CHECK(written(1234.5, ",.2f") == "1,234.50");
  std::setlocale(LC_ALL, before.c_str());
}

}  // namespace lantern::test::number_format_test
