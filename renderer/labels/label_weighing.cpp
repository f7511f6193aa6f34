#include "renderer/labels/label_weighing.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "core/base/work.h"

namespace lantern {
namespace {

constexpr double kAir = 2;              // between a label and data
constexpr double kCovered = 60;         // all of the label on data
constexpr double kTouched = 2.5;        // any of it
constexpr double kFixedCovered = 0.05;  // of that, where the author fixed the side
constexpr double kElsewhere = 3;        // a place of other moments: about that of a line's side
constexpr size_t kMostPlaces = 32;
constexpr size_t kMostSources = 5;  // moments whose candidates are looked at

double cost_of_cover(const LabelSpot& spot, const Occupancy& taken, const Box& box) {
  const double cover = taken.cover(box.inset(-kAir));
  return cover > 0 ? (spot.fixed ? kFixedCovered : 1) * (kTouched + kCovered * cover) : 0;
}

/// The moments at which the label is there, at most so many, spread over all of them.
std::vector<size_t> sources_of(const LabelTrack& label) {
  std::vector<size_t> present;
  for (size_t m = 0; m < label.spots.size(); ++m) {
    if (label.spots[m]) present.push_back(m);
  }
  if (present.size() <= kMostSources) return present;
  std::vector<size_t> out;
  for (size_t i = 0; i < kMostSources; ++i) {
    out.push_back(present[i * (present.size() - 1) / (kMostSources - 1)]);
  }
  return out;
}

/// What a place is to the eye.
std::tuple<long, long, long> rounded(const LabelPlace& place) {
  return {std::lround(place.along * 100), std::lround(place.shift.x * 2),
          std::lround(place.shift.y * 2)};
}

std::vector<LabelCandidate> candidates_of(const LabelTrack& label) {
  std::vector<LabelCandidate> out;
  std::set<std::tuple<long, long, long>> known;
  for (const size_t m : sources_of(label)) {
    for (const LabelCandidate& candidate : candidates_of(*label.spots[m])) {
      if (known.insert(rounded(candidate.place)).second) out.push_back(candidate);
    }
  }
  for (const PreferredPlace& wish : label.preferred) {
    if (!wish.place.shown || !known.insert(rounded(wish.place)).second) continue;
    out.push_back({wish.place, kElsewhere});
  }
  return out;
}

double worth_of(const LabelTrack& label, const LabelPlace& place) {
  double out = 0;
  for (const PreferredPlace& wish : label.preferred) {
    if (same_place(place, wish.place)) out += wish.worth;
  }
  return out;
}

/// Nothing where it cannot stand at some moment.
std::optional<WeighedPlace> weigh(const LabelCandidate& candidate, const LabelTrack& label,
                                  std::span<const LabelMoment> moments) {
  WeighedPlace out{candidate.place, candidate.cost, {}, {}, {}, false};
  double cost = 0;
  size_t present = 0;
  for (size_t m = 0; m < moments.size(); ++m) {
    out.standing.emplace_back();
    if (!label.spots[m]) continue;
    out.standing[m] = stand(*label.spots[m], candidate.place);
    if (!out.standing[m]) return std::nullopt;
    const Box& box = out.standing[m]->box;
    cost += cost_of_push(out.standing[m]->pushed);
    cost += cost_of_cover(*label.spots[m], *moments[m].taken, box);
    out.leader = out.leader || out.standing[m]->leader;
    out.reach.add(box);
    out.span.add(box);
    if (out.standing[m]->leader) {
      out.span.add(out.standing[m]->from);
      out.span.add(out.standing[m]->tip);
    }
    ++present;
  }
  out.cost += cost / double(std::max<size_t>(1, present)) - worth_of(label, candidate.place);
  return out;
}

}  // namespace

std::vector<WeighedPlace> weighed_places(const LabelTrack& label,
                                         std::span<const LabelMoment> moments) {
  std::vector<WeighedPlace> out;
  constexpr std::uint64_t kStand = 400;  // steps of work at one moment
  for (const LabelCandidate& candidate : candidates_of(label)) {
    spend(kStand * moments.size());
    if (auto place = weigh(candidate, label, moments)) out.push_back(std::move(*place));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const WeighedPlace& a, const WeighedPlace& b) { return a.cost < b.cost; });
  if (out.size() > kMostPlaces) out.resize(kMostPlaces);
  return out;
}

}  // namespace lantern
