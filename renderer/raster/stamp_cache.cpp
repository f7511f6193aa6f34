#include "renderer/raster/stamp_cache.h"

#include <bit>
#include <cmath>

#include "renderer/raster/affine.h"
#include "renderer/raster/symbol_drawing.h"

namespace lantern {
namespace {

// Middle of the scratch picture: room for half the largest stamp, a pixel for the phase and one for
// antialiasing on every side.
constexpr int kMiddle = static_cast<int>(kLargestStamp) / 2 + 2;
constexpr int kScratchSide = 2 * kMiddle + 2;
constexpr PixelBox kScratchBox{0, 0, kScratchSide, kScratchSide};

std::uint32_t to_byte(double component) {
  const double level = component * 255 + 0.5;
  return level > 0 ? static_cast<std::uint32_t>(std::min(level, 255.0)) : 0;
}

std::uint32_t packed(const Color& color) {
  return to_byte(color.a) << 24 | to_byte(color.r) << 16 | to_byte(color.g) << 8 | to_byte(color.b);
}

Color unpacked(std::uint32_t argb) {
  const auto part = [argb](int shift) { return ((argb >> shift) & 255) / 255.0; };
  return {part(16), part(8), part(0), part(24)};
}

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 29);
}

void make_transparent(Pixmap& pixmap, const PixelBox& box) {
  for (int y = box.y0; y < box.y1; ++y) {
    std::fill(pixmap.row(y) + box.x0, pixmap.row(y) + box.x1, 0u);
  }
}

/// The pixels in `where` that are not wholly transparent.
PixelBox inked(const Pixmap& pixmap, const PixelBox& where) {
  PixelBox box{where.x1, where.y1, where.x0, where.y0};
  for (int y = where.y0; y < where.y1; ++y) {
    const std::uint32_t* row = pixmap.row(y);
    for (int x = where.x0; x < where.x1; ++x) {
      if (row[x] == 0) continue;
      box = {std::min(box.x0, x), std::min(box.y0, y), std::max(box.x1, x + 1), y + 1};
    }
  }
  return box.empty() ? PixelBox{} : box;
}

void copy_pixels(const Pixmap& pixmap, const PixelBox& box, std::uint32_t* to) {
  for (int y = box.y0; y < box.y1; ++y) {
    to = std::copy(pixmap.row(y) + box.x0, pixmap.row(y) + box.x1, to);
  }
}

}  // namespace

StampCache::StampCache(size_t most_bytes)
    : most_bytes_(most_bytes), scratch_(kScratchSide, kScratchSide, false), canvas_(scratch_) {}

void StampCache::set_scale(double x, double y) {
  if (x == scale_x_ && y == scale_y_) return;
  clear();
  scale_x_ = x;
  scale_y_ = y;
}

void StampCache::begin(const Instances& dots) {
  dots_ = &dots;
  ++list_;
  last_ = {};
  last_color_ = {};
  last_tint_ = packed(last_color_);
}

StampSet& StampCache::find(size_t i) {
  const Color& color = dots_->color[i];
  if (!(color == last_color_)) {
    last_color_ = color;
    last_tint_ = packed(color);
  }
  const Entry entry{last_tint_, std::bit_cast<std::uint32_t>(dots_->size[i]),
                    dots_->angle.empty() ? 0 : std::bit_cast<std::uint32_t>(dots_->angle[i]),
                    dots_->symbol[i],
                    dots_->outlines.empty() ? 0 : std::bit_cast<std::uint32_t>(dots_->outlines[i])};
  if (last_.set != nullptr && last_.entry == entry) return *last_.set;
  std::uint64_t hash = mixed(entry.tint, entry.size_bits);
  hash = mixed(hash, std::uint64_t{entry.angle_bits} << 32 | entry.symbol);
  if (entry.outline_bits != 0) hash = mixed(hash, entry.outline_bits);
  Slot& slot = slots_[hash % kSlots];
  if (slot.list != list_ || !(slot.entry == entry)) {
    StampSet& set = find_look(entry, i);  // may empty the table
    slot = {list_, entry, &set};
  }
  last_ = slot;
  return *slot.set;
}

StampSet& StampCache::find_look(const Entry& entry, size_t i) {
  const StampLook look{
      dots_->symbols[entry.symbol], dots_->size[i], dots_->angle.empty() ? 0 : dots_->angle[i],
      dots_->outline_of(i),         entry.tint,     packed(dots_->ink),
      packed(dots_->ground)};
  if (const auto found = sets_.find(look); found != sets_.end()) return *found->second;
  if (bytes_ > most_bytes_) clear();
  auto set = std::make_unique<StampSet>();
  set->look = look;
  bytes_ += sizeof(StampSet) + sizeof(StampLook) + 64;  // with the map's node
  return *sets_.emplace(look, std::move(set)).first->second;
}

const Stamp& StampCache::stamp(StampSet& set, int phase) {
  Stamp& stamp = set.stamps[static_cast<size_t>(phase)];
  if (!stamp.pixels) draw(set.look, phase, stamp);
  return stamp;
}

void StampCache::draw(const StampLook& look, int phase, Stamp& stamp) {
  const double scale = std::sqrt(scale_x_ * scale_y_);
  const double reach = reach_of(*look.symbol, look.angle != 0) * look.size * scale;
  const int half = static_cast<int>(std::ceil(reach + look.outline * scale / 2)) + 2;
  const PixelBox where = intersection(
      {kMiddle - half, kMiddle - half, kMiddle + half + 1, kMiddle + half + 1}, kScratchBox);
  canvas_.before_pixels();
  make_transparent(scratch_, where);
  canvas_.after_pixels();
  const Point middle{kMiddle + (phase % kPhases) / double{kPhases},
                     kMiddle + (phase / kPhases) / double{kPhases}};
  const Affine place = Affine::move(middle) * Affine::scale(scale_x_, scale_y_) *
                       Affine::turn(look.angle) * Affine::scale(look.size, look.size);
  draw_symbol(canvas_, *look.symbol, place, look.size * scale, look.outline * scale,
              {unpacked(look.tint), unpacked(look.ink), unpacked(look.ground)}, kScratchBox);
  canvas_.check();
  canvas_.before_pixels();
  const PixelBox box = inked(scratch_, where);
  const size_t words = static_cast<size_t>(box.width()) * static_cast<size_t>(box.height());
  auto pixels = std::make_unique<std::uint32_t[]>(std::max<size_t>(words, 1));
  copy_pixels(scratch_, box, pixels.get());
  stamp = {std::move(pixels), static_cast<std::int16_t>(box.x0 - kMiddle),
           static_cast<std::int16_t>(box.y0 - kMiddle), static_cast<std::int16_t>(box.width()),
           static_cast<std::int16_t>(box.height())};
  bytes_ += words * 4 + 16;
}

void StampCache::clear() {
  sets_.clear();
  slots_.fill({});
  last_ = {};
  bytes_ = 0;
}

size_t StampCache::LookHash::operator()(const StampLook& look) const noexcept {
  std::uint64_t hash = std::hash<SymbolPtr>{}(look.symbol);
  hash = mixed(hash, std::bit_cast<std::uint32_t>(look.size));
  hash = mixed(hash, std::bit_cast<std::uint32_t>(look.angle));
  hash = mixed(hash, std::bit_cast<std::uint64_t>(look.outline));
  hash = mixed(hash, std::uint64_t{look.ink} << 32 | look.ground);
  return mixed(hash, look.tint);
}

}  // namespace lantern
