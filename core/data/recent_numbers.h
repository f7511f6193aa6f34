#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace lantern {

/// What was found for the numbers that came lately: columns of classes and counts hold few numbers,
/// again and again.
template <class T>
class RecentNumbers {
 public:
  /// `find()` where it is not known any more. The same bits must find the same.
  template <class Find>
  const T& of(double number, const Find& find) {
    const auto bits = std::bit_cast<std::uint64_t>(number);
    Entry& entry = entries_[(bits * 0x9e3779b97f4a7c15) >> 58];
    if (!entry.known || entry.bits != bits) entry = {bits, true, find()};
    return entry.found;
  }

 private:
  struct Entry {
    std::uint64_t bits = 0;
    bool known = false;
    T found{};
  };
  std::array<Entry, 64> entries_{};
};

}  // namespace lantern
