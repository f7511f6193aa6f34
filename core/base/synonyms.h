#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lantern {

/// The known name that another one is used for elsewhere: "dot" for "point", where a dot is known.
/// Nothing where the name means nothing elsewhere, or nothing that is known here.
std::optional<std::string> synonym(std::string_view name, const std::vector<std::string>& known);

}  // namespace lantern
