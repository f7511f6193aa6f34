#include "output/gif/lzw.h"

#include <algorithm>

namespace lantern {
namespace {

constexpr int kMinBits = 8;
constexpr int kClear = 1 << kMinBits;
constexpr int kEnd = kClear + 1;
constexpr int kFirst = kClear + 2;
constexpr int kMostCodes = 4096;

class BitWriter {
 public:
  void put(int code, int bits) {
    buffer_ |= static_cast<std::uint32_t>(code) << used_;
    used_ += bits;
    for (; used_ >= 8; used_ -= 8, buffer_ >>= 8) {
      bytes_.push_back(static_cast<std::uint8_t>(buffer_));
    }
  }
  std::vector<std::uint8_t> take() {
    if (used_ > 0) bytes_.push_back(static_cast<std::uint8_t>(buffer_));
    return std::move(bytes_);
  }

 private:
  std::vector<std::uint8_t> bytes_;
  std::uint32_t buffer_ = 0;
  int used_ = 0;
};

/// Strings by (prefix, next pixel): open addressing, emptied by counting up the generation.
class StringTable {
 public:
  StringTable() : slots_(kSlots) {}

  void clear() { ++generation_; }

  /// The code of the string, −1 where it is not there.
  int find(int prefix, std::uint8_t pixel) const {
    const std::uint32_t key = key_of(prefix, pixel);
    for (std::uint32_t at = hash(key);; at = (at + 1) & (kSlots - 1)) {
      const Slot& slot = slots_[at];
      if (slot.generation != generation_) return -1;
      if (slot.key == key) return slot.code;
    }
  }
  void add(int prefix, std::uint8_t pixel, int code) {
    const std::uint32_t key = key_of(prefix, pixel);
    std::uint32_t at = hash(key);
    while (slots_[at].generation == generation_) at = (at + 1) & (kSlots - 1);
    slots_[at] = {key, code, generation_};
  }

 private:
  static constexpr std::uint32_t kSlots = 1 << 14;
  struct Slot {
    std::uint32_t key = 0;
    int code = 0;
    std::uint32_t generation = 0;
  };
  static std::uint32_t key_of(int prefix, std::uint8_t pixel) {
    return static_cast<std::uint32_t>(prefix) << 8 | pixel;
  }
  static std::uint32_t hash(std::uint32_t key) { return key * 2654435761u >> 18; }

  std::vector<Slot> slots_;
  std::uint32_t generation_ = 1;
};

/// Tells when a full table no longer fits what comes: the pixels a code stands for, in stretches.
class Gauge {
 public:
  /// Whether to start over, after one more code.
  bool worn(int pixels) {
    pixels_ += pixels;
    if (++codes_ < kStretch) return false;
    const double ratio = double(pixels_) / codes_;
    best_ = std::max(best_, ratio);
    codes_ = pixels_ = 0;
    return ratio < best_ * kWorn;
  }
  void reset() { *this = Gauge(); }

 private:
  // Measured on our scenes: starting over early costs less than a table that no longer fits.
  static constexpr int kStretch = 128;
  static constexpr double kWorn = 0.93;
  int codes_ = 0;
  int pixels_ = 0;
  double best_ = 0;
};

class Encoder {
 public:
  explicit Encoder(const GifPixels& pixels) : in_(pixels) {}

  std::vector<std::uint8_t> encode() {
    out_.put(kClear, bits_);
    int prefix = first_of(0);
    int length = 1;
    for (size_t i = 1; i < in_.indices.size(); ++i) {
      if (const int longer = extended(prefix, i); longer >= 0) {
        prefix = longer;
        ++length;
        continue;
      }
      const std::uint8_t pixel = first_of(i);
      write(prefix, length);
      learn(prefix, pixel);
      prefix = pixel;
      length = 1;
    }
    out_.put(prefix, bits_);
    widen(next_ + 1);  // a reader learns one more string from the last code
    out_.put(kEnd, bits_);
    return out_.take();
  }

 private:
  bool is_free(size_t i) const { return !in_.free.empty() && in_.free[i]; }

  /// How a string starts.
  std::uint8_t first_of(size_t i) const { return is_free(i) ? kTransparent : in_.indices[i]; }

  int extended(int prefix, size_t i) const {
    if (is_free(i)) {
      const int code = table_.find(prefix, kTransparent);
      if (code >= 0) return code;
    }
    return table_.find(prefix, in_.indices[i]);
  }

  void write(int code, int length) {
    out_.put(code, bits_);
    if (next_ < kMostCodes || !gauge_.worn(length)) return;
    out_.put(kClear, bits_);
    table_.clear();
    gauge_.reset();
    next_ = kFirst;
    bits_ = kMinBits + 1;
    cleared_ = true;
  }

  void learn(int prefix, std::uint8_t pixel) {
    // After a clear the reader has no string before the next code: nothing to add to.
    if (cleared_) {
      cleared_ = false;
      return;
    }
    if (next_ >= kMostCodes) return;
    table_.add(prefix, pixel, next_);
    widen(++next_);
  }

  /// A reader knows codes below `count` − 1 when it reads the next one.
  void widen(int count) {
    if (count > (1 << bits_) && bits_ < 12) ++bits_;
  }

  const GifPixels& in_;
  StringTable table_;
  Gauge gauge_;
  BitWriter out_;
  int next_ = kFirst;
  int bits_ = kMinBits + 1;
  bool cleared_ = false;
};

}  // namespace

std::vector<std::uint8_t> lzw_encode(const GifPixels& pixels) {
  return Encoder(pixels).encode();
}

}  // namespace lantern
