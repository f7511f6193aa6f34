#include "tests/support/golden.h"
#include "tests/support/places.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <catch2/catch.hpp>

namespace lantern::test {

std::string test_path(const std::string& relative) {
  return std::string(tests_folder()) + "/" + relative;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void write_file(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  if (!file) throw std::runtime_error("cannot write " + path);
}

void check_golden(const std::string& relative, const std::string& actual) {
  const std::string path = test_path(relative);
  const char* update = std::getenv("UPDATE_GOLDEN");
  const bool exists = std::filesystem::exists(path);
  if (exists && read_file(path) == actual) return;
  if (update && std::string(update) == "1") {
    write_file(path, actual);
    FAIL_CHECK("wrote " << relative);
  } else if (!exists) {
    FAIL_CHECK("there is no " << relative << "; UPDATE_GOLDEN=1 writes it:\n" << actual);
  } else {
    const std::string expected = read_file(path);
    INFO(relative);
    CHECK(actual == expected);
  }
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "lantern-test-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace lantern::test
