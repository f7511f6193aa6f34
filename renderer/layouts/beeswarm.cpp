#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <queue>
#include <tuple>

#include "renderer/layouts/room.h"

namespace lantern::beeswarm_layout {
namespace {

struct Beeswarm {
  NumberChannel x;
  NumberChannel y;
  double gap = 1;
};

/// A disc on its line: `along` is fixed, `across` is found.
struct Disc {
  double along = 0;
  double radius = 0;
  double across = 0;
};

/// Finds, for discs fixed along a line, places across it so that none overlap and the swarm is
/// compact: again and again the disc that can come nearest to the line is put there (the "compact
/// swarm" of the R package beeswarm, Eklund & Trimble 2021). Ties go to the earlier row, and above
/// and below take turns, so the same rows always give the same swarm.
class Swarm {
 public:
  explicit Swarm(std::vector<Disc> discs) : discs_(std::move(discs)) {
    by_along_.resize(discs_.size());
    std::iota(by_along_.begin(), by_along_.end(), size_t{0});
    std::stable_sort(by_along_.begin(), by_along_.end(),
                     [this](size_t a, size_t b) { return discs_[a].along < discs_[b].along; });
    rank_.resize(discs_.size());
    for (size_t i = 0; i < by_along_.size(); ++i) rank_[by_along_[i]] = i;
    for (const Disc& disc : discs_) widest_ = std::max(widest_, disc.radius);
    placed_.assign(discs_.size(), false);
    nearest_.assign(discs_.size(), 0);  // nothing is in the way yet
    for (size_t i = 0; i < discs_.size(); ++i) waiting_.emplace(0.0, i);
  }

  std::vector<Disc> solve() {
    for (size_t n = 0; n < discs_.size(); ++n) {
      const size_t next = nearest_to_line();
      discs_[next].across = nearest_[next];
      placed_[next] = true;
      if (nearest_[next] != 0) above_ = nearest_[next] < 0;
      update_neighbours(next);
    }
    return std::move(discs_);
  }

 private:
  size_t nearest_to_line() {
    while (true) {
      const auto [distance, disc] = waiting_.top();
      waiting_.pop();
      // What had another place when it was put in is there once more.
      if (!placed_[disc] && distance == std::fabs(nearest_[disc])) return disc;
    }
  }

  /// Only discs within reach of the new one can have lost their place to it.
  void update_neighbours(size_t placed) {
    const double reach = discs_[placed].radius + widest_;
    const auto update = [&](size_t other) {
      if (placed_[other]) return;
      const double place = free_place(other);
      if (std::fabs(place) != std::fabs(nearest_[other])) waiting_.emplace(std::fabs(place), other);
      nearest_[other] = place;
    };
    for (size_t i = rank_[placed]; i-- > 0;) {
      if (discs_[placed].along - discs_[by_along_[i]].along >= reach) break;
      update(by_along_[i]);
    }
    for (size_t i = rank_[placed] + 1; i < by_along_.size(); ++i) {
      if (discs_[by_along_[i]].along - discs_[placed].along >= reach) break;
      update(by_along_[i]);
    }
  }

  struct Blocked {
    double from, to;
  };

  /// The place nearest to the line that no placed disc overlaps.
  double free_place(size_t index) const {
    std::vector<Blocked> blocked = blocked_by_neighbours(index);
    std::sort(blocked.begin(), blocked.end(),
              [](const Blocked& a, const Blocked& b) { return a.from < b.from; });
    double best = std::numeric_limits<double>::infinity();
    const auto consider = [&](double place) {
      const bool nearer = std::fabs(place) < std::fabs(best) - kTouch;
      const bool tie = std::fabs(std::fabs(place) - std::fabs(best)) <= kTouch;
      if (!nearer && !(tie && (place < 0) != above_)) return;
      for (const Blocked& b : blocked) {
        if (place > b.from + kTouch && place < b.to - kTouch) return;
      }
      best = place;
    };
    consider(0);
    for (const Blocked& b : blocked) {
      consider(b.from);
      consider(b.to);
    }
    return best;
  }

  std::vector<Blocked> blocked_by_neighbours(size_t index) const {
    std::vector<Blocked> blocked;
    const Disc& disc = discs_[index];
    const auto add = [&](const Disc& other) {
      const double apart = disc.radius + other.radius;
      const double along = disc.along - other.along;
      if (std::fabs(along) >= apart) return;
      const double across = std::sqrt(apart * apart - along * along);
      blocked.push_back({other.across - across, other.across + across});
    };
    const double reach = disc.radius + widest_;
    for (size_t i = rank_[index]; i-- > 0;) {
      const size_t other = by_along_[i];
      if (disc.along - discs_[other].along >= reach) break;
      if (placed_[other]) add(discs_[other]);
    }
    for (size_t i = rank_[index] + 1; i < by_along_.size(); ++i) {
      const size_t other = by_along_[i];
      if (discs_[other].along - disc.along >= reach) break;
      if (placed_[other]) add(discs_[other]);
    }
    return blocked;
  }

  static constexpr double kTouch = 1e-9;  // discs may touch

  std::vector<Disc> discs_;
  std::vector<size_t> by_along_;
  std::vector<size_t> rank_;
  std::vector<bool> placed_;
  std::vector<double> nearest_;
  // Discs by how near to the line they can come, the earlier of equal ones first.
  using Waiting = std::pair<double, size_t>;
  std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> waiting_;
  double widest_ = 0;
  bool above_ = false;  // which side the last disc off the line went to
};

/// A swarm about the middle stays in the area; about a line that is given, in the view.
Box room_of(const LayoutInput& in, const Beeswarm& swarm, bool upright) {
  constexpr double kEndless = std::numeric_limits<double>::infinity();
  Box out = swarm.x.given && swarm.y.given ? in.plot.cell : in.plot.area;
  if (upright) std::tie(out.y0, out.y1) = std::pair(-kEndless, kEndless);
  else std::tie(out.x0, out.x1) = std::pair(-kEndless, kEndless);
  return out;
}

LaidOut place(const LayoutInput& in) {
  const auto swarm = bind<Beeswarm>(in.fields);
  const bool upright = !swarm.x.given && swarm.y.given;
  std::vector<Disc> discs;
  std::vector<size_t> rows;  // of the discs: what can have no place pushes nobody aside
  for (size_t i = 0; i < in.count; ++i) {
    const Disc disc{upright ? in.plot.y_of(swarm.y, i) : in.plot.x_of(swarm.x, i),
                    (in.sizes[i] + swarm.gap * in.shrink) / 2, 0};
    if (!(std::fabs(disc.along) < kFar && disc.radius < kFar)) continue;
    discs.push_back(disc);
    rows.push_back(i);
  }
  discs = Swarm(std::move(discs)).solve();
  std::vector<Point> points(in.count, kNowhere);
  std::vector<Home> homes(in.count, {kNowhere, room_of(in, swarm, upright)});
  for (size_t i = 0; i < rows.size(); ++i) {
    const Disc& disc = discs[i];
    const double middle = upright ? in.plot.x_of(swarm.x, rows[i]) : in.plot.y_of(swarm.y, rows[i]);
    homes[rows[i]].at = upright ? Point{middle, disc.along} : Point{disc.along, middle};
    points[rows[i]] =
        upright ? Point{middle + disc.across, disc.along} : Point{disc.along, middle + disc.across};
  }
  return in_room(std::move(points), homes, in.sizes);
}

}  // namespace

extern const LayoutType kLayout;
const LayoutType kLayout{
    {"beeswarm",
     "At their place on one axis, pushed aside just far enough not to overlap.",
     {field<&Beeswarm::x>("x", "Place along the x axis.", {.axis = AxisName::x}),
      field<&Beeswarm::y>("y",
                          "Place along the y axis. With x as well, it is the line that the swarm "
                          "gathers about.",
                          {.axis = AxisName::y}),
      field<&Beeswarm::gap>("gap", "Space between neighbours.",
                            {.fallback = "1", .least = 0, .px = true})},
     true},
    place};

}  // namespace lantern::beeswarm_layout
