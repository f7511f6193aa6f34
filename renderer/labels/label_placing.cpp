#include "renderer/labels/label_placing.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/portable_math.h"
#include "core/base/random.h"
#include "core/base/work.h"
#include "renderer/labels/label_grid.h"
#include "renderer/labels/label_weighing.h"
#include "renderer/paths/polyline.h"

namespace lantern {
namespace {

constexpr double kApart = 2;         // between two labels
constexpr double kOverlap = 400;     // on another label: worse than not being there
constexpr double kPassingCost = 40;  // on another one, in passing
constexpr double kDropped = 150;     // of weight 1
constexpr double kLeaderOnLabel = 30;
constexpr double kLeadersCross = 12;
constexpr int kNone = -1;

using Weighed = std::vector<WeighedPlace>;

/// The moments at which two labels meet: those at which they stand, and those at which they pass.
struct Meeting {
  bool standing = false, passing = false;
};

// Steps of work: of a label at a place, of finding one that is near, and of their meeting at one
// moment.
constexpr std::uint64_t kWeigh = 200, kNear = 10, kMeet = 30;

class Solver {
 public:
  Solver(std::span<const LabelTrack> labels, std::span<const LabelMoment> moments)
      : moments_(moments), choice_(labels.size(), kNone) {
    for (const LabelTrack& label : labels) {
      places_.push_back(weighed_places(label, moments));
      weights_.push_back(0);
      ways_.push_back(false);
      for (const LabelSpot* spot : label.spots) {
        if (!spot) continue;
        weights_.back() = std::max(weights_.back(), spot->weight);
        ways_.back() = spot->names == Names::way;
      }
    }
    Box all;
    for (const Weighed& places : places_) {
      for (const WeighedPlace& place : places) all.add(place.span);
    }
    grid_ = LabelGrid(all);
  }

  void solve() {
    begin();
    if (conflicts()) {
      anneal();
      descend();
    }
    drop_overlapping();
    bring_back();
  }

  const WeighedPlace* chosen(size_t i) const {
    return choice_[i] == kNone ? nullptr : &places_[i][size_t(choice_[i])];
  }

 private:
  size_t count() const { return choice_.size(); }

  void choose(size_t i, int place) {
    if (const WeighedPlace* before = chosen(i)) grid_.remove(i, before->span);
    choice_[i] = place;
    if (const WeighedPlace* now = chosen(i)) grid_.add(i, now->span);
  }

  Meeting meet(const WeighedPlace& a, const WeighedPlace& b) const {
    Meeting out;
    if (!a.reach.inset(-kApart).overlaps(b.reach)) return out;
    for (size_t m = 0; m < moments_.size(); ++m) {
      if (!a.standing[m] || !b.standing[m]) continue;
      if (!a.standing[m]->box.inset(-kApart).overlaps(b.standing[m]->box)) continue;
      (moments_[m].passing ? out.passing : out.standing) = true;
    }
    return out;
  }

  static bool leader_hits(const LabelStanding& a, const Box& box) {
    if (!a.leader) return false;
    Box reach;
    reach.add(a.from);
    reach.add(a.tip);
    if (!reach.overlaps(box)) return box.contains(a.tip);
    return box.contains(a.tip) || cross(a.from, a.tip, {box.x0, box.y0}, {box.x1, box.y1}) ||
           cross(a.from, a.tip, {box.x1, box.y0}, {box.x0, box.y1});
  }

  static double leaders_between(const LabelStanding& a, const LabelStanding& b) {
    double cost = 0;
    if (leader_hits(a, b.box)) cost += kLeaderOnLabel;
    if (leader_hits(b, a.box)) cost += kLeaderOnLabel;
    if (a.leader && b.leader && cross(a.from, a.tip, b.from, b.tip)) cost += kLeadersCross;
    return cost;
  }

  /// The mean over the moments.
  double leaders_between(const WeighedPlace& a, const WeighedPlace& b) const {
    double cost = 0;
    for (size_t m = 0; m < moments_.size(); ++m) {
      if (a.standing[m] && b.standing[m]) cost += leaders_between(*a.standing[m], *b.standing[m]);
    }
    return cost / double(moments_.size());
  }

  /// What label `i` costs at a place while all others stay, or so much as is enough.
  double cost(size_t i, int place, double enough = std::numeric_limits<double>::infinity()) const {
    if (place == kNone) return kDropped * weights_[i];
    const WeighedPlace& mine = places_[i][size_t(place)];
    double out = mine.cost;
    spend(kWeigh);
    if (out + kOverlap >= enough && lies_on_another(i, mine)) return out + kOverlap;
    const std::vector<size_t>& near = grid_.near(mine.span.inset(-kApart));
    spend(kNear * near.size());
    for (const size_t j : near) {
      if (j == i) continue;
      if (out >= enough) break;
      const WeighedPlace& other = *chosen(j);
      spend(kMeet * moments_.size());
      const Meeting meeting = meet(mine, other);
      if (meeting.standing) out += kOverlap;
      else if (meeting.passing && !(ways_[i] && ways_[j])) out += kPassingCost;
      if (mine.leader || other.leader) out += leaders_between(mine, other);
    }
    return out;
  }

  int best(size_t i) const {
    int out = kNone;
    double least = cost(i, kNone);
    for (size_t c = 0; c < places_[i].size(); ++c) {
      if (places_[i][c].cost >= least) break;  // sorted: none of the rest can be better
      const double here = cost(i, static_cast<int>(c), least);
      if (here < least) {
        least = here;
        out = static_cast<int>(c);
      }
    }
    return out;
  }

  std::vector<size_t> in_order(bool heaviest_first) const {
    std::vector<size_t> order(count());
    std::iota(order.begin(), order.end(), size_t{0});
    if (!heaviest_first) std::reverse(order.begin(), order.end());
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      return heaviest_first ? weights_[a] > weights_[b] : weights_[a] < weights_[b];
    });
    return order;
  }

  /// One after another, the heaviest first, each at its best beside those before.
  void begin() {
    for (const size_t i : in_order(true)) choose(i, best(i));
  }

  /// Whether some label is not at the place that it would choose if it were alone.
  bool conflicts() const {
    for (size_t i = 0; i < count(); ++i) {
      if (!places_[i].empty() && cost(i, choice_[i]) > places_[i][0].cost) return true;
    }
    return false;
  }

  void anneal() {
    constexpr double kHot = 10, kCold = 0.1;
    constexpr double kNever = 12;  // e⁻¹² of a chance
    // Of many labels, and over many moments, each move takes longer.
    const size_t effort = count() * (3 + moments_.size()) / 4;
    const size_t moves = std::clamp(200000 / effort, size_t{300}, size_t{3000});
    Random random(1, "labels");
    for (size_t move = 0; move < moves; ++move) {
      const double heat = kHot * portable::pow(kCold / kHot, double(move) / double(moves));
      const size_t i = random.below(count());
      const auto all = places_[i].size();
      if (all == 0) continue;
      const auto next = static_cast<int>(random.below(all + 1)) - 1;
      if (next == choice_[i]) continue;
      const double present = cost(i, choice_[i]);
      const bool hopeless =
          next != kNone && places_[i][size_t(next)].cost - present > kNever * heat;
      if (hopeless) continue;
      const double worse = cost(i, next) - present;
      if (worse <= 0 || random.uniform() < portable::exp(-worse / heat)) choose(i, next);
    }
  }

  void descend() {
    constexpr int kSweeps = 12;
    bool changed = true;
    for (int sweep = 0; sweep < kSweeps && changed; ++sweep) {
      changed = false;
      for (size_t i = 0; i < count(); ++i) {
        const int next = best(i);
        if (next == choice_[i] || cost(i, next) >= cost(i, choice_[i])) continue;
        choose(i, next);
        changed = true;
      }
    }
  }

  bool lies_on_another(size_t i, const WeighedPlace& here) const {
    spend(kWeigh);
    std::uint64_t seen = 0;
    const bool out = grid_.any_near(here.span.inset(-kApart), [&](size_t j) {
      ++seen;
      return j != i && meet(here, *chosen(j)).standing;
    });
    spend(kNear * seen);
    return out;
  }

  void drop_overlapping() {
    for (const size_t i : in_order(false)) {
      if (chosen(i) && lies_on_another(i, *chosen(i))) choose(i, kNone);
    }
  }

  void bring_back() {
    for (size_t i = 0; i < count(); ++i) {
      for (size_t c = 0; c < places_[i].size() && choice_[i] == kNone; ++c) {
        if (!lies_on_another(i, places_[i][c])) choose(i, static_cast<int>(c));
      }
    }
  }

  std::span<const LabelMoment> moments_;
  std::vector<Weighed> places_;
  std::vector<double> weights_;
  std::vector<char>
      ways_;  ///< whether it is a line's: such labels make way for each other in passing
  std::vector<int> choice_;
  LabelGrid grid_;  ///< of where they are
};

}  // namespace

std::vector<LabelPlace> place_labels(std::span<const LabelTrack> labels,
                                     std::span<const LabelMoment> moments) {
  Solver solver(labels, moments);
  solver.solve();
  std::vector<LabelPlace> out;
  for (size_t i = 0; i < labels.size(); ++i) {
    const WeighedPlace* chosen = solver.chosen(i);
    out.push_back(chosen ? chosen->place : LabelPlace{false, 1, {}});
  }
  return out;
}

}  // namespace lantern
