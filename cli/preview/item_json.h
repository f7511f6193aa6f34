#pragma once

#include <nlohmann/json.hpp>

#include "cli/preview/edition.h"

namespace lantern {

/// What lies at a place of the picture at a moment: its id, what it is, its mark and where that
/// stands in the script, its row and where that stands in the data; null where there is nothing.
nlohmann::ordered_json item_json(const Performance& performance, double time, Point at,
                                 double slack);

}  // namespace lantern
