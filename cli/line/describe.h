#pragma once

#include "cli/line/words.h"

namespace CLI {
class App;
}

namespace lantern {

/// What stands below the program's help: examples and exit codes.
std::string footer();

/// All that the help says, as values.
ProgramWords describe(const CLI::App& app);

}  // namespace lantern
