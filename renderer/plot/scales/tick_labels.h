#pragma once

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/number_format.h"

// A tick's label reads back as its value.

namespace lantern {

/// Labels with as many decimals as it takes, no more: each reads back as its tick, and no two are
/// the same. What has more digits than anyone writes (1/3) is rounded, by far less than ticks are
/// apart. Very large and very small numbers are written with powers of ten. `thousands`: with
/// commas between groups of three digits. `span`: how long the axis is, which tells how fine a
/// single tick is.
std::vector<std::string> tick_labels(const std::vector<double>& ticks, bool thousands,
                                     double span = std::numeric_limits<double>::infinity());

std::vector<std::string> formatted(const std::vector<double>& ticks, const NumberFormat& format);

/// The number that a label of `format_number` says; nothing where it is no number.
std::optional<double> read_label(std::string_view label);

/// Which labels say another number than their tick, or the same as another label. `slack`: by how
/// much a label may be off, as a part of the distance between ticks.
std::vector<size_t> misread_labels(const std::vector<double>& ticks,
                                   const std::vector<std::string>& labels, double slack);

}  // namespace lantern
