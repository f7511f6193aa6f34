#pragma once

#include <string>

namespace lantern::test {

/// A script of a few lines that its aliases would make thirty billion values of.
inline std::string alias_bomb() {
  std::string out = "lantern: 1\na: &a [x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c < 'm'; ++c) {
    const std::string before = std::string("*") + char(c - 1);
    out += std::string(1, c) + ": &" + c + " [" + before;
    for (int i = 0; i < 8; ++i) out += ", " + before;
    out += "]\n";
  }
  return out;
}

}  // namespace lantern::test
