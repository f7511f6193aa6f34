#pragma once

#include <cstdint>

namespace lantern {

/// A frame rate: `num / den` frames a second, both positive.
struct Rational {
  std::int64_t num = 30;
  std::int64_t den = 1;

  double value() const { return static_cast<double>(num) / static_cast<double>(den); }
  friend bool operator==(const Rational&, const Rational&) = default;
};

}  // namespace lantern
