#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lantern {

/// The easings that are meant by a name as other tools write it: "easeInOutCubic", "cubic-out",
/// "bounce". None where there is nothing like it.
std::vector<std::string> easings_like(std::string_view name);

}  // namespace lantern
