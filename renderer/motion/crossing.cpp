#include "renderer/motion/crossing.h"

#include <algorithm>

namespace lantern {
namespace {

/// By how much two boxes overlap in the direction in which they do least.
double overlap(const Box& a, const Box& b) {
  return std::min(std::min(a.x1, b.x1) - std::max(a.x0, b.x0),
                  std::min(a.y1, b.y1) - std::max(a.y0, b.y0));
}

bool cross(const Journey& a, const Journey& b) {
  constexpr double kTouching = 4;  // canvas units
  constexpr int kMoments = 16;
  if (overlap(a.from, b.from) > kTouching || overlap(a.to, b.to) > kTouching) return false;
  for (int i = 1; i < kMoments; ++i) {
    const double t = double(i) / kMoments;
    if (overlap(mix(a.from, a.to, t), mix(b.from, b.to, t)) > kTouching) return true;
  }
  return false;
}

}  // namespace

std::set<size_t> crossing(const std::vector<Journey>& journeys) {
  std::vector<std::set<size_t>> others(journeys.size());
  for (size_t i = 0; i < journeys.size(); ++i) {
    for (size_t j = i + 1; j < journeys.size(); ++j) {
      if (!cross(journeys[i], journeys[j])) continue;
      others[i].insert(j);
      others[j].insert(i);
    }
  }
  std::set<size_t> out;
  const auto fewer = [](const auto& a, const auto& b) { return a.size() < b.size(); };
  for (auto most = std::max_element(others.begin(), others.end(), fewer);
       most != others.end() && !most->empty();
       most = std::max_element(others.begin(), others.end(), fewer)) {
    const auto one = size_t(most - others.begin());
    out.insert(one);
    for (const size_t other : *most) others[other].erase(one);
    most->clear();
  }
  return out;
}

}  // namespace lantern
