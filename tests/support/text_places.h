#pragma once

#include <string>

#include "tests/support/shown.h"

namespace lantern::test {

/// The first text of a film that leaves the canvas or lies on another one, looked for four times a
/// second among what can be read; empty where there is none.
std::string misplaced_text(const Shown& shown);

}  // namespace lantern::test
