#include "core/base/quarter_turns.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace lantern::portable {
namespace {

constexpr DoubleDouble kHalfPi{0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};

// π/2 cut into parts with zeros at their ends (the cuts of Sun's fdlibm), so that small multiples
// of all but the last part are exact.
constexpr double kHalfPi1 = 0x1.921fb544p+0;
constexpr double kHalfPi2 = 0x1.0b4611a6p-34;
constexpr double kHalfPi3 = 0x1.3198a2e037073p-69;
constexpr double kMostOfCuts = 1e5;

/// 2/π, 32 binary places an entry.
constexpr std::array<std::uint32_t, 40> kTwoOverPi{
    0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab, 0xdebbc561,
    0xb7246e3a, 0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e, 0xe88235f5, 0x2ebb4484,
    0xe99c7026, 0xb45f7e41, 0x3991d639, 0x835339f4, 0x9c845f8b, 0xbdf9283b, 0x1ff897ff, 0xde05980f,
    0xef2f118b, 0x5a0a6d1f, 0x6d367ecf, 0x27cb09b7, 0x4f463f66, 0x9e5fea2d, 0x7527bac7, 0xebe5f17b,
    0x3d0739f7, 0x8a5292ea, 0x6bfb5fb1, 0x1f8d5d08, 0x56033046, 0xfc7b6bab, 0xf0cfbc20, 0x9af4361d};

/// W. J. Cody and W. Waite, "Software Manual for the Elementary Functions", 1980.
QuarterTurns by_cuts(double angle) {
  const double turns = std::floor(angle * (2 / std::numbers::pi) + 0.5);
  const DoubleDouble rest = DoubleDouble{angle - turns * kHalfPi1} +
                            DoubleDouble{-turns * kHalfPi2} + exact_product(-turns, kHalfPi3);
  return {static_cast<unsigned>(static_cast<std::int64_t>(turns)) & 3, rest};
}

/// The binary places of angle · 2/π next to the point: the first word is its whole part modulo 2³²,
/// the others follow.
using Places = std::array<std::uint32_t, 8>;

/// whole · 2^(32 words), in words of 32 bits, the lowest first.
struct Scaled {
  std::array<std::uint32_t, 3> whole;
  int words = 0;
};

/// Of a positive number.
Scaled scaled(double number) {
  int exponent = 0;
  const auto digits = static_cast<std::uint64_t>(std::ldexp(std::frexp(number, &exponent), 53));
  exponent -= 53;
  const int shift = ((exponent % 32) + 32) % 32;
  const std::uint64_t low = (digits & 0xffffffffu) << shift;
  const std::uint64_t high = ((digits >> 32) << shift) + (low >> 32);
  return {{static_cast<std::uint32_t>(low), static_cast<std::uint32_t>(high),
           static_cast<std::uint32_t>(high >> 32)},
          (exponent - shift) / 32};
}

Places places_of_product(const Scaled& number) {
  const auto entry = [](int i) -> std::uint64_t {
    return i < 0 || i >= static_cast<int>(kTwoOverPi.size()) ? 0 : kTwoOverPi[size_t(i)];
  };
  Places out{};
  std::uint64_t carry = 0;
  // From one word behind the last, for its carry.
  for (int k = int(out.size()); k >= 0; --k) {
    std::uint64_t low = carry, high = 0;
    for (int i = 0; i < 3; ++i) {
      const std::uint64_t product = number.whole[size_t(i)] * entry(k + i + number.words - 1);
      low += product & 0xffffffffu;
      high += product >> 32;
    }
    if (k < int(out.size())) out[size_t(k)] = static_cast<std::uint32_t>(low);
    carry = (low >> 32) + high;
  }
  return out;
}

/// What stands behind the first word, as a number from −½ to ½.
DoubleDouble fraction(Places places) {
  const bool negative = places[1] >> 31 != 0;
  DoubleDouble out;
  for (size_t i = places.size(); i-- > 1;) {
    // Of two's complement, the last unit of 256 bits is left away.
    const double word = negative ? ~places[i] : places[i];
    out = DoubleDouble{std::ldexp(word, -32 * static_cast<int>(i))} + out;
  }
  return negative ? -out : out;
}

/// M. H. Payne and R. N. Hanek, "Radian reduction for trigonometric functions", 1983: only the
/// places of angle · 2/π that matter are worked out.
QuarterTurns by_places(double angle) {
  const Places places = places_of_product(scaled(std::fabs(angle)));
  const unsigned quarters = places[0] + (places[1] >> 31);
  const DoubleDouble rest = fraction(places) * kHalfPi;
  return angle < 0 ? QuarterTurns{(4 - (quarters & 3)) & 3, -rest}
                   : QuarterTurns{quarters & 3, rest};
}

}  // namespace

QuarterTurns quarter_turns(double angle) {
  return std::fabs(angle) <= kMostOfCuts ? by_cuts(angle) : by_places(angle);
}

}  // namespace lantern::portable
