#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/spec/film.h"
#include "renderer/raster/pixmap.h"

namespace lantern {

/// How often each colour (0xRRGGBB) was seen.
class ColorHistogram {
 public:
  void add(const Pixmap& pixmap);
  size_t colors() const { return counts_.size(); }
  /// Sorted by colour.
  struct Entry {
    std::uint32_t color;
    double count;
  };
  std::vector<Entry> entries() const;

 private:
  std::unordered_map<std::uint32_t, std::uint64_t> counts_;
};

/// At most `most` colours that stand for those of the histogram: exactly where they are no more,
/// else so that the squared error over all pixels is small (splits of the box with the largest
/// error, after Wu, "Efficient statistical computations for optimal color quantization", 1991; then
/// some rounds of k-means, Lloyd 1982). Colours that fill areas stay as they are.
std::vector<std::uint32_t> make_palette(const ColorHistogram& histogram, size_t most);

/// The nearest colour of a palette; answers are kept.
class NearestColor {
 public:
  explicit NearestColor(std::vector<std::uint32_t> palette);
  std::uint8_t operator()(std::uint32_t color);
  const std::vector<std::uint32_t>& palette() const { return palette_; }

 private:
  struct Slot {
    std::uint32_t color = 0xFFFFFFFF;
    std::uint8_t index = 0;
  };
  std::vector<std::uint32_t> palette_;
  std::vector<Slot> slots_;
};

/// The moments of a film that its palette is made of: from all over it.
std::vector<double> palette_samples(const Film& film);

/// The palette of a looping picture: exact where the film has at most 255 colours, else 200 that
/// stand for them (more cost more bytes than they are worth).
std::vector<std::uint32_t> film_palette(const ColorHistogram& histogram);

}  // namespace lantern
