#include <catch2/catch.hpp>

#include "tests/scaling/growth.h"
#include "tests/support/scene.h"

namespace lantern::test::reading_scaling_test {
namespace {

/// A list of so many pieces of what YAML cuts at commas.
Work list_of(const std::string& first, const std::string& piece) {
  return {[first, piece](size_t count) {
            std::string text =
                "lantern: 1\nviews: {v: {marks: {t: {text: {x: 1, y: 1, text: [" + first;
            for (size_t i = 0; i < count; ++i) text += ", " + piece;
            text += "]}}}}}\n";
            return [text] { TestScene{text}; };
          },
          1000};
}

}  // namespace

TEST_CASE("scripts take about as much longer to read as they are longer", "[scaling]") {
  check_growth("an expression that never ends", list_of("=f(", "a"));
  check_growth("calls that never end", list_of("f(", "f("));
  check_growth("texts with a parenthesis", list_of("a (b", "a (b"));
}

}  // namespace lantern::test::reading_scaling_test
