#pragma once

#include <string>
#include <string_view>

namespace lantern {

/// A message without the keys of instances and rows: what is said of fits@1 and of fits@7 is one
/// mistake.
std::string without_keys(std::string_view message);

}  // namespace lantern
