#include "renderer/effects/effect.h"
#include "renderer/frame/transform_item.h"

namespace lantern::fade_effect {
namespace {

ItemPtr apply(const ItemPtr& item, double amount) {
  return faded(item, amount);
}

EffectType::Factors factors(double amount) {
  return {1, amount};
}

}  // namespace

extern const EffectType kEffect;
const EffectType kEffect{
    .kind = {"fade", "Slowly visible.", {}}, .apply = apply, .factors = factors};

}  // namespace lantern::fade_effect
