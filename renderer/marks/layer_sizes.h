#pragma once

#include <cstddef>
#include <vector>

#include "core/record/value.h"

namespace lantern {

/// How many nodes each layer of a network has, from its field `layers`. Fails there where that is
/// no list of whole numbers, or more than can be seen.
std::vector<size_t> layer_sizes(const RecordValue& fields, const std::vector<double>& layers);

}  // namespace lantern
