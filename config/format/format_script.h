#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/diagnostics/diagnostics.h"

namespace lantern {

/// A script in the one way of writing it: two spaces a level, one space between the parts of a
/// line, at most one empty line, quotes where YAML would bite. Lines stay lines and comments stay.
struct FormattedScript {
  std::string text;
  /// What got quotes because YAML read something else there, with its line.
  std::vector<std::pair<int, std::string>> mended;
};

/// None where the script is no YAML, or could not be written anew without a change: the reason goes
/// to `diagnostics`, with its place in `file` of `sources`.
std::optional<FormattedScript> format_script(const Sources& sources, std::int32_t file,
                                             Diagnostics& diagnostics);

}  // namespace lantern
