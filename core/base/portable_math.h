#pragma once

// Elementary functions made of + − × ÷ alone, so that a number is the same, bit for bit, on every
// machine. The system's libm is not: glibc picks other code where the processor has FMA, and its
// exp, log, sin, cos, pow … then differ in the last place. What reaches a table or a picture, and
// is promised to be reproducible, uses these. Errors are below 2 units in the last place, unless
// said.

namespace lantern::portable {

/// Natural logarithm. −∞ at 0, NaN below.
double log(double x);

/// e^x; 0 and ∞ where that is out of range.
double exp(double x);

/// Sine and cosine of an angle in radians; |x| ≤ 10⁵.
double sin(double x);
double cos(double x);

/// base^exponent for base ≥ 0, as exp(exponent · log(base)): its relative error grows with the
/// size of that product, 10⁻¹⁵ at 4.
double pow(double base, double exponent);

}  // namespace lantern::portable
