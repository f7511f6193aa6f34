#include <catch2/catch.hpp>

#include "renderer/plot/scale.h"

namespace lantern::test::scale_test {

TEST_CASE("ticks are round and cover the domain", "[scale]") {
  CHECK(nice_ticks(0, 1, 5) == std::vector<double>{0, 0.2, 0.4, 0.6, 0.8, 1});
  CHECK(nice_ticks(0, 1, 10).size() == 11);
  CHECK(nice_ticks(0, 10, 4) == std::vector<double>{0, 2, 4, 6, 8, 10});
  CHECK(nice_ticks(-1, 1, 4) == std::vector<double>{-1, -0.5, 0, 0.5, 1});
  CHECK(nice_ticks(1, 0, 5) == std::vector<double>{1, 0.8, 0.6, 0.4, 0.2, 0});
  CHECK(nice_ticks(0.13, 0.87, 5) == std::vector<double>{0.2, 0.4, 0.6, 0.8});
  CHECK(nice_ticks(0, 1500, 4) == std::vector<double>{0, 500, 1000, 1500});
  CHECK(nice_ticks(0, 1500, 5).size() == 8);
  CHECK(nice_ticks(3, 3, 5) == std::vector<double>{3});
  CHECK(nice_ticks(-1e308, 1e308, 2) == std::vector<double>{-1e308, 0, 1e308});
}

TEST_CASE("tick labels have as many decimals as it takes", "[scale]") {
  CHECK(format_number(0, tick_format(0.2)) == "0");
  CHECK(format_number(0.2, tick_format(0.2)) == "0.2");
  CHECK(format_number(0.25, tick_format(0.05)) == "0.25");
  CHECK(format_number(20, tick_format(5)) == "20");
  CHECK(format_number(-0.5, tick_format(0.5)) == "−0.5");
}

TEST_CASE("domains grow to whole ticks", "[scale]") {
  CHECK(nice_domain(0.13, 0.87, 5) == std::pair{0.0, 1.0});
  CHECK(nice_domain(-3, 17, 4) == std::pair{-5.0, 20.0});
  CHECK(nice_domain(0, 0, 4) == std::pair{-1.0, 1.0});
}

TEST_CASE("scales map straight, categories to the middles of bands", "[scale]") {
  Scale linear{0, 10, 100, 200, {}};
  CHECK(linear.at(0) == 100);
  CHECK(linear.at(5) == 150);
  CHECK(linear.at(20) == 300);
  Scale ordinal{0, 1, 100, 200, {"a", "b"}};
  CHECK(ordinal.at("a") == 125);
  CHECK(ordinal.at("b") == 175);
  CHECK(ordinal.at("c") == 150);
}

TEST_CASE("a scale reaches as far as numbers do", "[scale]") {
  Scale scale;
  scale.domain0 = -1e308;
  scale.domain1 = 1e308;
  scale.range1 = 100;
  CHECK(scale.at(0) == Approx(50));
  CHECK(scale.at(1e308) == Approx(100));
}

}  // namespace lantern::test::scale_test
