#pragma once

#include <optional>

#include "core/diagnostics/diagnostics.h"
#include "core/scene/run/state.h"

namespace lantern {

/// Rows of a mark that lie on each other as a whole, so that only the last one is seen: bars that
/// are neither stacked nor in groups, and cells.
std::optional<Diagnostic> covered_rows(const MarkState& mark);

}  // namespace lantern
