#include "cli/lint/rules/flash_meter.h"

#include <array>
#include <cmath>

#include "core/base/portable_math.h"

namespace lantern {
namespace {

constexpr float kChange = 0.1f;  // of relative luminance
constexpr float kDark = 0.8f;    // the darker of the two is below
constexpr double kArea = 0.025;  // share of the picture

/// Linear light of an sRGB level (WCAG 2.2, "relative luminance").
const std::array<float, 256>& linear() {
  static const std::array<float, 256> kTable = [] {
    std::array<float, 256> table{};
    for (size_t i = 0; i < table.size(); ++i) {
      const double c = double(i) / 255;
      table[i] = float(c <= 0.04045 ? c / 12.92 : portable::pow((c + 0.055) / 1.055, 2.4));
    }
    return table;
  }();
  return kTable;
}

float luminance(std::uint32_t pixel) {
  const auto& light = linear();
  return 0.2126f * light[pixel >> 16 & 255] + 0.7152f * light[pixel >> 8 & 255] +
         0.0722f * light[pixel & 255];
}

}  // namespace

void FlashMeter::add(const Pixmap& pixmap, double time) {
  const size_t count = size_t(pixmap.width()) * size_t(pixmap.height());
  const bool first = extreme_.empty();
  if (first) {
    extreme_.resize(count);
    way_.resize(count, 0);
  }
  size_t up = 0, down = 0, i = 0;
  for (int y = 0; y < pixmap.height(); ++y) {
    for (int x = 0; x < pixmap.width(); ++x, ++i) {
      const float now = luminance(pixmap.row(y)[x]);
      if (first) {
        extreme_[i] = now;
        continue;
      }
      const float change = now - extreme_[i];
      const bool same_way = (change > 0 && way_[i] > 0) || (change < 0 && way_[i] < 0);
      if (same_way) {
        extreme_[i] = now;  // further the same way
      } else if (std::fabs(change) >= kChange && std::min(now, extreme_[i]) < kDark) {
        (change > 0 ? up : down) += 1;
        way_[i] = change > 0 ? 1 : -1;
        extreme_[i] = now;
      }
    }
  }
  const double least = kArea * double(count);
  // What moves is lighter here and darker there: only what is left of that flashes.
  const double net = double(up) - double(down);
  const int way = net >= least ? 1 : net <= -least ? -1 : 0;
  if (way == 0 || way == last_way_) return;
  last_way_ = way;
  changes_.push_back(time);
  size_t inside = 0;
  for (size_t k = changes_.size(); k-- > 0 && changes_[k] > time - 1;) ++inside;
  if (double(inside) / 2 <= most_) return;
  most_ = double(inside) / 2;
  at_ = changes_[changes_.size() - inside];
}

}  // namespace lantern
