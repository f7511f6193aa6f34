#include <array>
#include <cmath>
#include <limits>

#include "core/base/double_double.h"
#include "core/base/portable_math.h"
#include "core/base/quarter_turns.h"

namespace lantern::portable {
namespace {

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();
constexpr DoubleDouble kPi{0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53};
constexpr DoubleDouble kQuarterTurn{0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};
constexpr DoubleDouble kMinusSixth{-0x1.5555555555555p-3, -0x1.5555555555555p-57};
constexpr DoubleDouble kOver24{0x1.5555555555555p-5, 0x1.5555555555555p-59};
constexpr DoubleDouble kOver120{0x1.1111111111111p-7, 0x1.1111111111111p-63};
constexpr DoubleDouble kMinusOver720{-0x1.6c16c16c16c17p-10, 0x1.f49f49f49f49fp-65};
constexpr DoubleDouble kMinusThird{-0x1.5555555555555p-2, -0x1.5555555555555p-56};

/// atan(i/16)
constexpr std::array<DoubleDouble, 17> kArcs{{
    {0x0.0p+0, 0x0.0p+0},
    {0x1.ff55bb72cfdeap-5, -0x1.c934d86d23f1dp-60},
    {0x1.fd5ba9aac2f6ep-4, -0x1.cd37686760c17p-59},
    {0x1.7b97b4bce5b02p-3, 0x1.347b0b4f881cap-58},
    {0x1.f5b75f92c80ddp-3, 0x1.8ab6e3cf7afbdp-57},
    {0x1.362773707ebccp-2, -0x1.963a544b672d8p-57},
    {0x1.6f61941e4def1p-2, -0x1.c63aae6f6e918p-56},
    {0x1.a64eec3cc23fdp-2, -0x1.24dec1b50b7ffp-56},
    {0x1.dac670561bb4fp-2, 0x1.a2b7f222f65e2p-56},
    {0x1.0657e94db30d0p-1, -0x1.d5b495f6349e6p-56},
    {0x1.1e00babdefeb4p-1, -0x1.928df287a668fp-58},
    {0x1.345f01cce37bbp-1, 0x1.1021137c71102p-55},
    {0x1.4978fa3269ee1p-1, 0x1.2419a87f2a458p-56},
    {0x1.5d58987169b18p-1, 0x1.0028e4bc5e7cap-57},
    {0x1.700a7c5784634p-1, -0x1.8c34d25aadef6p-56},
    {0x1.819d0b7158a4dp-1, -0x1.bf76229d3b917p-56},
    {0x1.921fb54442d18p-1, 0x1.1a62633145c07p-55},
}};

/// sign/first!, −sign/(first + 2)!, …
template <size_t N>
constexpr std::array<double, N> alternating_factorials(int first, double sign) {
  std::array<double, N> out{};
  double factorial = 1;
  for (int k = 2; k <= first; ++k) factorial *= k;
  for (size_t i = 0; i < N; ++i) {
    out[i] = sign / factorial;
    sign = -sign;
    const int next = first + 2 * static_cast<int>(i) + 1;
    factorial *= static_cast<double>(next) * (next + 1);
  }
  return out;
}

template <size_t N>
double in_powers(const std::array<double, N>& c, double x) {
  double sum = c[N - 1];
  for (size_t i = N - 1; i-- > 0;) sum = sum * x + c[i];
  return sum;
}

/// For |r| ≤ π/4, to about 65 bits.
DoubleDouble small_sin(DoubleDouble r) {
  static constexpr auto kTerms = alternating_factorials<8>(7, -1);
  const DoubleDouble square = r * r;
  const DoubleDouble rest = square * DoubleDouble{in_powers(kTerms, square.high)};
  return r + r * square * (kMinusSixth + square * (kOver120 + rest));
}

DoubleDouble small_cos(DoubleDouble r) {
  static constexpr auto kTerms = alternating_factorials<8>(8, 1);
  const DoubleDouble square = r * r;
  const DoubleDouble rest = square * DoubleDouble{in_powers(kTerms, square.high)};
  const DoubleDouble half{-0.5};
  return DoubleDouble{1} + square * (half + square * (kOver24 + square * (kMinusOver720 + rest)));
}

/// sin(turns.rest + quarters · π/2)
DoubleDouble turned_sin(const QuarterTurns& turns, unsigned quarters) {
  const unsigned all = turns.quarters + quarters;
  const DoubleDouble size = all & 1 ? small_cos(turns.rest) : small_sin(turns.rest);
  return all & 2 ? -size : size;
}

/// So small that sin x and tan x are x.
bool is_tiny(double x) {
  return std::fabs(x) < 1e-9;
}

/// atan(y / x) for 0 < y ≤ x ≤ 1, to about 65 bits.
DoubleDouble arc_in_octant(double y, double x) {
  // −1/3 is apart; these are 1/5, −1/7, …
  static constexpr std::array<double, 6> kTerms{1.0 / 5,   -1.0 / 7, 1.0 / 9,
                                                -1.0 / 11, 1.0 / 13, -1.0 / 15};
  // The angle from the nearest of a few known ones: atan of (y − c x) / (x + c y).
  const double i = std::floor(16 * (y / x) + 0.5), c = i / 16;
  const DoubleDouble across = DoubleDouble{y} - exact_product(c, x);
  const DoubleDouble along = DoubleDouble{x} + exact_product(c, y);
  const DoubleDouble t = across / along, square = t * t;
  const DoubleDouble rest = square * DoubleDouble{in_powers(kTerms, square.high)};
  return kArcs[static_cast<size_t>(i)] + (t + t * square * (kMinusThird + rest));
}

/// The angle of (x, y) in the first quarter, both above 0.
DoubleDouble arc_in_quarter(double y, double x) {
  constexpr int kFar = 64;
  int across = 0, along = 0;
  const double b = std::frexp(y, &across), a = std::frexp(x, &along);
  if (across - along > kFar) return kQuarterTurn;
  if (along - across > kFar) return {y / x};  // whose cube is nothing
  return across > along || (across == along && b > a)
             ? kQuarterTurn - arc_in_octant(std::ldexp(a, along - across), b)
             : arc_in_octant(std::ldexp(b, across - along), a);
}

/// What an infinite coordinate leaves of this one: the point comes near, in the same direction.
double near_end(double coordinate, double other) {
  if (std::isinf(coordinate)) return std::copysign(1, coordinate);
  return std::isinf(other) ? std::copysign(0, coordinate) : coordinate;
}

}  // namespace

double sin(double x) {
  if (!std::isfinite(x)) return kNotANumber;
  return is_tiny(x) ? x : turned_sin(quarter_turns(x), 0).rounded();
}

double cos(double x) {
  return std::isfinite(x) ? turned_sin(quarter_turns(x), 1).rounded() : kNotANumber;
}

double tan(double x) {
  if (!std::isfinite(x)) return kNotANumber;
  if (is_tiny(x)) return x;
  const QuarterTurns turns = quarter_turns(x);
  return (turned_sin(turns, 0) / turned_sin(turns, 1)).rounded();
}

double atan2(double y, double x) {
  if (std::isnan(x) || std::isnan(y)) return kNotANumber;
  const double b = near_end(y, x), a = near_end(x, y);
  const bool left = std::signbit(a);
  if (b == 0) return std::copysign(left ? kPi.high : 0, y);
  if (a == 0) return std::copysign(kQuarterTurn.high, y);
  const DoubleDouble arc = arc_in_quarter(std::fabs(b), std::fabs(a));
  return std::copysign((left ? kPi - arc : arc).rounded(), y);
}

}  // namespace lantern::portable
