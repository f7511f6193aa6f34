#include "renderer/marks/ramp_colors.h"

#include <cmath>
#include <limits>

#include "core/record/color_scale.h"
#include "core/record/field_access.h"

namespace lantern {

std::vector<double> measured_range(const std::vector<double>& values) {
  constexpr double kNone = -std::numeric_limits<double>::infinity();
  std::vector<double> out{kNone, kNone};  // the least with its sign turned: the most counts
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    out[0] = std::max(out[0], -value);
    out[1] = std::max(out[1], value);
  }
  return out;
}

NumberColors own_colors(const MarkInput& in, const ColorChannel& color,
                        std::span<const double> measured) {
  std::vector<double> domain{0, 1};
  if (measured.size() == 2 && std::isfinite(measured[0] + measured[1])) {
    domain = {-measured[0], measured[1]};
  }
  if (!color.scale) return {in.look, std::move(domain)};
  const bool given = !bind<ColorScale>(*color.scale).domain.empty();
  return {in.look, given ? *color.scale : *with_domain(*color.scale, std::move(domain))};
}

}  // namespace lantern
