#include <algorithm>

#include "renderer/effects/effect.h"
#include "renderer/frame/transform_item.h"

namespace lantern::draw_effect {
namespace {

/// Strokes as a pen draws them; filled areas are uncovered from left to right; texts fade in when
/// the pen has got to them.
ItemPtr apply(const ItemPtr& item, double amount) {
  const auto* shape = std::get_if<PathShape>(&item->shape);
  if (!shape) return faded(item, std::clamp(amount * 2 - 1, 0.0, 1.0));
  if (!shape->fill) {
    Item out = *item;
    std::get<PathShape>(out.shape).path = trimmed(shape->path, amount);
    return std::make_shared<const Item>(std::move(out));
  }
  Box clip = bounds_of(*item);
  clip.x1 = clip.x0 + clip.width() * amount;
  return make_item(item->id + ".draw", Group{{item}, clip}, 1, item->row);
}

EffectType::Factors factors(double amount) {
  return {1, amount};
}

}  // namespace

extern const EffectType kEffect;
const EffectType kEffect{.kind = {"draw", "Lines are drawn as by a pen, areas are uncovered.", {}},
                         .apply = apply,
                         .factors = factors};

}  // namespace lantern::draw_effect
