#pragma once

#include <string>
#include <vector>

namespace lantern::test {

/// What a run of the program left.
struct Run {
  int code = -1;  ///< its exit code, or 128 + the signal that ended it
  std::string out;
  std::string err;
  double seconds = 0;
  double megabytes = 0;  ///< of memory at most; what the test itself has is part of it
};

/// Whether tests run under a sanitizer, which takes memory and time of its own.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

/// Whether a program that a test asks is there. Where it is not, that is printed, and under CI it
/// is a failure: script/bootstrap test installs it.
bool has_program(const std::string& name);

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
