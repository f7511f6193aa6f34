#include "output/yuv/yuv.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/output/pictures.h"

namespace lantern::test::yuv_test {

using lantern::even_side;
using lantern::Pixmap;
using lantern::test::noise;
using lantern::test::plain;

namespace {

struct Yuv {
  explicit Yuv(const Pixmap& from)
      : width(even_side(from.width())), height(even_side(from.height())) {
    const auto size = size_t(width) * size_t(height);
    y.assign(size + kGuard, kGuardValue);
    u.assign(size / 4 + kGuard, kGuardValue);
    v.assign(size / 4 + kGuard, kGuardValue);
    convert_to_yuv(from, {y.data(), u.data(), v.data(), width, width / 2, width / 2});
    for (auto* plane : {&y, &u, &v}) {
      for (size_t i = plane->size() - kGuard; i < plane->size(); ++i)
        REQUIRE((*plane)[i] == kGuardValue);
    }
  }
  static constexpr size_t kGuard = 64;
  static constexpr std::uint8_t kGuardValue = 77;
  int width, height;
  std::vector<std::uint8_t> y, u, v;
};

struct Exact {
  double y, u, v;
};

/// Rec. ITU-R BT.709-6, items 3.2, 3.3 and 4.6, of a mean of pixels.
template <class Pixels>
Exact exact(const Pixels& pixels) {
  double r = 0, g = 0, b = 0;
  for (const std::uint32_t p : pixels) {
    r += double(p >> 16 & 255) / 255 / double(std::size(pixels));
    g += double(p >> 8 & 255) / 255 / double(std::size(pixels));
    b += double(p & 255) / 255 / double(std::size(pixels));
  }
  const double y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return {16 + 219 * y, 128 + 224 * (b - y) / 1.8556, 128 + 224 * (r - y) / 1.5748};
}

/// The largest distance from exact arithmetic, over all samples.
double worst_error(const Pixmap& from) {
  const Yuv got(from);
  double worst = 0;
  const auto pixel = [&](int x, int y) {
    return from.row(std::min(y, from.height() - 1))[std::min(x, from.width() - 1)];
  };
  for (int y = 0; y < got.height; ++y) {
    for (int x = 0; x < got.width; ++x) {
      const std::uint32_t one[] = {pixel(x, y)};
      worst = std::max(worst, std::abs(exact(one).y - got.y[size_t(y * got.width + x)]));
      if (x % 2 || y % 2) continue;
      const std::uint32_t block[] = {pixel(x, y), pixel(x + 1, y), pixel(x, y + 1),
                                     pixel(x + 1, y + 1)};
      const auto i = size_t(y / 2 * (got.width / 2) + x / 2);
      worst = std::max(worst, std::abs(exact(block).u - got.u[i]));
      worst = std::max(worst, std::abs(exact(block).v - got.v[i]));
    }
  }
  return worst;
}

}  // namespace

TEST_CASE("YUV agrees with exact arithmetic", "[output]") {
  // Half a level is rounding; the rest is the 15 bits of the weights.
  CHECK(worst_error(noise(256, 64, true)) < 0.53);
}

TEST_CASE("odd and small sides are padded", "[output]") {
  for (const int width : {1, 2, 3, 7, 8, 9, 15, 17, 31}) {
    for (const int height : {1, 2, 5}) {
      CAPTURE(width, height);
      CHECK(worst_error(noise(width, height, true)) < 0.53);
    }
  }
}

TEST_CASE("reference colours have their BT.709 values", "[output]") {
  const auto yuv = [](std::uint32_t color) {
    const Yuv got(plain(16, 2, color));
    return std::vector<int>{got.y[0], got.u[0], got.v[0]};
  };
  CHECK(yuv(0x000000) == std::vector<int>{16, 128, 128});
  CHECK(yuv(0xFFFFFF) == std::vector<int>{235, 128, 128});
  CHECK(yuv(0x808080) == std::vector<int>{126, 128, 128});
  CHECK(yuv(0xFF0000) == std::vector<int>{63, 102, 240});
  CHECK(yuv(0x00FF00) == std::vector<int>{173, 42, 26});
  CHECK(yuv(0x0000FF) == std::vector<int>{32, 240, 118});
}

TEST_CASE("the vector loop and the plain loop give the same samples", "[output]") {
  const Pixmap wide = noise(64, 2, true);
  const Yuv all(wide);
  for (int x = 0; x < 64; x += 2) {
    Pixmap narrow(2, 2, true);
    for (int y = 0; y < 2; ++y) std::copy_n(wide.row(y) + x, 2, narrow.row(y));
    const Yuv two(narrow);
    CHECK(two.y[0] == all.y[size_t(x)]);
    CHECK(two.y[3] == all.y[size_t(64 + x + 1)]);
    CHECK(two.u[0] == all.u[size_t(x / 2)]);
    CHECK(two.v[0] == all.v[size_t(x / 2)]);
  }
}

}  // namespace lantern::test::yuv_test
