#include "core/time/ease_functions.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/portable_math.h"

namespace lantern::ease {
namespace {

/// A coordinate of the curve at `s`, its ends at 0 and 1.
double bezier_at(double c1, double c2, double s) {
  const double r = 1 - s;
  return 3 * r * r * s * c1 + 3 * r * s * s * c2 + s * s * s;
}

double bezier_slope(double c1, double c2, double s) {
  const double r = 1 - s;
  return 3 * (r * r * c1 + 2 * r * s * (c2 - c1) + s * s * (1 - c2));
}

/// 2^(10 (t − 1)), pulled so that it is 0 at 0 and 1 at 1, as d3-ease does.
double pulled_power(double t) {
  constexpr double kAtZero = 1.0 / 1024;
  return (portable::exp(10 * std::numbers::ln2 * (t - 1)) - kAtZero) / (1 - kAtZero);
}

double bounce_out(double t) {
  // Four parabolas of one curvature; their feet and tops are d3-ease's.
  constexpr double kCurvature = 7.5625;
  if (t < 4.0 / 11) return kCurvature * t * t;
  if (t < 8.0 / 11) {
    t -= 6.0 / 11;
    return kCurvature * t * t + 0.75;
  }
  if (t < 10.0 / 11) {
    t -= 9.0 / 11;
    return kCurvature * t * t + 15.0 / 16;
  }
  t -= 21.0 / 22;
  return kCurvature * t * t + 63.0 / 64;
}

/// The angle whose sine is 1/amplitude, for amplitude ≥ 1.
double arc_sine_of_inverse(double amplitude) {
  if (amplitude == 1) return std::numbers::pi / 2;
  double low = 0, high = std::numbers::pi / 2;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (amplitude * portable::sin(middle) < 1 ? low : high) = middle;
  }
  return high;
}

}  // namespace

double bezier(double x1, double y1, double x2, double y2, double t) {
  // Newton's method, kept inside a bracket that halves where it would leave it.
  constexpr int kMostIterations = 80;
  constexpr double kNear = 1e-16;
  double low = 0, high = 1, s = t;
  for (int i = 0; i < kMostIterations; ++i) {
    const double miss = bezier_at(x1, x2, s) - t;
    if (std::fabs(miss) <= kNear || high - low <= kNear) break;
    (miss < 0 ? low : high) = s;
    const double next = s - miss / bezier_slope(x1, x2, s);
    s = next > low && next < high ? next : (low + high) / 2;
  }
  return bezier_at(y1, y2, s);
}

double steps(int count, int jump, double t) {
  const bool at_start = jump == 0 || jump == 3;
  const int jumps = jump == 3 ? count + 1 : jump == 2 ? std::max(1, count - 1) : count;
  const double step = std::floor(t * count) + (at_start ? 1 : 0);
  return std::clamp(step / jumps, 0.0, 1.0);
}

double quad(double t, Parameters) {
  return t * t;
}

double cubic(double t, Parameters) {
  return t * t * t;
}

double poly(double t, Parameters exponent) {
  return portable::pow(t, exponent[0]);
}

double sine(double t, Parameters) {
  return 1 - portable::cos(t * (std::numbers::pi / 2));
}

double exponential(double t, Parameters) {
  return pulled_power(t);
}

double circle(double t, Parameters) {
  return 1 - std::sqrt(1 - t * t);
}

double bounce(double t, Parameters) {
  return 1 - bounce_out(1 - t);
}

double back(double t, Parameters overshoot) {
  const double s = overshoot[0];
  return t * t * (s * (t - 1) + t);
}

double elastic(double t, Parameters amplitude_and_period) {
  const double amplitude = std::max(1.0, amplitude_and_period[0]);
  const double period = amplitude_and_period[1] / (2 * std::numbers::pi);
  const double shift = arc_sine_of_inverse(amplitude) * period;
  return amplitude * pulled_power(t) * portable::sin((shift - (t - 1)) / period);
}

}  // namespace lantern::ease
