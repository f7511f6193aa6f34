#include <algorithm>
#include <filesystem>

#include <catch2/catch.hpp>

#include "tests/fuzz/targets.h"
#include "tests/support/golden.h"

// What the fuzz targets start from, and what they once broke on: each stays an input of the tests.

namespace lantern::test::corpus_test {
namespace {

void try_all(const std::string& name, fuzz::Target target) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(test_path("fuzz/corpus/" + name))) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  REQUIRE(files.size() >= 5);
  size_t used = 0;
  for (const auto& file : files) {
    INFO(file.string());
    bool of_use = false;
    REQUIRE_NOTHROW(of_use = target(read_file(file.string())));
    used += of_use;
  }
  CHECK(used * 4 > files.size() * 3);
}

}  // namespace

TEST_CASE("what the fuzz targets know holds", "[fuzz]") {
  SECTION("scene") {
    try_all("scene", fuzz::scene);
  }
  SECTION("csv") {
    try_all("csv", fuzz::csv);
  }
  SECTION("theme_glyph") {
    try_all("theme_glyph", fuzz::theme_glyph);
  }
  SECTION("expression") {
    try_all("expression", fuzz::expression);
  }
  SECTION("frame") {
    try_all("frame", fuzz::frame);
  }
  SECTION("picture") {
    try_all("picture", fuzz::picture);
  }
}

}  // namespace lantern::test::corpus_test
