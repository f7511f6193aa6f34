#pragma once

#include <cstdint>
#include <cstring>
#include <vector>

#include "renderer/frame/frame.h"
#include "renderer/raster/pixmap.h"
#include "renderer/raster/rasteriser.h"

// Small frames and questions about their pixels.

namespace lantern::test {

inline const Color kWhite{1, 1, 1, 1};
inline const Color kBlack{0, 0, 0, 1};
inline const Color kRed{1, 0, 0, 1};
inline const Color kBlue{0, 0, 1, 1};

inline Frame frame_of(std::vector<ItemPtr> items, double width = 40, double height = 30) {
  return {width, height, kWhite, std::move(items)};
}

inline Path line(Point from, Point to) {
  return polyline_path({from, to});
}

/// A frame with every kind of item, all of it moving with `t`.

/// The frame drawn by a rasteriser that has drawn nothing before.
inline Pixmap draw_fresh(const Frame& frame, int width, int height, bool transparent = false) {
  Pixmap pixels(width, height, !transparent);
  Rasteriser(width, height, transparent).draw(frame, pixels);
  return pixels;
}

inline Pixmap draw_fresh(const Frame& frame) {
  return draw_fresh(frame, static_cast<int>(frame.width), static_cast<int>(frame.height));
}

inline bool same_pixels(const Pixmap& a, const Pixmap& b) {
  if (a.width() != b.width() || a.height() != b.height()) return false;
  for (int y = 0; y < a.height(); ++y) {
    if (std::memcmp(a.row(y), b.row(y), static_cast<size_t>(a.width()) * 4) != 0) return false;
  }
  return true;
}

/// The largest difference of any channel of any pixel.
inline int largest_difference(const Pixmap& a, const Pixmap& b) {
  int largest = 0;
  for (int y = 0; y < a.height(); ++y) {
    for (int x = 0; x < a.width(); ++x) {
      for (int shift = 0; shift < 32; shift += 8) {
        const int u = (a.row(y)[x] >> shift) & 255, v = (b.row(y)[x] >> shift) & 255;
        largest = std::max(largest, std::abs(u - v));
      }
    }
  }
  return largest;
}

/// How dark a pixel of a white picture is, 0…1, in its green channel.
inline double ink_at(const Pixmap& pixels, int x, int y) {
  return (255 - ((pixels.row(y)[x] >> 8) & 255)) / 255.0;
}

struct InkSum {
  double mass = 0;
  Point center;
};

inline InkSum ink_of(const Pixmap& pixels) {
  InkSum sum;
  for (int y = 0; y < pixels.height(); ++y) {
    for (int x = 0; x < pixels.width(); ++x) {
      const double ink = ink_at(pixels, x, y);
      sum.mass += ink;
      sum.center = sum.center + Point{(x + 0.5) * ink, (y + 0.5) * ink};
    }
  }
  if (sum.mass > 0) sum.center = sum.center * (1 / sum.mass);
  return sum;
}

inline ItemPtr filled(const std::string& id, const Path& path, const Color& color,
                      double opacity = 1) {
  PathShape shape;
  shape.path = path;
  shape.fill = color;
  return make_item(id, shape, opacity);
}

inline ItemPtr stroked(const std::string& id, const Path& path, const Stroke& stroke,
                       bool crisp = false) {
  PathShape shape;
  shape.path = path;
  shape.stroke = stroke;
  shape.crisp = crisp;
  return make_item(id, shape);
}

inline SymbolPtr disc() {
  static const SymbolPtr symbol = std::make_shared<Symbol>(
      Symbol{"disc", {{circle_path({0, 0}, 0.5), Ink::tint, Ink::none, 0, 1}}});
  return symbol;
}

/// One symbol as Instances.
inline Instances one(const SymbolPtr& symbol, Point at, double size, const Color& color,
                     double opacity = 1) {
  Instances dots;
  dots.symbols = {symbol};
  dots.symbol = {0};
  dots.x = {static_cast<float>(at.x)};
  dots.y = {static_cast<float>(at.y)};
  dots.size = {static_cast<float>(size)};
  dots.color = {color};
  dots.opacity = {static_cast<float>(opacity)};
  dots.ink = kBlack;
  dots.ground = kWhite;
  return dots;
}

inline void append(Instances& dots, const Instances& more) {
  const auto join = [](auto& a, const auto& b) { a.insert(a.end(), b.begin(), b.end()); };
  join(dots.symbol, more.symbol);
  join(dots.x, more.x);
  join(dots.y, more.y);
  join(dots.size, more.size);
  join(dots.color, more.color);
  join(dots.opacity, more.opacity);
}

}  // namespace lantern::test
