#pragma once

#include <string>
#include <vector>

#include "renderer/text/byte_range.h"

namespace lantern {

/// Where no line ends: from the last figure of a number over the space behind it to a short unit or
/// a sign ("30 g", "12 %", "0.40 →").
std::vector<ByteRange> held_together(const std::string& text);

}  // namespace lantern
