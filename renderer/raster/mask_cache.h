#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "renderer/frame/frame.h"
#include "renderer/raster/canvas.h"
#include "renderer/raster/stamp_cache.h"

namespace lantern {

/// How much of each pixel a symbol covers, transparent borders cut off.
struct Mask {
  std::vector<std::uint8_t> pixels;
  std::int16_t left = 0, top = 0;  ///< from the pixel with its middle to the first of these
  std::int16_t width = 0, height = 0;
};

/// Whether a symbol is one shape of one colour: then its mask does for all colours.
bool is_plain(const Symbol& symbol);

/// Masks of plain symbols, for lists in which nearly every entry has a colour or size of its own:
/// sizes are those to an eighth of a device pixel. When the cache is full it is emptied; that never
/// changes a mask.
class MaskCache {
 public:
  explicit MaskCache(size_t most_bytes = size_t{16} << 20);

  void set_scale(double scale);

  /// `size` in canvas units, `phase` as those of stamps. Stays valid until the next call.
  const Mask& find(const SymbolPtr& symbol, double size, int phase);

 private:
  struct Look {
    const Symbol* symbol = nullptr;
    int eighths = 0;
    int phase = 0;
    friend bool operator==(const Look&, const Look&) = default;
  };
  struct LookHash {
    size_t operator()(const Look& look) const noexcept;
  };
  Mask drawn(const Symbol& symbol, double side, int phase);

  size_t most_bytes_;
  size_t bytes_ = 0;
  double scale_ = 1;
  std::unordered_map<Look, Mask, LookHash> masks_;
  std::vector<SymbolPtr> kept_;  ///< their addresses are keys
  Pixmap scratch_;
  Canvas canvas_;
};

}  // namespace lantern
