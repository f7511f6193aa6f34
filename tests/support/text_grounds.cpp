#include <map>

#include <fmt/format.h>

#include "renderer/raster/rasteriser.h"
#include "tests/support/text_places.h"

namespace lantern::test {
namespace {

int channel(std::uint32_t pixel, int shift) {
  return int(pixel >> shift & 255);
}

/// By how much two pixels differ in the channel in which they do most.
int difference(std::uint32_t a, std::uint32_t b) {
  int out = 0;
  for (const int shift : {0, 8, 16})
    out = std::max(out, std::abs(channel(a, shift) - channel(b, shift)));
  return out;
}

/// The part of the pixels of a box that differ clearly from the one below, or to their right.
double edges_in(const Pixmap& pixels, const Box& box) {
  constexpr int kClear = 40;
  const int x0 = std::max(0, int(box.x0)), x1 = std::min(pixels.width() - 2, int(box.x1));
  const int y0 = std::max(0, int(box.y0)), y1 = std::min(pixels.height() - 2, int(box.y1));
  double edges = 0, count = 0;
  for (int y = y0; y <= y1; ++y) {
    for (int x = x0; x <= x1; ++x, ++count) {
      const std::uint32_t here = pixels.row(y)[x];
      edges += difference(here, pixels.row(y)[x + 1]) > kClear ||
               difference(here, pixels.row(y + 1)[x]) > kClear;
    }
  }
  return count > 0 ? edges / count : 0;
}

/// Its letters without the room above and below.
Box core_of(const Box& part) {
  const double inset = 0.2 * part.height();
  return {part.x0 + 2, part.y0 + inset, part.x1 - 2, part.y1 - inset};
}

}  // namespace

std::string texts_on_marks(const Shown& shown, double rate, int looks) {
  constexpr double kBusy = 0.04;
  constexpr double kBusyFormula = 0.15;  // parts of it may be marked
  std::string out;
  std::map<std::string, int> busy;  // looks in a row
  std::unique_ptr<Rasteriser> rasteriser;
  Pixmap pixels;
  for (double i = 0; i <= shown.duration() * rate; ++i) {
    Frame frame = shown.frame(i / rate);
    const std::vector<Written> texts = written(frame, 0.9);
    frame.items = without_writing(frame);
    if (!rasteriser) {
      pixels = Pixmap(int(frame.width), int(frame.height), true);
      rasteriser = std::make_unique<Rasteriser>(pixels.width(), pixels.height());
    }
    rasteriser->draw(frame, pixels);
    std::map<std::string, int> now;
    for (const Written& text : texts) {
      double most = 0;
      for (const Box& part : text.parts) most = std::max(most, edges_in(pixels, core_of(part)));
      if (most < (text.words.empty() ? kBusyFormula : kBusy)) continue;
      now[text.id] = busy[text.id] + 1;
      if (now[text.id] == looks)
        out += fmt::format("{} \"{}\" lies on a mark ({:.0f}%) at {:.1f}s\n", text.id, text.words,
                           100 * most, i / rate);
    }
    busy = std::move(now);
  }
  return out;
}

}  // namespace lantern::test
