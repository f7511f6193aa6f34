#pragma once

// Numbers of about 106 bits as the sum of two doubles (T. J. Dekker, "A floating-point technique
// for extending the available precision", 1971), for functions whose last bit is to be right. Made
// of + − × ÷ alone; the results are exact or have a relative error below 2⁻¹⁰⁰, as long as nothing
// leaves the range of doubles: factors are below 10³⁰⁰.

namespace lantern::portable {

/// high + low, with |low| at most half a unit of high's last place.
struct DoubleDouble {
  double high = 0;
  double low = 0;

  double rounded() const { return high + low; }
};

/// a + b, exactly, where |a| ≥ |b| or a is 0.
constexpr DoubleDouble sum_of_ordered(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

/// a + b, exactly.
constexpr DoubleDouble exact_sum(double a, double b) {
  const double sum = a + b;
  const double from_b = sum - a;
  return {sum, (a - (sum - from_b)) + (b - from_b)};
}

/// A double as two of 26 bits.
constexpr DoubleDouble halves_of(double a) {
  const double far = a * 134217729.0;  // 2²⁷ + 1
  const double high = far - (far - a);
  return {high, a - high};
}

/// a · b, exactly.
constexpr DoubleDouble exact_product(double a, double b) {
  const double product = a * b;
  const DoubleDouble x = halves_of(a), y = halves_of(b);
  const double error =
      ((x.high * y.high - product) + x.high * y.low + x.low * y.high) + x.low * y.low;
  return {product, error};
}

constexpr DoubleDouble operator-(DoubleDouble a) {
  return {-a.high, -a.low};
}

constexpr DoubleDouble operator+(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble high = exact_sum(a.high, b.high);
  const DoubleDouble low = exact_sum(a.low, b.low);
  const DoubleDouble sum = sum_of_ordered(high.high, high.low + low.high);
  return sum_of_ordered(sum.high, sum.low + low.low);
}

constexpr DoubleDouble operator-(DoubleDouble a, DoubleDouble b) {
  return a + -b;
}

constexpr DoubleDouble operator*(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble product = exact_product(a.high, b.high);
  return sum_of_ordered(product.high, product.low + (a.high * b.low + a.low * b.high));
}

constexpr DoubleDouble operator/(DoubleDouble a, DoubleDouble b) {
  const double first = a.high / b.high;
  const DoubleDouble rest = a - b * DoubleDouble{first};
  const double second = rest.high / b.high;
  const DoubleDouble rest2 = rest - b * DoubleDouble{second};
  const DoubleDouble sum = sum_of_ordered(first, second);
  return sum + DoubleDouble{rest2.high / b.high};
}

}  // namespace lantern::portable
