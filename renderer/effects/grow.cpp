#include "renderer/effects/effect.h"
#include "renderer/frame/transform_item.h"

namespace lantern::grow_effect {
namespace {

ItemPtr apply(const ItemPtr& item, double amount) {
  if (keeps_size(*item)) return faded(item, amount);
  const Point pivot = pivot_of(*item);
  switch (item->growth) {
    case Growth::upright:
      return stretched(item, 1, amount, pivot);
    case Growth::level:
      return stretched(item, amount, 1, pivot);
    case Growth::both:
      break;
  }
  return scaled(item, amount, pivot);
}

EffectType::Factors factors(double amount) {
  return {amount, 1};
}

}  // namespace

extern const EffectType kEffect;
const EffectType kEffect{
    .kind = {"grow", "From nothing to its size.", {}}, .apply = apply, .factors = factors};

}  // namespace lantern::grow_effect
