#pragma once

#include <optional>
#include <vector>

#include "config/read/context.h"
#include "core/spec/scene_spec.h"

namespace lantern {

/// Finds the mark or view that a step names: "line", "plot.line", "folds@2.fit", "pets@rex".
/// Marks and views are one namespace here: a name must mean exactly one of them.
std::optional<SelectionSpec> read_selection(const ReadContext& context, const YamlNode& node,
                                            const std::vector<ViewSpec>& views);

/// The same for the key of a map, such as in `change: {pets: …}`.
std::optional<SelectionSpec> resolve_selection(const ReadContext& context, const Address& address,
                                               const Location& at,
                                               const std::vector<ViewSpec>& views);

}  // namespace lantern
