#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <random>
#include <set>

#include <fmt/format.h>

#include "core/base/text.h"

#include "renderer/plot/scales/scale.h"
#include "renderer/plot/scales/tick_labels.h"
#include "renderer/plot/scales/ticks.h"

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

TEST_CASE("domains grow to whole ticks", "[scale]") {
  CHECK(nice_domain(0.13, 0.87, 5) == std::pair{0.0, 1.0});
  CHECK(nice_domain(-3, 17, 4) == std::pair{-5.0, 20.0});
  CHECK(nice_domain(0, 0, 4) == std::pair{-1.0, 1.0});
}

TEST_CASE("scales map straight, categories to the middles of bands", "[scale]") {
  const Scale linear{&scale_type("linear"), {0, 10, {}}, 100, 200};
  CHECK(linear.at(0) == 100);
  CHECK(linear.at(5) == 150);
  CHECK(linear.at(20) == 300);
  const Scale ordinal{&scale_type("ordinal"), {0, 1, {"a", "b"}}, 100, 200};
  CHECK(ordinal.at("a") == 125);
  CHECK(ordinal.at("b") == 175);
  CHECK(std::isnan(ordinal.at("c")));
}

TEST_CASE("a scale reaches as far as numbers do", "[scale]") {
  const Scale scale{&scale_type("linear"), {-1e308, 1e308, {}}, 0, 100};
  CHECK(scale.at(0) == Approx(50));
  CHECK(scale.at(1e308) == Approx(100));
}

TEST_CASE("a domain has an end for all data", "[scale]") {
  constexpr double kLargest = std::numeric_limits<double>::max();
  for (const auto& [low, high] : std::vector<std::pair<double, double>>{{-kLargest, kLargest},
                                                                        {kLargest, kLargest},
                                                                        {-1e308, 1.7e308},
                                                                        {5e-324, 5e-324},
                                                                        {0, 5e-324},
                                                                        {1e6, 1e6 + 2e-10}}) {
    INFO(low << " … " << high);
    const auto [first, last] = nice_domain(low, high, 5);
    CHECK(std::isfinite(first));
    CHECK(std::isfinite(last));
    CHECK(first <= low);
    CHECK(last >= high);
    CHECK(first <= last);
    CHECK_FALSE(nice_ticks(first, last, 5).empty());
  }
}

namespace {

/// Numbers of all sizes, often with few digits, and pairs of them that are near.
class Numbers {
 public:
  double any() {
    const int digits = int(std::pow(10, real_(engine_) * 6) * sign());
    const int exponent = int(real_(engine_) * 30) - 20;
    return parse_number(fmt::format("{}e{}", digits, exponent)).value();
  }
  std::pair<double, double> domain() {
    const double first = any();
    const double width = std::pow(10, real_(engine_) * -15);
    return {first, real_(engine_) < 0.5 ? any() : first * (1 + width)};
  }
  int count() { return 1 + int(real_(engine_) * 12); }

 private:
  double sign() { return real_(engine_) < 0.5 ? -1 : 1; }
  std::mt19937_64 engine_{7};
  std::uniform_real_distribution<double> real_{0, 1};
};

void check_read_back(const std::vector<double>& ticks, const std::vector<std::string>& labels) {
  REQUIRE(labels.size() == ticks.size());
  CHECK(std::set(labels.begin(), labels.end()).size() == labels.size());
  for (size_t i = 0; i < ticks.size(); ++i) {
    INFO(shortest(ticks[i]) << " is written " << labels[i]);
    CHECK(read_label(labels[i]).value_or(NAN) == ticks[i]);
    CHECK(code_points(labels[i]) <= 24);
  }
}

}  // namespace

TEST_CASE("ticks of any domain are different numbers whose labels read back", "[scale]") {
  Numbers numbers;
  const ScaleType& linear = scale_type("linear");
  for (int round = 0; round < 5000; ++round) {
    const auto [first, last] = numbers.domain();
    if (first == last) continue;
    const Domain domain{first, last, {}};
    const int count = numbers.count();
    INFO(shortest(first) << " … " << shortest(last) << ", " << count);
    const std::vector<double> ticks = linear.ticks(domain, count);
    CHECK(ticks.size() <= size_t(count) * 3 + 2);
    check_read_back(ticks, linear.labels(domain, ticks, count, nullptr));
    for (const double tick : ticks) {
      CHECK(linear.share(domain, tick) >= -1e-6);
      CHECK(linear.share(domain, tick) <= 1 + 1e-6);
    }
  }
}

TEST_CASE("labels of ticks that somebody wrote read back", "[scale]") {
  Numbers numbers;
  for (int round = 0; round < 2000; ++round) {
    std::set<double> ticks;
    for (int i = numbers.count(); i > 0; --i) ticks.insert(numbers.any());
    const std::vector<double> list(ticks.begin(), ticks.end());
    check_read_back(list, tick_labels(list, false));
  }
  CHECK(tick_labels({0, 0.05, 0.333}, false) == std::vector<std::string>{"0", "0.05", "0.333"});
  CHECK(tick_labels({0, 0.25, 1}, false) == std::vector<std::string>{"0", "0.25", "1"});
}

TEST_CASE("a label of what nobody writes out is rounded, by less than ticks are apart", "[scale]") {
  CHECK(tick_labels({0, 1.0 / 3, 2.0 / 3, 1}, false) ==
        std::vector<std::string>{"0", "0.3333", "0.6667", "1"});
  CHECK(tick_labels({0, 0.1 + 0.2}, false) == std::vector<std::string>{"0", "0.3"});
  CHECK(tick_labels({1e15 + 0.125, 1e15 + 0.25}, false)[1] == "1000000000000000.2");
}

TEST_CASE("large and small labels are short", "[scale]") {
  CHECK(tick_labels({0, 2e299, 4e299}, true) == std::vector<std::string>{"0", "2e+299", "4e+299"});
  CHECK(tick_labels({0, 5e-12}, false) == std::vector<std::string>{"0", "5e−12"});
  CHECK(tick_labels({0, 1000, 2500}, true)[2] == "2,500");
  CHECK(tick_labels({-0.5, 0}, false)[0] == "−0.5");
}

TEST_CASE("labels in a format are checked against their ticks", "[scale]") {
  const auto misread = [](const std::vector<double>& ticks, const std::string& format) {
    const auto parsed = std::get<NumberFormat>(parse_format(format));
    return misread_labels(ticks, formatted(ticks, parsed), 0.02).size();
  };
  CHECK(misread({0, 0.25, 0.5}, ".1f") == 1);
  CHECK(misread({0, 0.25, 0.5}, ".0%") == 0);
  CHECK(misread({0, 0.5, 1}, "d") == 2);  // 1 stands twice
  CHECK(misread({0, 1500, 3000}, ",d") == 0);
  CHECK(misread({1200000, 2400000}, ".2s") == 0);
  CHECK(misread({0.0012, 0.0024}, ".2s") == 0);
  CHECK(misread({-1e-7, 1e-7}, ".0e") == 0);
}

TEST_CASE("every kind of scale maps there and back", "[scale]") {
  for (const ScaleType* type : scale_types()) {
    INFO(type->name);
    const Domain domain{2, 50, {"a", "b", "c"}};
    for (const double share : {0.0, 0.25, 0.5, 1.0}) {
      CHECK(type->share(domain, type->value(domain, share)) == Approx(share).margin(1e-12));
    }
    for (const int count : {1, 2, 5, 10, 20}) {
      const std::vector<double> ticks = type->ticks(domain, count);
      const auto labels = type->labels(domain, ticks, count, nullptr);
      REQUIRE(labels.size() == ticks.size());
      for (size_t i = 0; i < ticks.size(); ++i) {
        CHECK(type->share(domain, ticks[i]) >= -1e-9);
        CHECK(type->share(domain, ticks[i]) <= 1 + 1e-9);
        if (type->named || type->read || labels[i].empty()) continue;
        CHECK(read_label(labels[i]).value_or(NAN) == ticks[i]);
      }
    }
  }
}

TEST_CASE("where the ends of a scale are equal, other numbers are beyond it", "[scale]") {
  for (const ScaleType* type : scale_types()) {
    if (type->named) continue;
    INFO(type->name);
    const Domain domain{5, 5, {}};
    CHECK(type->share(domain, 5) == 0.5);
    CHECK(type->share(domain, 6) > 1);
    CHECK(type->share(domain, 4) < 0);
  }
}

TEST_CASE("an axis of symlog has two ticks at least", "[scale]") {
  for (const Domain& domain : {Domain{2, 9, {}}, Domain{-0.4, 0.3, {}}, Domain{1500, 1800, {}}}) {
    CHECK(scale_type("symlog").ticks(domain, 5).size() >= 2);
  }
}

TEST_CASE("a time axis has years of four digits", "[scale]") {
  CHECK(scale_type("time").refusal(0, 1.7e9) == "");
  CHECK(scale_type("time").refusal(0, 1.7e12) != "");
  CHECK(scale_type("time").refusal(-1e15, 0) != "");
}

TEST_CASE("a logarithmic scale spreads factors, and has no place for zero", "[scale]") {
  const Scale scale{&scale_type("log"), {1, 1000, {}}, 0, 300};
  CHECK(scale.at(10) == Approx(100));
  CHECK(scale.at(1000) == Approx(300));
  CHECK(scale.value_at(200) == Approx(100));
  CHECK(std::isnan(scale.at(0.0)));
  CHECK(std::isnan(scale.at(-5.0)));
  const Scale below{&scale_type("log"), {-100, -1, {}}, 0, 200};
  CHECK(below.at(-10) == Approx(100));
  CHECK(std::isnan(below.at(1.0)));
  CHECK(scale_type("log").refusal(0, 1) != "");
  CHECK(scale_type("log").refusal(-1, 1) != "");
  CHECK(scale_type("log").refusal(1e-300, 1) == "");
}

TEST_CASE("logarithmic ticks are those of d3", "[scale]") {
  const auto ticks = [](double first, double last, int count) {
    return scale_type("log").ticks({first, last, {}}, count);
  };
  CHECK(ticks(1, 10, 10) == std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  CHECK(ticks(10, 1, 10) == std::vector<double>{10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
  CHECK(ticks(0.1, 1, 10).size() == 10);
  CHECK(ticks(1, 1000, 10).size() == 28);
  CHECK(ticks(-10, -1, 10).front() == -10);
  CHECK(ticks(1e-20, 1e20, 5) == std::vector<double>{1e-20, 1e-10, 1, 1e10, 1e20});
  CHECK(ticks(41, 42, 10).size() > 5);  // as on a linear axis
  const auto worded = [&](int count) {
    const Domain domain{1, 1000, {}};
    const auto all = scale_type("log").ticks(domain, count);
    const auto labels = scale_type("log").labels(domain, all, count, nullptr);
    return std::count_if(labels.begin(), labels.end(), [](auto& label) { return !label.empty(); });
  };
  CHECK(worded(4) == 4);  // powers of ten
  CHECK(worded(10) == 10);
  CHECK(worded(28) == 28);
}

TEST_CASE("a logarithmic domain is fitted to what has a place", "[scale]") {
  Extent extent;
  for (const double value : {0.0, -3.0, 0.4, 250.0}) extent.add(value);
  const Domain domain = scale_type("log").fit(extent, 5);
  CHECK(domain.first == 0.1);
  CHECK(domain.last == 1000);
}

TEST_CASE("a logarithmic axis of a decade or two has words to read it by", "[scale]") {
  const auto words = [](double first, double last, int count) {
    const Domain domain{first, last, {}};
    const auto ticks = scale_type("log").ticks(domain, count);
    const auto labels = scale_type("log").labels(domain, ticks, count, nullptr);
    std::vector<std::string> out;
    for (const std::string& label : labels) {
      if (!label.empty()) out.push_back(label);
    }
    return out;
  };
  using Words = std::vector<std::string>;
  CHECK(words(2, 9, 3) == Words{"2", "4", "6", "8"});
  CHECK(words(1, 10, 3) == Words{"1", "3", "10"});
  CHECK(words(1, 10, 5) == Words{"1", "2", "5", "10"});
  CHECK(words(1, 100, 3) == Words{"1", "10", "100"});
  CHECK(words(3, 40, 4) == Words{"5", "10", "20"});
  for (const int count : {2, 3, 5, 8}) {
    for (const auto& [first, last] :
         {std::pair{1.5, 2.5}, {0.02, 0.9}, {8.5, 11.0}, {20.0, 700.0}, {90.0, 210.0}}) {
      INFO(first << " to " << last << ", " << count);
      CHECK(words(first, last, count).size() >= 3);
    }
  }
}

}  // namespace lantern::test::scale_test
