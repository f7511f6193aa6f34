#include "core/time/easing.h"
#include "core/time/easing_names.h"

#include <cmath>
#include <set>

#include <catch2/catch.hpp>

#include "core/base/text.h"
#include "tests/core/reference.h"

namespace lantern::test::easing_test {
namespace {

Ease ease(std::string_view name) {
  const EasingType* type = find_easing(name);
  INFO(name);
  REQUIRE(type);
  return Ease(*type, default_parameters(*type));
}

void check_reference(const std::string& file, size_t least) {
  const auto table = test::reference(file);
  const std::vector<double> times = table["times"];
  REQUIRE(table["easings"].size() >= least);
  for (const auto& entry : table["easings"]) {
    const EasingType* type = find_easing(entry["name"].get<std::string>());
    INFO(entry["name"] << " " << entry["parameters"]);
    REQUIRE(type);
    const std::vector<double> values = entry["values"];
    const Ease f(*type, entry["parameters"].get<std::vector<double>>());
    for (size_t i = 0; i < times.size(); ++i) {
      INFO(times[i]);
      CHECK(f(times[i]) == Approx(values[i]).margin(1e-12).epsilon(0));
    }
  }
}

}  // namespace

TEST_CASE("easings agree with d3-ease", "[easing]") {
  check_reference("d3_easing", 40);
}

TEST_CASE("easings agree with the definitions of CSS", "[easing]") {
  check_reference("css_easing", 25);
}

TEST_CASE("every easing starts at 0 and ends at 1, exactly", "[easing]") {
  REQUIRE(easings().size() == 36);
  for (const EasingType& type : easings()) {
    const Ease f(type, default_parameters(type));
    INFO(type.kind.name);
    CHECK(f(0) == 0);
    CHECK(f(-3) == 0);
    CHECK(f(1) == 1);
    CHECK(f(7) == 1);
    CHECK(f(std::nan("")) == 0);
    for (int i = 1; i < 1000; ++i) REQUIRE(std::isfinite(f(i / 1000.0)));
  }
}

TEST_CASE("easings without a jump meet their ends", "[easing]") {
  for (const EasingType& type : easings()) {
    const std::string_view name = type.kind.name;
    if (name.starts_with("step")) continue;
    INFO(name);
    const Ease f(type, default_parameters(type));
    CHECK(f(1e-9) == Approx(0).margin(1e-3));
    CHECK(f(1 - 1e-9) == Approx(1).margin(1e-3));
  }
}

TEST_CASE("the extremes of the parameters are finite", "[easing]") {
  for (const EasingType& type : easings()) {
    const size_t count = type.kind.fields.size();
    for (unsigned corner = 0; corner < (1u << count); ++corner) {
      std::vector<double> parameters;
      for (size_t i = 0; i < count; ++i) {
        const Field& field = type.kind.fields[i];
        parameters.push_back(corner & (1u << i) ? field.most : field.least);
      }
      const Ease f(type, parameters);
      for (int i = 1; i < 100; ++i) {
        INFO(type.kind.name << " corner " << corner << " at " << i / 100.0);
        REQUIRE(std::isfinite(f(i / 100.0)));
      }
    }
  }
}

TEST_CASE("names are unique, parameters described, fallbacks in range", "[easing]") {
  std::set<std::string_view> names;
  for (const EasingType& type : easings()) {
    INFO(type.kind.name);
    CHECK(names.insert(type.kind.name).second);
    CHECK_FALSE(type.kind.doc.empty());
    CHECK(find_easing(type.kind.name) == &type);
    for (const Field& field : type.kind.fields) {
      const auto fallback = parse_number(field.fallback);
      REQUIRE(fallback);
      CHECK(*fallback >= field.least);
      CHECK(*fallback <= field.most);
    }
  }
  CHECK(find_easing("cubic") == nullptr);
}

TEST_CASE("easings that overshoot leave the range in between", "[easing]") {
  CHECK(ease("back_in")(0.3) < 0);
  CHECK(ease("back_out")(0.7) > 1);
  CHECK(ease("elastic_out")(0.15) > 1);
}

TEST_CASE("an ease is cubic_in_out unless it says otherwise", "[easing]") {
  CHECK(Ease() == ease("cubic_in_out"));
  CHECK(Ease() != ease("cubic_out"));
  CHECK(Ease()(0.25) == 0.0625);
  CHECK_THROWS_AS(Ease(*find_easing("back_in"), {}), std::logic_error);
}

TEST_CASE("easings are found by the names that other tools give them", "[easing]") {
  using Names = std::vector<std::string>;
  CHECK(easings_like("easeInOutCubic") == Names{"cubic_in_out"});
  CHECK(easings_like("easeCubicInOut") == Names{"cubic_in_out"});
  CHECK(easings_like("ease-in-out") == Names{"ease_in_out"});
  CHECK(easings_like("easeOutSine") == Names{"sin_out"});
  CHECK(easings_like("cubic") == Names{"cubic_in", "cubic_out", "cubic_in_out"});
  CHECK(easings_like("spring").empty());
  CHECK(easings_like("").empty());
}

}  // namespace lantern::test::easing_test
