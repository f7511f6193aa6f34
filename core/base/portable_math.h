#pragma once

// Elementary functions made of + − × ÷ and the square root alone, so that a number is the same, bit
// for bit, on every machine. The system's libm is not: glibc picks other code where the processor
// has FMA, and its exp, log, sin, cos, pow … then differ in the last place. Everything that core
// and renderer work out uses these.
//
// Errors are below one unit in the last place; those of all but `exp` and `log` are below 0.51
// units, so that nearly every result is the double nearest to the true one. Zeros, infinities and
// NaN are treated as C's functions treat them (ISO C, annex F).

namespace lantern::portable {

/// e^x
double exp(double x);

/// Natural logarithm. −∞ at 0, NaN below.
double log(double x);

/// To bases 2 and 10; exact where the result is whole.
double log2(double x);
double log10(double x);

/// base^exponent; of a negative base for whole exponents only.
double pow(double base, double exponent);

/// The hyperbolic tangent.
double tanh(double x);

/// Of an angle in radians, however large.
double sin(double x);
double cos(double x);
double tan(double x);

/// The angle of the point (x, y), from −π to π.
double atan2(double y, double x);

/// √(x² + y²), where the squares would be out of range too.
double hypot(double x, double y);

}  // namespace lantern::portable
