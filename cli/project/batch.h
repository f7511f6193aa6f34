#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "cli/project/options.h"

namespace lantern {

/// What became of one scene of several.
struct SceneOutcome {
  int code = 0;        ///< exit code
  bool fresh = false;  ///< there was nothing to do
};

/// Does something with each scene of the command line. What goes wrong with one of them is printed
/// and stops none of the others. For several there is a line in the end: "3 scenes: 2 rendered, 1
/// wrong (b.yaml)". Returns the worst exit code.
int for_each_scene(const Options& options, std::string_view done,
                   const std::function<SceneOutcome(const std::string& path)>& one);

/// Prints the exception that is being handled; returns the exit code that it means. Throws
/// Cancelled on.
int report_failure();

}  // namespace lantern
