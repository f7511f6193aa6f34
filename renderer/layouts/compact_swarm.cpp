#include "renderer/layouts/compact_swarm.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <queue>
#include <unordered_map>
#include <utility>

#include "core/base/work.h"

namespace lantern {
namespace {

constexpr double kTouch = 1e-9;  // discs may touch

/// The discs that have a place, by squares as wide as the widest of them.
class PlacedDiscs {
 public:
  explicit PlacedDiscs(double widest) : side_(std::max(2 * widest, 1e-3)) {}

  void add(const SwarmDisc& disc) {
    squares_[square(cell(disc.along), cell(disc.across))].push_back(disc);
  }

  /// The place nearest to `start`, away from the line on one side of it (1 or -1), where the disc
  /// overlaps none.
  double free_place(const SwarmDisc& disc, double start, int side) const {
    double place = start;
    while (true) {
      const double next = beyond(disc, place, side);
      if (next == place) return place;
      place = next;
    }
  }

 private:
  std::int64_t cell(double at) const { return static_cast<std::int64_t>(std::floor(at / side_)); }
  static std::uint64_t square(std::int64_t along, std::int64_t across) {
    return static_cast<std::uint64_t>(along) << 32 ^
           (static_cast<std::uint64_t>(across) & 0xffffffff);
  }

  /// The far side of all that the disc would overlap at this place; the place itself where there is
  /// nothing.
  double beyond(const SwarmDisc& disc, double place, int side) const {
    double out = place;
    const std::int64_t along = cell(disc.along), across = cell(place);
    for (std::int64_t i = along - 1; i <= along + 1; ++i) {
      for (std::int64_t j = across - 1; j <= across + 1; ++j) {
        const auto found = squares_.find(square(i, j));
        if (found == squares_.end()) continue;
        for (const SwarmDisc& other : found->second) {
          const double end = end_of(disc, place, other, side);
          if (side * end > side * out) out = end;
        }
      }
    }
    return out;
  }

  static double end_of(const SwarmDisc& disc, double place, const SwarmDisc& other, int side) {
    const double apart = disc.radius + other.radius, along = disc.along - other.along;
    if (std::fabs(along) >= apart) return place;
    const double across = std::sqrt(apart * apart - along * along);
    const bool overlaps =
        place > other.across - across + kTouch && place < other.across + across - kTouch;
    return overlaps ? other.across + side * across : place;
  }

  double side_;
  std::unordered_map<std::uint64_t, std::vector<SwarmDisc>> squares_;
};

/// Where a disc can stand at the nearest: as more discs get a place, it only goes further away. So
/// a disc is looked at again when its turn seems to have come, not whenever another gets a place.
class Swarm {
 public:
  explicit Swarm(std::vector<SwarmDisc> discs)
      : discs_(std::move(discs)), places_(discs_.size(), {0, 0}), placed_(widest(discs_)) {
    queue_up();
  }

  std::vector<SwarmDisc> solve() {
    constexpr std::uint64_t kLook = 350;  // steps of work
    Repeated all(discs_.size());          // the later ones cost no less
    while (!waiting_.empty()) {
      spend(kLook);
      const auto [distance, disc] = waiting_.top();
      waiting_.pop();
      look(disc);
      if (const double now = nearest(disc); now > distance) {
        waiting_.emplace(now, disc);
        continue;
      }
      put(disc);
      all.done();
    }
    return std::move(discs_);
  }

 private:
  static double widest(const std::vector<SwarmDisc>& discs) {
    double out = 0;
    for (const SwarmDisc& disc : discs) out = std::max(out, disc.radius);
    return out;
  }

  /// Of equal discs only the first waits: the others cannot come nearer than it.
  void queue_up() {
    next_.assign(discs_.size(), discs_.size());
    std::map<std::pair<double, double>, size_t> last;
    for (size_t i = 0; i < discs_.size(); ++i) {
      const auto [same, fresh] = last.try_emplace({discs_[i].along, discs_[i].radius}, i);
      if (fresh) waiting_.emplace(0.0, i);
      else next_[std::exchange(same->second, i)] = i;
    }
  }

  void look(size_t disc) {
    auto& [below, above] = places_[disc];
    below = placed_.free_place(discs_[disc], below, 1);
    above = placed_.free_place(discs_[disc], above, -1);
  }

  double nearest(size_t disc) const { return std::min(places_[disc].first, -places_[disc].second); }

  void put(size_t disc) {
    const auto [below, above] = places_[disc];
    const bool tie = std::fabs(below + above) <= kTouch;
    // By its own number, not by the last one's side: in a swarm of another size it is there too.
    const double place = tie ? (disc % 2 == 0 ? below : above) : (below < -above ? below : above);
    discs_[disc].across = place;
    placed_.add(discs_[disc]);
    if (const size_t next = next_[disc]; next < discs_.size()) {
      places_[next] = places_[disc];
      waiting_.emplace(nearest(disc), next);
    }
  }

  std::vector<SwarmDisc> discs_;
  std::vector<std::pair<double, double>> places_;  // the nearest known on both sides of the line
  std::vector<size_t> next_;                       // the next of the same place and size
  PlacedDiscs placed_;
  // Discs by how near to the line they may come, the earlier of equal ones first.
  using Waiting = std::pair<double, size_t>;
  std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> waiting_;
};

}  // namespace

std::vector<SwarmDisc> compact_swarm(std::vector<SwarmDisc> discs) {
  return Swarm(std::move(discs)).solve();
}

}  // namespace lantern
