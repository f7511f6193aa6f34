#include <algorithm>
#include <cmath>

#include "renderer/effects/effect.h"
#include "renderer/frame/transform_item.h"

namespace lantern::grow_effect {
namespace {

/// From the foot of a bar to its end, as what stands there shows: nothing where it is nearer.
double bar_length(double foot, double from, double to) {
  constexpr double kGap = 6;  // between the end and what stands there
  const double near = foot > (from + to) / 2 ? to : from;
  const double length = std::max(0.0, std::fabs(foot - near) - kGap);
  return foot > near ? length : -length;
}

/// What stands at the end of a bar keeps its size and stays at its end.
ItemPtr ridden(const ItemPtr& item, double amount, Point foot) {
  const Box box = bounds_of(*item);
  if (item->growth == Growth::upright) {
    return moved(item, {0, bar_length(foot.y, box.y0, box.y1) * (1 - amount)});
  }
  if (item->growth == Growth::level) {
    return moved(item, {bar_length(foot.x, box.x0, box.x1) * (1 - amount), 0});
  }
  return item;
}

ItemPtr apply(const ItemPtr& item, double amount) {
  const Point pivot = pivot_of(*item);
  if (keeps_size(*item)) return faded(ridden(item, amount, pivot), amount);
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
