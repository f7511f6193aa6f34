#pragma once

#include <map>
#include <string>

#include "core/record/field.h"

// A mark of any kind as a script would write it: made from its description, so that a new kind is
// tried without a word about it.

namespace lantern::test {

/// Fields and what a script says of them.
using Written = std::map<std::string, std::string>;

/// What the kind needs, all places along the axes, and so on: enough to be drawn over the table
/// `pts` (id, x, y, k, above, ok), beside the mark `q` of the same view.
Written example_of(const Kind& kind);

/// "{dot: {data: pts, x: x, y: y}}".
std::string mark_text(const Kind& kind, const Written& fields);

/// A whole script with that mark as `m`.
std::string script_with(const std::string& mark, const std::string& axes,
                        const std::string& more = "");

}  // namespace lantern::test
