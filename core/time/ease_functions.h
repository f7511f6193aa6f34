#pragma once

#include <span>

// The functions behind `easings()`. `t` is in (0, 1).

namespace lantern::ease {

using Parameters = std::span<const double>;

/// The y of the Bézier curve (0, 0), (x1, y1), (x2, y2), (1, 1) where its x is `t`: CSS's
/// cubic-bezier(). x1 and x2 in [0, 1], so that there is one. The error of x is below 10⁻¹⁵.
double bezier(double x1, double y1, double x2, double y2, double t);

/// CSS's steps(): `count` ≥ 1 steps; `jump` is 0 start, 1 end, 2 none, 3 both.
double steps(int count, int jump, double t);

// d3-ease, towards the start; the other directions are made of these.
double quad(double t, Parameters);
double cubic(double t, Parameters);
double poly(double t, Parameters exponent);
double sine(double t, Parameters);
double exponential(double t, Parameters);
double circle(double t, Parameters);
double bounce(double t, Parameters);
double back(double t, Parameters overshoot);
double elastic(double t, Parameters amplitude_and_period);

}  // namespace lantern::ease
