#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <queue>
#include <tuple>

#include "core/diagnostics/diagnostics.h"
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

bool is_named(const NumberChannel& channel) {
  return channel.per_row() && channel.column.type() == ColumnType::text;
}

/// What is exact: the number, where the other one is a category.
bool is_upright(const Beeswarm& swarm) {
  return swarm.y.given && (!swarm.x.given || (is_named(swarm.x) && !is_named(swarm.y)));
}

/// A swarm about the middle stays in the area; about a category, in its band; about another line
/// that is given, in the view.
Box room_of(const LayoutInput& in, const Beeswarm& swarm, bool upright, double line) {
  constexpr double kEndless = std::numeric_limits<double>::infinity();
  const bool both = swarm.x.given && swarm.y.given;
  Box out = both ? in.plot.cell : in.plot.area;
  if (both && is_named(upright ? swarm.x : swarm.y)) {
    const Scale& scale = upright ? in.plot.x : in.plot.y;
    const auto bands = double(std::max<size_t>(1, scale.domain.categories.size()));
    const double half = std::fabs(scale.range1 - scale.range0) / bands / 2;
    out = {line - half, line - half, line + half, line + half};
  }
  if (upright) std::tie(out.y0, out.y1) = std::pair(-kEndless, kEndless);
  else std::tie(out.x0, out.x1) = std::pair(-kEndless, kEndless);
  return out;
}

std::vector<Disc> picked(const std::vector<Disc>& discs, const std::vector<size_t>& rows) {
  std::vector<Disc> out;
  out.reserve(rows.size());
  for (const size_t row : rows) out.push_back(discs[row]);
  return out;
}

/// Rows by the line that they gather about. What can have no place pushes nobody aside.
std::map<double, std::vector<size_t>> by_line(const LayoutInput& in, const Beeswarm& swarm,
                                              bool upright, const std::vector<Disc>& discs) {
  std::map<double, std::vector<size_t>> out;
  for (size_t i = 0; i < discs.size(); ++i) {
    const double line = upright ? in.plot.x_of(swarm.x, i) : in.plot.y_of(swarm.y, i);
    const Disc& disc = discs[i];
    const bool has_place = std::fabs(disc.along) < kFar && std::fabs(line) < kFar;
    if (has_place && disc.radius < kFar) out[line].push_back(i);
  }
  return out;
}

void refuse_nothing(const LayoutInput& in, const Beeswarm& swarm) {
  if (swarm.x.given || swarm.y.given) return;
  throw SceneError({Severity::error, "missing-key", in.fields.at,
                    "a beeswarm needs `x`, `y` or both: where its rows are along an axis",
                    "a number of each row: {beeswarm: {x: score}}"});
}

LaidOut place(const LayoutInput& in) {
  const auto swarm = bind<Beeswarm>(in.fields);
  refuse_nothing(in, swarm);
  const bool upright = is_upright(swarm);
  std::vector<Disc> discs;
  for (size_t i = 0; i < in.count; ++i) {
    discs.push_back({upright ? in.plot.y_of(swarm.y, i) : in.plot.x_of(swarm.x, i),
                     (in.sizes[i] + swarm.gap * in.shrink) / 2, 0});
  }
  std::vector<Point> points(in.count, kNowhere);
  std::vector<Home> homes(in.count, {kNowhere, {}});
  for (const auto& [line, rows] : by_line(in, swarm, upright, discs)) {
    const Box room = room_of(in, swarm, upright, line);
    const std::vector<Disc> placed = Swarm(picked(discs, rows)).solve();
    for (size_t i = 0; i < rows.size(); ++i) {
      const double along = placed[i].along, across = line + placed[i].across;
      homes[rows[i]] = {upright ? Point{line, along} : Point{along, line}, room};
      points[rows[i]] = upright ? Point{across, along} : Point{along, across};
    }
  }
  return in_room(std::move(points), homes, in.sizes);
}

}  // namespace

extern const LayoutType kLayout;
const LayoutType kLayout{
    {"beeswarm",
     "At their place on one axis, pushed aside just far enough not to overlap.",
     {field<&Beeswarm::x>("x", "Place along the x axis.", {.axis = AxisName::x}),
      field<&Beeswarm::y>(
          "y",
          "Place along the y axis. With x as well, one of both is the line that rows "
          "gather about, those of each line on their own: that of categories, else y.",
          {.axis = AxisName::y}),
      field<&Beeswarm::gap>("gap", "Space between neighbours.",
                            {.fallback = "1", .least = 0, .px = true})},
     true},
    place};

}  // namespace lantern::beeswarm_layout
