#include <algorithm>
#include <filesystem>

#include <catch2/catch.hpp>

#include "tests/support/golden.h"
#include "tests/support/scene.h"

namespace lantern::test::errors_test {
namespace {

std::vector<std::string> cases() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(test_path("golden/errors"))) {
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

TEST_CASE("every mistake has its message and its place", "[errors]") {
  const auto names = cases();
  REQUIRE(names.size() >= 40);
  for (const std::string& name : names) {
    DYNAMIC_SECTION(name) {
      const TestScene scene(read_file(test_path("golden/errors/" + name + ".yaml")),
                            test_path("golden/errors"));
      const std::string messages = scene.messages();
      CHECK_FALSE(messages.empty());
      check_golden("golden/errors/" + name + ".txt", messages);
    }
  }
}

}  // namespace lantern::test::errors_test
