#pragma once

#include <compare>
#include <cstdint>

namespace lantern {

/// A stretch of one line in a source file. Lines and columns count from 1; columns count bytes, as
/// compilers do. `file` indexes `Sources`; −1 is nowhere (the command line, say).
struct Location {
  std::int32_t file = -1;
  std::int32_t line = 0;
  std::int32_t column = 0;
  std::int32_t length = 1;

  bool known() const { return file >= 0; }
  friend auto operator<=>(const Location&, const Location&) = default;
};

}  // namespace lantern
