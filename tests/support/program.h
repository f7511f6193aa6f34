#pragma once

#include <string>
#include <vector>

namespace lantern::test {

/// What a run of the program left.
struct Run {
  int code = -1;  ///< its exit code, or 128 + the signal that ended it
  std::string out;
  std::string err;
};

/// Runs the built program with these arguments, in `folder`, with these "NAME=value" settings added
/// to the environment and `input` as its standard input.
Run lantern(const std::vector<std::string>& arguments, const std::string& folder = ".",
            const std::vector<std::string>& environment = {}, const std::string& input = "");

/// Runs any program the same way.
Run run(const std::vector<std::string>& command, const std::string& folder = ".",
        const std::vector<std::string>& environment = {}, const std::string& input = "");

/// The repository's folder.
std::string repository();

}  // namespace lantern::test
