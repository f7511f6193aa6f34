#include <algorithm>

#include "renderer/effects/effect.h"
#include "renderer/frame/transform_item.h"

namespace lantern::pop_effect {
namespace {

/// Penner's back-out, overshoot 1.70158.
double size_at(double amount) {
  constexpr double kOvershoot = 1.70158;
  const double t = amount - 1;
  return t * t * ((kOvershoot + 1) * t + kOvershoot) + 1;
}

/// Visible early.
double opacity_at(double amount) {
  return std::min(1.0, amount * 3);
}

ItemPtr apply(const ItemPtr& item, double amount) {
  if (keeps_size(*item)) return faded(item, amount);
  return scaled(faded(item, opacity_at(amount)), size_at(amount), pivot_of(*item));
}

EffectType::Factors factors(double amount) {
  return {size_at(amount), opacity_at(amount)};
}

}  // namespace

extern const EffectType kEffect;
const EffectType kEffect{.kind = {"pop", "From nothing to a little past its size, and back.", {}},
                         .apply = apply,
                         .factors = factors};

}  // namespace lantern::pop_effect
