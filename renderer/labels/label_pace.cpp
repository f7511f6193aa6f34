#include "renderer/labels/label_pace.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/portable_math.h"

namespace lantern {
namespace {

constexpr double kShort = 0.4, kLong = 0.8;  // seconds that a label takes to its place, at most
constexpr int kPieces = 24;                  // of a way that is measured

using SpotsById = std::map<std::string_view, const LabelSpot*>;

/// Where each label is when it is there first.
SpotsById first_spots(const std::vector<StepMoment>& moments) {
  SpotsById out;
  for (const StepMoment& moment : moments) {
    const LabelsThere& there = *moment.labels;
    for (size_t i = 0; i < there.ids.size(); ++i) out.try_emplace(there.ids[i], &there.spots[i]);
  }
  return out;
}

/// The most that is covered in a piece of the way, of its whole time.
double fastest(const LabelSpot& spot, const LabelPlace& a, const LabelPlace& b) {
  double out = 0;
  Point before = a.shift;
  const double slid = spot.way ? std::fabs(b.along - a.along) * spot.way->length() : 0;
  double done = 0;
  for (int i = 1; i <= kPieces; ++i) {
    const double t = gentle(i / double(kPieces));
    const Point here = shift_between(spot, a.shift, b.shift, t);
    const double step = portable::hypot(here.x - before.x, here.y - before.y) + slid * (t - done);
    out = std::max(out, step * kPieces);
    before = here;
    done = t;
  }
  return out;
}

LabelChange change(const LabelSpot& spot, const LabelPlace& from, const LabelPlace& to,
                   double seconds) {
  const double shortly = std::min(kShort, seconds / 2);
  if (from == to || !from.shown || !to.shown) return {shortly, false};
  const double needs = fastest(spot, from, to) / kGliding;
  if (needs > std::min(kLong, seconds)) return {shortly, true};
  return {std::max(needs, shortly), false};
}

}  // namespace

double gentle(double t) {
  return t * t * (3 - 2 * t);
}

double seen_while_fading(double t) {
  constexpr double kAway = 0.25;
  return std::max(0.0, (std::fabs(1 - 2 * t) - kAway) / (1 - kAway));
}

Point shift_between(const LabelSpot& spot, Point a, Point b, double t) {
  if (spot.names != Names::point) return mix(a, b, t);
  // On an ellipse as wide and high as the two of them, so that it stays beside it all the way.
  const Point half{(spot.home.width() + spot.target.width()) / 2 + spot.gap,
                   (spot.home.height() + spot.target.height()) / 2 + spot.gap};
  const Point home = spot.home.center() - spot.target.center();
  const auto on_circle = [&](Point p) { return Point{p.x / half.x, p.y / half.y}; };
  const Point from = on_circle(home + a), to = on_circle(home + b);
  const double r0 = portable::hypot(from.x, from.y), r1 = portable::hypot(to.x, to.y);
  if (r0 < 0.1 || r1 < 0.1) return mix(a, b, t);
  const double start = portable::atan2(from.y, from.x);
  const double turn = std::remainder(portable::atan2(to.y, to.x) - start, 2 * std::numbers::pi);
  const double angle = start + turn * t, r = r0 + (r1 - r0) * t;
  return Point{r * portable::cos(angle) * half.x, r * portable::sin(angle) * half.y} - home;
}

void pace_labels(std::span<StepPlaces> places, std::span<const std::vector<StepMoment>> steps,
                 std::span<const double> seconds) {
  for (size_t i = 0; i < places.size(); ++i) {
    const SpotsById spots = first_spots(steps[i]);
    for (auto& [id, place] : places[i]) {
      const auto spot = spots.find(id);
      if (spot == spots.end()) continue;
      const bool goes = !(place.from == place.to);
      place.fades = goes && fastest(*spot->second, place.from, place.to) > kGliding * seconds[i];
      if (i == 0) continue;
      const auto before = places[i - 1].find(id);
      if (before == places[i - 1].end()) continue;
      place.arrival = change(*spot->second, before->second.to, place.from, seconds[i]);
      const bool comes = !(before->second.to == place.from);
      if (goes && comes) place.arrival = {std::min(kShort, seconds[i] / 2), true};
    }
  }
}

}  // namespace lantern
