#pragma once

namespace lantern {

/// A part of a text, in bytes.
struct ByteRange {
  unsigned begin = 0;
  unsigned end = 0;
};

}  // namespace lantern
