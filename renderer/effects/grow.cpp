#include "renderer/effects/effect.h"
#include "renderer/frame/transform_item.h"

namespace lantern::grow_effect {
namespace {

ItemPtr apply(const ItemPtr& item, double amount) {
  return keeps_size(*item) ? faded(item, amount) : scaled(item, amount, pivot_of(*item));
}

EffectType::Factors factors(double amount) {
  return {amount, 1};
}

}  // namespace

extern const EffectType kEffect;
const EffectType kEffect{
    .kind = {"grow", "From nothing to its size.", {}}, .apply = apply, .factors = factors};

}  // namespace lantern::grow_effect
