#pragma once

#include <functional>
#include <optional>

#include "core/diagnostics/diagnostics.h"
#include "core/scene/run/evaluation.h"

namespace lantern {

/// Tells a mistake; whether there is any use in going on.
using TellMistake = std::function<bool(Diagnostic)>;

/// Computes every table and model as it is at the start, and tells what cannot be. Of a model that
/// `each` makes, some may have nothing to learn from yet: they are told only where none can be
/// computed, or where the film reads them.
void check_start(const Graph& graph, Memo& memo, const Leaves& leaves, const TellMistake& tell);

}  // namespace lantern
