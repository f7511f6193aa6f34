#include "renderer/marks/ramp_colors.h"

#include <cmath>

#include "core/record/fail.h"
#include "renderer/look/color_ramp.h"

namespace lantern {
namespace {

constexpr size_t kColors = 1024;  // more than anyone can tell apart

}  // namespace

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

RampColors::RampColors(const MarkInput& in, const RampFields& fields,
                       std::span<const double> measured)
    : colors_(ramp_table(
          in.look.ramp(fields.ramp, fields.center.has_value(), place_of_field(in.fields, "ramp")),
          kColors)) {
  if (measured.size() == 2 && std::isfinite(measured[0] + measured[1])) {
    low_ = -measured[0];
    high_ = measured[1];
  }
  if (!fields.domain.empty()) {
    if (fields.domain.size() != 2 || !std::isfinite(fields.domain[0] + fields.domain[1]) ||
        fields.domain[0] == fields.domain[1]) {
      fail(in.fields, "domain", "the ends of a ramp are two different numbers",
           "write domain: [0, 1]");
    }
    low_ = fields.domain[0];
    high_ = fields.domain[1];
  } else if (fields.center) {
    const double reach =
        std::max(std::fabs(low_ - *fields.center), std::fabs(high_ - *fields.center));
    low_ = *fields.center - reach;
    high_ = *fields.center + reach;
  }
}

double RampColors::share(double value) const {
  return high_ == low_ ? 0.5 : std::clamp((value - low_) / (high_ - low_), 0.0, 1.0);
}

Color RampColors::at_share(double share) const {
  return colors_[size_t(std::lround(std::clamp(share, 0.0, 1.0) * double(colors_.size() - 1)))];
}

}  // namespace lantern
