#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "renderer/plot/scales/scale.h"
#include "tests/support/golden.h"

// Scales beside those of d3-scale.

namespace lantern::test::scale_reference_test {
namespace {

using Json = nlohmann::json;

Domain domain_of(const Json& one) {
  return {one["domain"][0].get<double>(), one["domain"][1].get<double>(), {}};
}

void check_shares(const ScaleType& type, const Json& one) {
  for (size_t i = 0; i < one["values"].size(); ++i) {
    const double share = type.share(domain_of(one), one["values"][i].get<double>());
    CHECK(share == Approx(one["shares"][i].get<double>()).margin(1e-12));
  }
}

}  // namespace

TEST_CASE("scales are d3's", "[scale][reference]") {
  for (const Json& one : Json::parse(read_file(test_path("reference/d3_scales.json")))) {
    INFO(one.dump());
    const ScaleType& type = scale_type(one["scale"].get<std::string>());
    if (type.read) {
      CHECK(type.ticks(domain_of(one), one["count"]) == one["ticks"].get<std::vector<double>>());
    } else if (type.named) {
      std::vector<std::string> names;
      for (int i = 0; i < one["count"].get<int>(); ++i) names.push_back(std::to_string(i));
      const auto ticks = type.ticks(Domain{0, 1, Categories(names)}, 1);
      REQUIRE(ticks.size() == one["shares"].size());
      for (size_t i = 0; i < ticks.size(); ++i) {
        CHECK(ticks[i] == Approx(one["shares"][i].get<double>()));
      }
    } else {
      check_shares(type, one);
    }
  }
}

}  // namespace lantern::test::scale_reference_test
