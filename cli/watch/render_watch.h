#pragma once

#include <functional>
#include <string>
#include <vector>

namespace lantern {

/// Calls `make` for each scene, and again for those of which an input changes, until a signal asks
/// to stop (Cancelled). `make` returns the inputs, also of a scene that is wrong.
[[noreturn]] void keep_making(
    const std::vector<std::string>& scenes, bool quiet,
    const std::function<std::vector<std::string>(const std::string&)>& make);

}  // namespace lantern
