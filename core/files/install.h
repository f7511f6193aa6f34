#pragma once

#include <string>
#include <vector>

namespace lantern {

/// The folders that may hold what is installed with the program: `share/lantern` beside it (a
/// build folder), then below the prefix that it was installed to.
std::vector<std::string> install_folders();

}  // namespace lantern
