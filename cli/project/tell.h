#pragma once

#include <cstdio>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace lantern {

/// Prints to standard error. Where nobody can read it (a full disk, a closed pipe), it is lost and
/// nothing else is: what a command did is in its exit code.
template <class... Parts>
void tell(fmt::format_string<Parts...> text, Parts&&... parts) {
  const std::string line = fmt::format(text, std::forward<Parts>(parts)...);
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace lantern
