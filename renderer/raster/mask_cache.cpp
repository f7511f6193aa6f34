#include "renderer/raster/mask_cache.h"

#include <cmath>

#include "renderer/raster/affine.h"
#include "renderer/raster/symbol_drawing.h"

namespace lantern {
namespace {

constexpr int kMaskMiddle = static_cast<int>(kLargestStamp) / 2 + 2;
constexpr int kMaskSide = 2 * kMaskMiddle + 2;
constexpr PixelBox kMaskBox{0, 0, kMaskSide, kMaskSide};
constexpr int kSizes = 8;  // to the device pixel

std::uint8_t coverage(std::uint32_t pixel) {
  return std::uint8_t(pixel >> 24);
}

PixelBox covered(const Pixmap& pixmap, const PixelBox& where) {
  PixelBox box{where.x1, where.y1, where.x0, where.y0};
  for (int y = where.y0; y < where.y1; ++y) {
    for (int x = where.x0; x < where.x1; ++x) {
      if (pixmap.row(y)[x] == 0) continue;
      box = {std::min(box.x0, x), std::min(box.y0, y), std::max(box.x1, x + 1), y + 1};
    }
  }
  return box.empty() ? PixelBox{} : box;
}

}  // namespace

bool is_plain(const Symbol& symbol) {
  if (symbol.layers.size() != 1) return false;
  const SymbolLayer& layer = symbol.layers[0];
  const auto plain = [](Ink ink) { return ink == Ink::tint || ink == Ink::none; };
  return layer.opacity == 1 && plain(layer.fill) && plain(layer.stroke);
}

MaskCache::MaskCache(size_t most_bytes)
    : most_bytes_(most_bytes), scratch_(kMaskSide, kMaskSide, false), canvas_(scratch_) {}

void MaskCache::set_scale(double scale) {
  if (scale == scale_) return;
  masks_.clear();
  kept_.clear();
  bytes_ = 0;
  scale_ = scale;
}

const Mask& MaskCache::find(const SymbolPtr& symbol, double size, int phase) {
  const Look look{symbol.get(), static_cast<int>(std::lround(size * scale_ * kSizes)), phase};
  if (const auto known = masks_.find(look); known != masks_.end()) return known->second;
  if (bytes_ > most_bytes_) {
    masks_.clear();
    kept_.clear();
    bytes_ = 0;
  }
  Mask mask = drawn(*symbol, double(look.eighths) / kSizes, phase);
  kept_.push_back(symbol);
  bytes_ += mask.pixels.size() + sizeof(Mask) + sizeof(SymbolPtr) + 64;  // with the map's node
  return masks_.emplace(look, std::move(mask)).first->second;
}

Mask MaskCache::drawn(const Symbol& symbol, double side, int phase) {
  const int half = static_cast<int>(std::ceil(reach_of(symbol, false) * side)) + 2;
  const PixelBox where = intersection(
      {kMaskMiddle - half, kMaskMiddle - half, kMaskMiddle + half + 1, kMaskMiddle + half + 1},
      kMaskBox);
  canvas_.before_pixels();
  for (int y = where.y0; y < where.y1; ++y) {
    std::fill(scratch_.row(y) + where.x0, scratch_.row(y) + where.x1, 0u);
  }
  canvas_.after_pixels();
  const Point middle{kMaskMiddle + (phase % kPhases) / double{kPhases},
                     kMaskMiddle + (phase / kPhases) / double{kPhases}};
  const Affine place = Affine::move(middle) * Affine::scale(side, side);
  const Color black{};
  draw_symbol(canvas_, symbol, place, side, 0, {black, black, black}, kMaskBox);
  canvas_.check();
  canvas_.before_pixels();
  const PixelBox box = covered(scratch_, where);
  Mask out;
  out.left = std::int16_t(box.x0 - kMaskMiddle);
  out.top = std::int16_t(box.y0 - kMaskMiddle);
  out.width = std::int16_t(box.width());
  out.height = std::int16_t(box.height());
  for (int y = box.y0; y < box.y1; ++y) {
    for (int x = box.x0; x < box.x1; ++x) out.pixels.push_back(coverage(scratch_.row(y)[x]));
  }
  return out;
}

size_t MaskCache::LookHash::operator()(const Look& look) const noexcept {
  std::uint64_t hash = reinterpret_cast<std::uintptr_t>(look.symbol) >> 4;
  hash = (hash ^ (std::uint64_t(std::uint32_t(look.eighths)) << 6 ^ std::uint64_t(look.phase))) *
         0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 29);
}

}  // namespace lantern
