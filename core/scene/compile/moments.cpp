#include "core/scene/compile/moments.h"

#include <cmath>
#include <map>
#include <set>

namespace lantern {
namespace {

constexpr int kInner = 8;     // moments within a way from one waypoint to the next
constexpr int kMostLegs = 8;  // beyond them there are enough without those in between
constexpr int kMost = 128;    // waypoints of one `animate`; of more, some are left out

/// When an ease that only rises is at `p`, in parts of its time.
double time_of(const Ease& ease, double p) {
  double low = 0, high = 1;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (ease(middle) < p ? low : high) = middle;
  }
  return high;
}

void add_way(const Track::Segment& segment, std::set<Moment>& out) {
  const double once = (segment.end - segment.start) / segment.loops / (segment.back ? 2 : 1);
  const size_t legs = segment.program ? 1 : segment.waypoints.size() - 1;
  const size_t inner = legs <= kMostLegs ? kInner : 1;
  const size_t parts = std::min<size_t>(legs, kMost) * inner;
  for (size_t i = 1; i <= parts; ++i) {
    const double part = double(i) / double(parts);
    out.insert({segment.start + once * part, {}});
    if (legs > 1 && i % inner == 0 && i < parts) {
      out.insert({segment.start + once * time_of(segment.ease, part), {}});
    }
  }
}

}  // namespace

std::vector<Moment> moments_of(const Timeline& timeline) {
  std::set<Moment> out;
  for (const double end : timeline.step_ends) out.insert({end, {}});
  std::map<double, std::vector<JumpId>> jumps;
  for (size_t i = 0; i < timeline.jumps.size(); ++i) {
    jumps[timeline.jumps[i].start].push_back(static_cast<JumpId>(i));
  }
  for (auto& [start, together] : jumps) out.insert({start, std::move(together)});
  for (const Track& track : timeline.tracks) {
    for (const Track::Segment& segment : track.segments()) {
      if (segment.jump < 0 && segment.end > segment.start) add_way(segment, out);
    }
  }
  return {out.begin(), out.end()};
}

}  // namespace lantern
