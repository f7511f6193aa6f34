#include "output/svg/tints.h"

#include <algorithm>

namespace lantern::svg {
namespace {

/// How far `v` is on the way from `a` to `b`.
double progress(const std::vector<double>& v, const std::vector<double>& a, const std::vector<double>& b) {
  double up = 0, down = 0;
  for (size_t i = 0; i < v.size(); ++i) {
    up += (v[i] - a[i]) * (b[i] - a[i]);
    down += (b[i] - a[i]) * (b[i] - a[i]);
  }
  return down > 0 ? std::clamp(up / down, 0.0, 1.0) : 1;
}

}  // namespace

std::vector<Tint> tints_of(const Samples& colors) {
  std::vector<Tint> out;
  const auto& v = colors.values;
  const int count = int(v.size());
  for (int from = 0, to = 0; from < count; from = to) {
    while (to < count && v[size_t(to)] == v[size_t(from)]) ++to;
    if (to - from > 1 || from == 0 || to == count) out.push_back({{from, to}, v[size_t(from)]});
  }
  return out;
}

double share_of(const std::vector<Tint>& tints, size_t t, const Samples& colors, int frame) {
  if (t > 0 && frame < tints[t - 1].stretch.last) return 0;
  if (t + 1 < tints.size() && frame >= tints[t + 1].stretch.first) return 0;
  if (t == 0 || frame >= tints[t].stretch.first) return 1;
  return progress(colors.values[size_t(frame)], tints[t - 1].rgba, tints[t].rgba);
}

}  // namespace lantern::svg
