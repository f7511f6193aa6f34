#pragma once

#include <string>
#include <vector>

#include "core/base/number_format.h"
#include "renderer/plot/scales/domain.h"

// Ticks at round numbers, for scales whose numbers are spread about evenly.

namespace lantern {

std::vector<double> round_ticks(const Domain& domain, int count);

std::vector<std::string> round_labels(const Domain& domain, const std::vector<double>& ticks,
                                      int count, const NumberFormat* format);

}  // namespace lantern
