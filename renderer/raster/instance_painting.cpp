// The part of Painter that draws Instances: stamps for small symbols, outlines for large ones.

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "core/base/error.h"
#include "renderer/raster/blend.h"
#include "renderer/raster/painter.h"
#include "renderer/raster/symbol_drawing.h"

namespace lantern {
namespace {

void check_finite(const Instances& dots, size_t i, const std::string& id) {
  const float angle = dots.angle.empty() ? 0 : dots.angle[i];
  if (std::isfinite(dots.x[i]) && std::isfinite(dots.y[i]) && std::isfinite(dots.size[i]) &&
      std::isfinite(dots.opacity[i]) && std::isfinite(angle)) {
    return;
  }
  throw RuntimeError(fmt::format(
      "\"{}\" cannot be drawn: a coordinate of entry {} is not a finite number.", id, i));
}

/// How far each symbol reaches from its middle at side 1.
std::vector<double> reaches_of(const Instances& dots, const std::string& id) {
  std::vector<double> reaches;
  for (const SymbolPtr& symbol : dots.symbols) {
    reaches.push_back(reach_of(*symbol, !dots.angle.empty()));
    if (!std::isfinite(reaches.back())) {
      throw RuntimeError(fmt::format(
          "\"{}\" cannot be drawn: a coordinate of symbol \"{}\" is not a finite number.", id,
          symbol->name));
    }
  }
  return reaches;
}

unsigned quantised(float opacity) {
  const float level = opacity * kFullOpacity + 0.5f;
  return level >= 1 ? static_cast<unsigned>(std::min<float>(level, kFullOpacity)) : 0;
}

/// A position in eighths of a pixel.
int in_phases(double device) {
  return static_cast<int>(std::floor(device * kPhases + 0.5));
}

/// Blends the part of a stamp that lies in `clip`; (x, y) is the pixel with the symbol's middle.
void put(const Stamp& stamp, int x, int y, unsigned opacity, const PixelBox& clip, Pixmap& onto) {
  const int left = x + stamp.left, top = y + stamp.top;
  const PixelBox box = intersection({left, top, left + stamp.width, top + stamp.height}, clip);
  if (box.empty()) return;
  const std::uint32_t* from = stamp.pixels.get() +
                              static_cast<std::ptrdiff_t>(box.y0 - top) * stamp.width +
                              (box.x0 - left);
  blend({from, stamp.width, box.width(), box.height()}, opacity, onto.row(box.y0) + box.x0,
        onto.stride());
}

/// Whether what reaches so far from a place is outside of the clip.
bool misses(const PixelBox& clip, double x, double y, double margin) {
  return x + margin < clip.x0 || x - margin > clip.x1 || y + margin < clip.y0 ||
         y - margin > clip.y1;
}

/// More looks than stamps are worth being made for.
bool is_varied(const Instances& dots) {
  constexpr size_t kMany = 64;
  if (!dots.angle.empty() || dots.widest_outline() > 0 || dots.count() < kMany) return false;
  if (!std::all_of(dots.symbols.begin(), dots.symbols.end(),
                   [](const SymbolPtr& symbol) { return is_plain(*symbol); })) {
    return false;
  }
  std::set<std::tuple<std::uint16_t, float, double, double, double>> looks;
  for (size_t i = 0; i < dots.count() && looks.size() <= kMany; ++i) {
    const bool same = i > 0 && dots.symbol[i] == dots.symbol[i - 1] &&
                      dots.size[i] == dots.size[i - 1] && dots.color[i] == dots.color[i - 1];
    const Color& color = dots.color[i];
    if (!same) looks.emplace(dots.symbol[i], dots.size[i], color.r, color.g, color.b);
  }
  return looks.size() > kMany;
}

/// Premultiplied, with an opacity of 0 to 256.
std::uint32_t packed(const Color& color, unsigned opacity) {
  const double alpha = std::clamp(color.a, 0.0, 1.0) * opacity / double{kFullOpacity};
  const auto part = [&](double x) {
    return static_cast<std::uint32_t>(std::clamp(x, 0.0, 1.0) * alpha * 255 + 0.5);
  };
  const auto all = static_cast<std::uint32_t>(alpha * 255 + 0.5);
  return all << 24 | part(color.r) << 16 | part(color.g) << 8 | part(color.b);
}

void cover(const Mask& mask, int x, int y, std::uint32_t color, const PixelBox& clip,
           Pixmap& onto) {
  const int left = x + mask.left, top = y + mask.top;
  const PixelBox box = intersection({left, top, left + mask.width, top + mask.height}, clip);
  if (box.empty()) return;
  const std::uint8_t* from =
      mask.pixels.data() + static_cast<std::ptrdiff_t>(box.y0 - top) * mask.width + (box.x0 - left);
  blend_color({from, mask.width, box.width(), box.height()}, color, onto.row(box.y0) + box.x0,
              onto.stride());
}

}  // namespace

void Painter::draw_shape(const Instances& dots, const Item& item, const Target& target,
                         double opacity) {
  if (!columns_agree(dots)) {
    throw RuntimeError(fmt::format("\"{}\" cannot be drawn: its columns differ.", item.id));
  }
  if (opacity >= 1) return stamp_all(dots, item, target);
  Instances faded_dots = dots;  // a single one: see paints_once
  for (float& alpha : faded_dots.opacity)
    alpha = std::min(alpha, 1.0f) * static_cast<float>(opacity);
  stamp_all(faded_dots, item, target);
}

/// Lists of plain symbols in which nearly every entry looks different are painted by masks: within
/// a level of colour and a sixteenth of a pixel of what stamps are.
void Painter::stamp_all(const Instances& dots, const Item& item, const Target& target) {
  const bool masks = scale_x_ == scale_y_ && is_varied(dots);
  std::vector<double> reaches = reaches_of(dots, item.id);
  for (double& reach : reaches) reach *= scale();
  const double half_outline = std::max(0.0, dots.widest_outline()) / 2 * scale();
  Surface& surface = *target.surface;
  if (masks) masks_.set_scale(scale());
  else stamps_.begin(dots);
  surface.canvas.before_pixels();
  for (size_t i = 0; i < dots.count(); ++i) {
    check_finite(dots, i, item.id);
    const unsigned opacity = quantised(dots.opacity[i]);
    if (opacity == 0 || !(dots.size[i] > 0)) continue;
    const double reach = reaches[dots.symbol[i]] * dots.size[i] + half_outline;
    const double x = dots.x[i] * scale_x_, y = dots.y[i] * scale_y_;
    if (misses(target.clip, x, y, reach + 2)) continue;
    if (2 * reach > kLargestStamp) {
      surface.canvas.after_pixels();
      draw_large(dots, i, reach, target);
      surface.canvas.before_pixels();
      continue;
    }
    const int across = in_phases(x), down = in_phases(y);
    const int phase = (down & (kPhases - 1)) * kPhases + (across & (kPhases - 1));
    if (masks) {
      cover(masks_.find(dots.symbols[dots.symbol[i]], dots.size[i], phase), across >> 3, down >> 3,
            packed(dots.color[i], opacity), target.clip, surface.pixels);
    } else {
      put(stamps_.stamp(stamps_.find(i), phase), across >> 3, down >> 3, opacity, target.clip,
          surface.pixels);
    }
  }
  surface.canvas.after_pixels();
}

void Painter::draw_large(const Instances& dots, size_t i, double reach, const Target& target) {
  const Symbol& symbol = *dots.symbols[dots.symbol[i]];
  const Point middle{dots.x[i] * scale_x_, dots.y[i] * scale_y_};
  const double angle = dots.angle.empty() ? 0 : dots.angle[i];
  const double side = dots.size[i];
  const Affine place = Affine::move(middle) * Affine::scale(scale_x_, scale_y_) *
                       Affine::turn(angle) * Affine::scale(side, side);
  const auto draw_onto = [&](const Target& onto) {
    draw_symbol(onto.surface->canvas, symbol, place, side * scale(), dots.outline_of(i) * scale(),
                {dots.color[i], dots.ink, dots.ground}, onto.clip);
  };
  const unsigned opacity = quantised(dots.opacity[i]);
  if (opacity == kFullOpacity) return draw_onto(target);
  const Box box = Box::around(middle, 2 * reach, 2 * reach).inset(-2);
  draw_as_whole(target, pixels_touching(box, target.clip), box, opacity / double{kFullOpacity},
                draw_onto);
}

}  // namespace lantern
