#include "renderer/layouts/round_heap.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/portable_math.h"

namespace lantern {
namespace {

constexpr double kPi = 3.14159265358979323846;

/// Distances between neighbours are 1.
struct Ring {
  double radius = 0;
  size_t count = 0;
};
using Rings = std::vector<Ring>;

/// How many have room on a ring.
size_t room_on(double radius) {
  auto out = static_cast<size_t>(2 * kPi * radius) + 1;
  while (2 * radius * portable::sin(kPi / double(out)) < 1 - 1e-9) --out;
  return out;
}

size_t total(const Rings& rings) {
  return std::accumulate(rings.begin(), rings.end(), size_t{0},
                         [](size_t sum, const Ring& ring) { return sum + ring.count; });
}

/// Full rings around so many in the middle, until there is room for all.
Rings full_rings(size_t middle, size_t count) {
  Rings out{{middle < 2 ? 0 : 0.5 / portable::sin(kPi / double(middle)), middle}};
  for (size_t all = middle; all < count; all += out.back().count) {
    const double radius = out.back().radius + 1;
    out.push_back({radius, room_on(radius)});
  }
  return out;
}

/// The smallest heap, of those the one that is fullest.
Rings best_rings(size_t count) {
  constexpr size_t kMostInside = 5;
  Rings best;
  for (size_t middle = 1; middle <= std::min(count, kMostInside); ++middle) {
    Rings rings = full_rings(middle, count);
    const double wins = best.empty() ? 1 : best.back().radius - rings.back().radius;
    const bool even = std::fabs(wins) < 1e-9;
    if (best.empty() || (even ? total(rings) < total(best) : wins > 0)) best = std::move(rings);
  }
  return best;
}

/// Takes out those that are too many, from all rings alike: none has a gap.
void thin_out(Rings& rings, size_t count) {
  const size_t all = total(rings), spare = all - count;
  size_t left = spare;
  for (size_t i = 1; i < rings.size(); ++i) {
    const size_t less = spare * rings[i].count / all;
    rings[i].count -= less;
    left -= less;
  }
  for (size_t i = rings.size() - 1; left > 0; i = i > 1 ? i - 1 : rings.size() - 1, --left) {
    --rings[i].count;
  }
}

}  // namespace

std::vector<Point> round_heap(size_t count, double distance) {
  std::vector<Point> out;
  if (count == 0) return out;
  Rings rings = best_rings(count);
  if (rings.size() == 1) rings[0].count = count;
  else thin_out(rings, count);
  for (size_t r = 0; r < rings.size(); ++r) {
    const double turn = r % 2 == 0 ? 0 : 0.5;  // circles of a ring stand at gaps of the one before
    for (size_t i = 0; i < rings[r].count; ++i) {
      const double angle = 2 * kPi * (double(i) + turn) / double(rings[r].count) - kPi / 2;
      const double reach = rings[r].radius * distance;
      out.push_back({reach * portable::cos(angle), reach * portable::sin(angle)});
    }
  }
  return out;
}

}  // namespace lantern
