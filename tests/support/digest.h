#pragma once

#include <string>

#include "renderer/frame/frame.h"

namespace lantern::test {

/// The display list in short: of every item of the picture, and of what its views are made of, how
/// many leaves it has, where they lie (whole units), the colours in which they are drawn and what
/// can be read. For goldens of many pictures; `dump` says all.
std::string digest(const Frame& frame);

}  // namespace lantern::test
