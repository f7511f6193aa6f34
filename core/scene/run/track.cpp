#include "core/scene/run/track.h"

#include <algorithm>
#include <cmath>

#include "core/base/portable_math.h"
#include "core/scene/run/state.h"

namespace lantern {

bool Moment::holds_back(JumpId jump) const {
  // There may be thousands at one time; they are in the order of their numbers.
  return std::binary_search(withheld.begin(), withheld.end(), jump);
}

LeafValue Track::value(const Moment& moment, const Graph& graph, Memo& memo) const {
  for (auto segment = segments_.rbegin(); segment != segments_.rend(); ++segment) {
    if (segment->start > moment.time) continue;
    if (segment->jump < 0) {
      const double value = animated(*segment, moment.time, graph, memo);
      return whole_ ? std::round(value) : value;
    }
    if (!moment.holds_back(segment->jump)) return segment->value;
  }
  return initial_;
}

/// How far the segment's run is that is on at a moment; one that goes back is at its start again.
bool Track::moves(double from, double to) const {
  return std::any_of(segments_.begin(), segments_.end(), [&](const Segment& segment) {
    return segment.jump < 0 && segment.start < to && segment.end > from;
  });
}

namespace {

/// The value without what rounding left in its last digits: on the way from 1 to 0.4, a threshold
/// is 0.6 as data have it, and not 0.6000000000000001, which a score of 0.6 does not reach. Twelve
/// digits of the greatest on the way are kept.
double without_dust(double value, double greatest) {
  constexpr int kDigits = 12, kMostPower = 22;  // 10^22 is the last power that a double has exactly
  if (!(greatest > 0) || !std::isfinite(greatest)) return value;
  const int power = kDigits - int(std::floor(portable::log10(greatest)));
  if (power < 0 || power > kMostPower) return value;
  double scale = 1;
  for (int i = 0; i < power; ++i) scale *= 10;
  return std::round(value * scale) / scale;
}

}  // namespace

double Track::progress_of(const Segment& segment, double time) {
  const int ways = segment.back ? 2 : 1;
  const double once = (segment.end - segment.start) / segment.loops / ways;
  if (time >= segment.end || once <= 0) return segment.back ? 0 : 1;
  const double runs = (time - segment.start) / once;
  const double progress = runs - std::floor(runs);
  const bool returns = segment.back && std::fmod(std::floor(runs), 2) == 1;
  return returns ? 1 - progress : progress;
}

double Track::animated(const Segment& segment, double time, const Graph& graph, Memo& memo) const {
  const double p = segment.ease(progress_of(segment, time));
  if (segment.program) {
    return segment.program->run(Evaluation(graph, memo, *segment.start_leaves), nullptr, p).number;
  }
  const auto legs = static_cast<double>(segment.waypoints.size() - 1);
  const double place = p * legs;
  const double leg = std::clamp(std::floor(place), 0.0, legs - 1);
  const double from = segment.waypoints[size_t(leg)];
  const double to = segment.waypoints[size_t(leg) + 1];
  const double t = place - leg;
  // The ends are met exactly, whatever rounding does in between.
  if (t == 0) return from;
  return t == 1 ? to
                : without_dust(from + (to - from) * t, std::max(std::fabs(from), std::fabs(to)));
}

double staggered(double elapsed, double duration, double stagger, size_t rank, size_t count,
                 const Ease& ease) {
  if (elapsed >= duration) return 1;
  if (elapsed <= 0) return duration <= 0 ? 1 : 0;
  constexpr double kMostSpread = 0.75;
  const double spread =
      count < 2 ? 0 : std::min(stagger * double(count - 1), kMostSpread * duration);
  const double start = count < 2 ? 0 : spread * double(rank) / double(count - 1);
  const double t = (elapsed - start) / (duration - spread);
  return t <= 0 ? 0 : t >= 1 ? 1 : ease(t);
}

}  // namespace lantern
