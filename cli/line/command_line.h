#pragma once

#include <functional>
#include <optional>

#include "cli/project/options.h"

namespace lantern {

/// What the command line asks for.
struct Wish {
  std::function<int(const Options&)> command;
  Options options;
  bool writes = false;  ///< whether it makes files
  bool bounded = true;  ///< whether its work is; else it runs as long as it is looked at
  int code = 0;         ///< of the exit, where there is no command
};

/// Reads the command line. Where it is wrong or wants help, that is printed, and there is no
/// command. Throws UsageError where the value of an option is wrong.
Wish read_command_line(int argc, char** argv);

}  // namespace lantern
