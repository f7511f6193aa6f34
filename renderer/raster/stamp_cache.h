#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <unordered_map>

#include "renderer/frame/frame.h"
#include "renderer/raster/blend.h"
#include "renderer/raster/canvas.h"

namespace lantern {

/// Places of a symbol's middle within a pixel, on each axis, that have a stamp of their own: fine
/// enough for motion to look smooth.
constexpr int kPhases = 8;

/// Symbols that may cover more device pixels than this on a side are not stamped.
constexpr double kLargestStamp = 96;

/// Everything that the look of a stamp depends on, beside the scale. Lengths are in canvas units,
/// colours are 0xAARRGGBB, not premultiplied.
struct StampLook {
  SymbolPtr symbol;
  float size = 0;
  float angle = 0;
  double outline = 0;
  std::uint32_t tint = 0, ink = 0, ground = 0;

  friend bool operator==(const StampLook&, const StampLook&) = default;
};

/// A symbol's pixels, transparent borders cut off. `left` and `top` lead from the pixel with its
/// middle to the first one of these.
struct Stamp {
  std::unique_ptr<const std::uint32_t[]> pixels;  // null until it is drawn
  std::int16_t left = 0, top = 0;
  std::int16_t width = 0, height = 0;
};

/// The stamps of one look, by phase_y * kPhases + phase_x.
struct StampSet {
  StampLook look;
  std::array<Stamp, kPhases * kPhases> stamps;
};

/// Symbols drawn beforehand, to be blended wherever they are. When the cache is full it is emptied;
/// that never changes a stamp.
class StampCache {
 public:
  explicit StampCache(size_t most_bytes = size_t{32} << 20);

  /// Device pixels to the canvas unit, for all looks that follow.
  void set_scale(double x, double y);

  /// Starts a list of symbols: `find` then looks up its entries.
  void begin(const Instances& dots);

  /// The stamps of entry `i` of the list. Stays valid until the next call. The symbol must have
  /// finite coordinates and be no larger than kLargestStamp.
  StampSet& find(size_t i);

  /// The stamp at a phase, drawn if need be.
  const Stamp& stamp(StampSet& set, int phase);

  size_t bytes() const { return bytes_; }

 private:
  struct LookHash {
    size_t operator()(const StampLook& look) const noexcept;
  };
  /// What differs between the entries of one list.
  struct Entry {
    std::uint32_t tint = 0;
    std::uint32_t size_bits = 0, angle_bits = 0;
    std::uint32_t symbol = 0;
    std::uint32_t outline_bits = 0;
    friend bool operator==(const Entry&, const Entry&) = default;
  };
  struct Slot {
    std::uint64_t list = 0;  // the serial number of the list that wrote it
    Entry entry;
    StampSet* set = nullptr;
  };

  StampSet& find_look(const Entry& entry, size_t i);
  void draw(const StampLook& look, int phase, Stamp& stamp);
  void clear();

  static constexpr size_t kSlots = 1024;

  size_t most_bytes_;
  size_t bytes_ = 0;
  double scale_x_ = 1, scale_y_ = 1;
  std::unordered_map<StampLook, std::unique_ptr<StampSet>, LookHash> sets_;

  // The list at hand: its latest colour and set, and a table without collision handling that
  // spares most entries the hash map.
  const Instances* dots_ = nullptr;
  std::uint64_t list_ = 0;
  Color last_color_;
  std::uint32_t last_tint_ = 0;
  Slot last_;
  std::array<Slot, kSlots> slots_;

  Pixmap scratch_;
  Canvas canvas_;
};

}  // namespace lantern
