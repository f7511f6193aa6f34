#pragma once

#include <nlohmann/json.hpp>

#include "tests/support/golden.h"

namespace lantern::test {

/// Numbers of other programs, made by the script of the same name beside them.
inline nlohmann::json reference(const std::string& name) {
  return nlohmann::json::parse(read_file(test_path("reference/" + name + ".json")));
}

}  // namespace lantern::test
