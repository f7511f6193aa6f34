#include "output/yuv/yuv.h"

#include <algorithm>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace lantern {
namespace {

// 15 bits, so that every weight fits the 16-bit multipliers of SSE2.
constexpr int kBits = 15;

constexpr int fixed(double x) {
  return static_cast<int>(x * (1 << kBits) + (x < 0 ? -0.5 : 0.5));
}

// Rec. ITU-R BT.709-6: weights of luma (item 3.2) and the ranges of 8 bits (item 4.6).
constexpr double kRed = 0.2126;
constexpr double kBlue = 0.0722;
constexpr double kGreen = 1 - kRed - kBlue;
constexpr double kLumaScale = 219.0 / 255;
constexpr double kBlueScale = 224.0 / 255 / (2 * (1 - kBlue));
constexpr double kRedScale = 224.0 / 255 / (2 * (1 - kRed));

struct Weights {
  int red;
  int green;
  int blue;
};

constexpr Weights kY = {fixed(kRed * kLumaScale), fixed(kGreen* kLumaScale),
                        fixed(kBlue* kLumaScale)};
// The weights of chroma add up to 0, so that grey has none.
constexpr int kURed = fixed(-kRed * kBlueScale);
constexpr int kUGreen = fixed(-kGreen * kBlueScale);
constexpr Weights kU = {kURed, kUGreen, -kURed - kUGreen};
constexpr int kVGreen = fixed(-kGreen * kRedScale);
constexpr int kVBlue = fixed(-kBlue * kRedScale);
constexpr Weights kV = {-kVGreen - kVBlue, kVGreen, kVBlue};

// Chroma works on sums of four pixels.
constexpr int kChromaBits = kBits + 2;
constexpr int kLumaOffset = (16 << kBits) + (1 << (kBits - 1));
constexpr int kChromaOffset = (128 << kChromaBits) + (1 << (kChromaBits - 1));

/// Two rows of pixels and where their samples go.
struct RowPair {
  const std::uint32_t* top;
  const std::uint32_t* bottom;
  std::uint8_t* y_top;
  std::uint8_t* y_bottom;
  std::uint8_t* u;
  std::uint8_t* v;
};

int weighted(const Weights& w, int red, int green, int blue) {
  return w.red * red + w.green * green + w.blue * blue;
}

std::uint8_t luma(std::uint32_t p) {
  const int sum = weighted(kY, p >> 16 & 255, p >> 8 & 255, p & 255);
  return static_cast<std::uint8_t>((sum + kLumaOffset) >> kBits);
}

/// The samples of columns `from` (even) and on; a missing last column repeats the one before.
void convert_columns(const RowPair& rows, int from, int width) {
  for (int x = from; x < width; x += 2) {
    const int right = std::min(x + 1, width - 1);
    const std::uint32_t block[4] = {rows.top[x], rows.top[right], rows.bottom[x],
                                    rows.bottom[right]};
    rows.y_top[x] = luma(block[0]);
    rows.y_top[x + 1] = luma(block[1]);
    rows.y_bottom[x] = luma(block[2]);
    rows.y_bottom[x + 1] = luma(block[3]);
    int red = 0, green = 0, blue = 0;
    for (const std::uint32_t p : block) {
      red += p >> 16 & 255;
      green += p >> 8 & 255;
      blue += p & 255;
    }
    rows.u[x / 2] =
        static_cast<std::uint8_t>((weighted(kU, red, green, blue) + kChromaOffset) >> kChromaBits);
    rows.v[x / 2] =
        static_cast<std::uint8_t>((weighted(kV, red, green, blue) + kChromaOffset) >> kChromaBits);
  }
}

#if defined(__SSE2__)

// A word 0xAARRGGBB splits into two pairs of 16-bit lanes, (blue, red) and (green, alpha), which
// one multiply-add each turns into a weighted sum; alpha has the weight 0.
struct LaneWeights {
  explicit LaneWeights(const Weights& w)
      : blue_red(_mm_set1_epi32(static_cast<int>(static_cast<unsigned>(w.red) << 16 |
                                                 (static_cast<unsigned>(w.blue) & 0xFFFF)))),
        green_alpha(_mm_set1_epi32(w.green & 0xFFFF)) {}

  __m128i blue_red;
  __m128i green_alpha;
};

struct Lanes {
  __m128i blue_red;
  __m128i green_alpha;
};

Lanes load(const std::uint32_t* pixels) {
  const __m128i mask = _mm_set1_epi32(0x00FF00FF);
  const __m128i p = _mm_loadu_si128(reinterpret_cast<const __m128i*>(pixels));
  return {_mm_and_si128(p, mask), _mm_and_si128(_mm_srli_epi32(p, 8), mask)};
}

Lanes operator+(const Lanes& a, const Lanes& b) {
  return {_mm_add_epi16(a.blue_red, b.blue_red), _mm_add_epi16(a.green_alpha, b.green_alpha)};
}

template <int bits>
__m128i weighted(const LaneWeights& w, const Lanes& lanes, __m128i offset) {
  const __m128i sum = _mm_add_epi32(_mm_madd_epi16(lanes.blue_red, w.blue_red),
                                    _mm_madd_epi16(lanes.green_alpha, w.green_alpha));
  return _mm_srai_epi32(_mm_add_epi32(sum, offset), bits);
}

__m128i add_neighbours(__m128i left, __m128i right) {
  const __m128 l = _mm_castsi128_ps(left);
  const __m128 r = _mm_castsi128_ps(right);
  return _mm_add_epi16(_mm_castps_si128(_mm_shuffle_ps(l, r, _MM_SHUFFLE(2, 0, 2, 0))),
                       _mm_castps_si128(_mm_shuffle_ps(l, r, _MM_SHUFFLE(3, 1, 3, 1))));
}

/// Converts whole runs of eight columns. Returns how many columns that were.
int convert_runs(const RowPair& rows, int width) {
  const LaneWeights to_y(kY), to_u(kU), to_v(kV);
  const __m128i luma_offset = _mm_set1_epi32(kLumaOffset);
  const __m128i chroma_offset = _mm_set1_epi32(kChromaOffset);
  int x = 0;
  for (; x + 8 <= width; x += 8) {
    const Lanes top[2] = {load(rows.top + x), load(rows.top + x + 4)};
    const Lanes bottom[2] = {load(rows.bottom + x), load(rows.bottom + x + 4)};
    const __m128i y_top = _mm_packs_epi32(weighted<kBits>(to_y, top[0], luma_offset),
                                          weighted<kBits>(to_y, top[1], luma_offset));
    const __m128i y_bottom = _mm_packs_epi32(weighted<kBits>(to_y, bottom[0], luma_offset),
                                             weighted<kBits>(to_y, bottom[1], luma_offset));
    const __m128i y = _mm_packus_epi16(y_top, y_bottom);
    _mm_storel_epi64(reinterpret_cast<__m128i*>(rows.y_top + x), y);
    _mm_storel_epi64(reinterpret_cast<__m128i*>(rows.y_bottom + x), _mm_srli_si128(y, 8));

    const Lanes left = top[0] + bottom[0], right = top[1] + bottom[1];
    const Lanes sums = {add_neighbours(left.blue_red, right.blue_red),
                        add_neighbours(left.green_alpha, right.green_alpha)};
    const __m128i uv = _mm_packs_epi32(weighted<kChromaBits>(to_u, sums, chroma_offset),
                                       weighted<kChromaBits>(to_v, sums, chroma_offset));
    const __m128i samples = _mm_packus_epi16(uv, uv);
    _mm_storeu_si32(rows.u + x / 2, samples);
    _mm_storeu_si32(rows.v + x / 2, _mm_srli_si128(samples, 4));
  }
  return x;
}

#else

int convert_runs(const RowPair&, int) {
  return 0;
}

#endif

}  // namespace

void convert_to_yuv(const Pixmap& from, const YuvPlanes& to) {
  for (int y = 0; y < from.height(); y += 2) {
    RowPair rows;
    rows.top = from.row(y);
    rows.bottom = from.row(std::min(y + 1, from.height() - 1));
    rows.y_top = to.y + y * to.y_stride;
    rows.y_bottom = rows.y_top + to.y_stride;
    rows.u = to.u + y / 2 * to.u_stride;
    rows.v = to.v + y / 2 * to.v_stride;
    convert_columns(rows, convert_runs(rows, from.width()), from.width());
  }
}

}  // namespace lantern
