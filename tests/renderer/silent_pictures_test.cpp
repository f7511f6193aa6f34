#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "tests/support/shown.h"

// Pictures that said something else than their scenes: each is right now, or told.

namespace lantern::test::silent_pictures_test {
namespace {

std::string messages_of(const std::string& script) {
  return TestScene(script).messages();
}

void check_said(const std::string& script, const std::string& message) {
  INFO(script);
  const std::string messages = messages_of(script);
  INFO(messages);
  CHECK(messages.find(message) != std::string::npos);
}

/// Where a mark's symbols are, across.
std::set<double> columns_of(const std::string& layout) {
  const Shown shown(
      "lantern: 1\ndata: {d: {rows: [[a, 1], [b, 3], [a, 1], [c, 4], [b, 3]], columns: [g, v]}}\n"
      "views: {v: {x: {}, marks: {m: {dot: {data: d, size: 12, layout: " +
      layout + "}}}}}\n");
  std::set<double> out;
  visit(shown.frame(0).items, [&](const Item& item, double) {
    const auto* dots = std::get_if<Instances>(&item.shape);
    if (!dots || item.id != "v.m.symbols") return;
    for (const float x : dots->x) out.insert(std::round(x));
  });
  return out;
}

double right_end(const std::string& marks) {
  const Shown shown(
      "lantern: 1\ndata: {d: {rows: [[1, 2], [2, 6], [3, 1]], columns: [x, y]}}\n"
      "views: {v: {x: {}, y: {}, marks: {l: {line: {data: d, x: x, y: y}}" +
      marks + "}}}\n");
  return path_of(shown.frame(0), "v.l.path").bounds().width();
}

}  // namespace

TEST_CASE("a stack stands where each of its rows belongs", "[pictures]") {
  CHECK(columns_of("{stack: {x: g}}").size() == 3);
  CHECK(columns_of("{stack: {x: g}}") == columns_of("{stack: {x: g, by: g}}"));
  CHECK(columns_of("{stack: {x: v}}").size() == 3);
  CHECK(columns_of("{stack: {}}").size() == 1);
}

TEST_CASE("a mark without rows makes no room for itself", "[pictures]") {
  const double alone = right_end("");
  CHECK(right_end(", p: {dot: {data: d, where: =x > 5, x: x, y: y}}") == Approx(alone));
  CHECK(right_end(", p: {rule: {data: d, where: =x > 5, x: 30}}") == Approx(alone));
}

TEST_CASE("a legend explains colours that other marks show too", "[pictures]") {
  const auto legend = [](const std::string& values) {
    return "lantern: 1\nmeaning: {cat: {color: orange}}\nviews: {v: {marks: {l: {legend: {values: "
           "[" +
           values + "], x: 50%, y: 50%}}}}}\n";
  };
  CHECK(messages_of(legend("cat, sky, \"#ff0000\"")).empty());
  check_said(legend("cat, dog"), "error[bad-color]: \"dog\" has no colour of its own to explain");
  check_said(legend("cat, dog"), "give it one in `meaning`");
}

}  // namespace lantern::test::silent_pictures_test
