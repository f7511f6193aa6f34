#include "renderer/labels/ways_made.h"

#include <algorithm>
#include <cmath>

#include "renderer/labels/label_pace.h"

namespace lantern {

/// Between two rests: the middle between the lowest path above the wanted one and the highest below
/// it that are slow enough, kept where both ends can be reached.
void WaysMade::smooth(Way& way, size_t from, size_t to) {
  const Way wanted(way.begin() + std::ptrdiff_t(from), way.begin() + std::ptrdiff_t(to) + 1);
  const size_t count = wanted.size();
  const auto pace = [&](size_t a, size_t b) {
    return kMakingWay * std::fabs(wanted[b].time - wanted[a].time);
  };
  std::vector<double> low(count), high(count);
  for (size_t i = 0; i < count; ++i) low[i] = high[i] = wanted[i].down;
  const auto spread = [&](size_t i, size_t before) {
    low[i] = std::min(low[i], low[before] + pace(i, before));
    high[i] = std::max(high[i], high[before] - pace(i, before));
  };
  for (size_t i = 1; i < count; ++i) spread(i, i - 1);
  for (size_t i = count - 1; i > 0; --i) spread(i - 1, i);
  for (size_t i = 0; i < count; ++i) {
    double down = (low[i] + high[i]) / 2;
    for (const size_t end : {size_t{0}, count - 1}) {
      if (!wanted[end].rests) continue;
      down = std::clamp(down, wanted[end].down - pace(i, end), wanted[end].down + pace(i, end));
    }
    way[from + i].down = down;
  }
}

/// Knots between which nothing is faster than it may be.
WaysMade::Way WaysMade::calm(const Way& wanted) {
  Way out = wanted;
  size_t from = 0;
  for (size_t i = 1; i < out.size(); ++i) {
    if (!out[i].rests && i + 1 < out.size()) continue;
    const double far = std::fabs(wanted[i].down - wanted[from].down);
    const bool ends = wanted[from].rests && wanted[i].rests;
    out[from].fades = ends && far > kMakingWay * (wanted[i].time - wanted[from].time);
    if (!out[from].fades) smooth(out, from, i);
    from = i;
  }
  // What fades stands at its ends only; what stays needs no more knots than its bends.
  Way kept;
  bool fades = false;
  for (size_t i = 0; i < out.size(); ++i) {
    if (out[i].rests) fades = out[i].fades;
    else if (fades) continue;
    const bool level = kept.size() > 1 && i + 1 < out.size() && !kept.back().fades &&
                       kept[kept.size() - 2].down == out[i].down &&
                       kept.back().down == out[i].down && !kept[kept.size() - 2].fades;
    if (level && !out[i].fades) kept.back() = out[i];
    else kept.push_back(out[i]);
  }
  return kept;
}

void WaysMade::add(std::span<const WayMoment> moments) {
  std::map<std::string, Way, std::less<>> wanted;
  for (const WayMoment& moment : moments) {
    for (size_t i = 0; i < moment.ids.size(); ++i) {
      wanted[moment.ids[i]].push_back({moment.time, moment.moves[i], moment.rests, false});
    }
  }
  for (const auto& [id, way] : wanted) {
    const bool moves =
        std::any_of(way.begin(), way.end(), [](const Knot& knot) { return knot.down != 0; });
    if (moves) ways_[id] = calm(way);
  }
}

WayMade WaysMade::at(std::string_view id, double time) const {
  const auto found = ways_.find(id);
  if (found == ways_.end()) return {};
  const Way& way = found->second;
  const auto next = std::upper_bound(way.begin(), way.end(), time,
                                     [](double t, const Knot& knot) { return t < knot.time; });
  if (next == way.begin()) return {way.front().down, 1};
  const Knot& from = *std::prev(next);
  if (next == way.end()) return {from.down, 1};
  const double t = (time - from.time) / (next->time - from.time);
  if (from.fades) return {t < 0.5 ? from.down : next->down, seen_while_fading(t)};
  return {from.down + (next->down - from.down) * t, 1, from.down != next->down};
}

}  // namespace lantern
