#pragma once

#include "core/data/table.h"
#include "core/spec/spec_value.h"

namespace lantern {

/// The parts of a TeX source that `\cssId{name}{…}` names, in its order: a table of one row a part,
/// by whose keys the timeline speaks of them (`show: equation@loss`). Null where nothing is named.
TablePtr tex_parts(const Template& tex);

}  // namespace lantern
