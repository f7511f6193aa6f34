#include "output/svg/film/tints.h"

#include <algorithm>
#include <cmath>

namespace lantern::svg {
namespace {

constexpr double kSameLevel = 0.012;  // of a channel: three levels

/// How far `v` is on the way from `a` to `b`.
double progress(const std::vector<double>& v, const std::vector<double>& a,
                const std::vector<double>& b) {
  double up = 0, down = 0;
  for (size_t i = 0; i < v.size(); ++i) {
    up += (v[i] - a[i]) * (b[i] - a[i]);
    down += (b[i] - a[i]) * (b[i] - a[i]);
  }
  return down > 0 ? std::clamp(up / down, 0.0, 1.0) : 1;
}

/// How far `v` is from any mixture of `a` and `b`.
double off_way(const std::vector<double>& v, const std::vector<double>& a,
               const std::vector<double>& b) {
  const double p = progress(v, a, b);
  double most = 0;
  for (size_t i = 0; i < v.size(); ++i)
    most = std::max(most, std::fabs(a[i] + (b[i] - a[i]) * p - v[i]));
  return most;
}

/// Adds the colours between frames `from` and `to` at which the way from one to the other turns.
void add_turns(const Samples& colors, int from, int to, std::vector<Tint>& out) {
  const auto& v = colors.values;
  int turn = from;
  double most = kSameLevel;
  for (int i = from + 1; i < to; ++i) {
    const double off = off_way(v[size_t(i)], v[size_t(from)], v[size_t(to)]);
    if (off <= most) continue;
    most = off;
    turn = i;
  }
  if (turn == from) return;
  add_turns(colors, from, turn, out);
  out.push_back({{turn, turn + 1}, v[size_t(turn)]});
  add_turns(colors, turn, to, out);
}

}  // namespace

std::vector<Tint> tints_of(const Samples& colors) {
  std::vector<Tint> out;
  const auto& v = colors.values;
  const int count = int(v.size());
  for (int from = 0, to = 0; from < count; from = to) {
    while (to < count && v[size_t(to)] == v[size_t(from)]) ++to;
    if (to - from < 2 && from > 0 && to < count) continue;
    if (!out.empty()) add_turns(colors, out.back().stretch.last - 1, from, out);
    out.push_back({{from, to}, v[size_t(from)]});
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
