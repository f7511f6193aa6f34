#pragma once

#include <string>
#include <vector>

#include "renderer/text/byte_range.h"

namespace lantern {

/// Where no line ends: from the last figure of a number over the space behind it to a short unit, a
/// sign or its next three figures ("30 g", "12 %", "0.40 →", "10 290"), and from a sign that leads
/// to a number over the space to it ("n = 32", "$ 12"). In sentences also from a number to what it
/// counts ("40 trees"), to one with which a clause ends ("at depth 3."), from a word of one letter
/// to the next ("a tree"), and to a dash.
std::vector<ByteRange> held_together(const std::string& text);

}  // namespace lantern
