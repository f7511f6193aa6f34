#pragma once

#include <bit>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string_view>

namespace lantern {

/// 128 bits that stand for what was added to a `Hasher`: two equal keys mean equal contents.
struct Key {
  std::uint64_t lo = 0;
  std::uint64_t hi = 0;

  friend auto operator<=>(const Key&, const Key&) = default;
};

/// Builds keys. The same sequence of `add` gives the same key in every run. Two lanes of the mixing
/// steps of MurmurHash3 (Appleby, public domain), each a bijection of the state, so that no input
/// can make the state forget. Not for adversaries.
class Hasher {
 public:
  void add(std::uint64_t word) {
    lo_ = (std::rotl(lo_ ^ std::rotl(word * kA, 31) * kB, 27) + hi_) * 5 + 0x52dce729;
    hi_ = (std::rotl(hi_ ^ std::rotl(word * kB, 33) * kA, 31) + lo_) * 5 + 0x38495ab5;
    ++count_;
  }

  /// By its bits: 0 and −0 differ.
  void add(double number) { add(std::bit_cast<std::uint64_t>(number)); }

  void add(std::string_view text) {
    add(text.size() ^ kTextMark);  // so that "ab", "c" and "a", "bc" differ
    while (!text.empty()) {
      std::uint64_t word = 0;
      const size_t length = text.size() < sizeof word ? text.size() : sizeof word;
      std::memcpy(&word, text.data(), length);
      add(word);
      text.remove_prefix(length);
    }
  }

  /// What was already hashed.
  void add(const Key& key) {
    add(key.lo);
    add(key.hi);
  }

  Key finish() const {
    std::uint64_t lo = lo_ ^ count_;
    std::uint64_t hi = hi_ ^ count_;
    lo += hi;
    hi += lo;
    lo = scatter(lo);
    hi = scatter(hi);
    lo += hi;
    hi += lo;
    return {lo, hi};
  }

 private:
  static constexpr std::uint64_t kA = 0x87c37b91114253d5;
  static constexpr std::uint64_t kB = 0x4cf5ad432745937f;
  static constexpr std::uint64_t kTextMark = 0xa500000000000000;

  static std::uint64_t scatter(std::uint64_t x) {
    x = (x ^ (x >> 33)) * 0xff51afd7ed558ccd;
    x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53;
    return x ^ (x >> 33);
  }

  std::uint64_t lo_ = 0;
  std::uint64_t hi_ = 0;
  std::uint64_t count_ = 0;
};

}  // namespace lantern

template <>
struct std::hash<lantern::Key> {
  size_t operator()(const lantern::Key& key) const noexcept { return key.lo; }
};
