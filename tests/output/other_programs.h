#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/support/program.h"

// What other programs say of a file.

namespace lantern::test {

inline nlohmann::json probe(const std::string& file) {
  const Run run = test::run({"ffprobe", "-v", "error", "-count_frames", "-show_streams",
                             "-show_format", "-show_chapters", "-of", "json", file});
  REQUIRE(run.code == 0);
  return nlohmann::json::parse(run.out);
}

inline std::string output_of(const std::vector<std::string>& command) {
  const Run run = test::run(command);
  INFO(run.err);
  CHECK(run.code == 0);
  return run.out;
}

}  // namespace lantern::test
