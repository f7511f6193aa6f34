#include "renderer/label_placing.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/portable_math.h"
#include "core/base/random.h"
#include "renderer/label_candidates.h"
#include "renderer/polyline.h"

namespace lantern {
namespace {

constexpr double kApart = 2;      // between two labels
constexpr double kAir = 2;        // between a label and data
constexpr double kOverlap = 400;  // on another label: worse than not being there
constexpr double kDropped = 150;  // of weight 1
constexpr double kLeaderOnLabel = 30;
constexpr double kLeadersCross = 12;
constexpr double kCovered = 60;         // all of the label on data
constexpr double kTouched = 2.5;        // any of it
constexpr double kFixedCovered = 0.05;  // of that, where the author fixed the side
constexpr double kStay = 2.5;           // for standing where it stood
constexpr size_t kMostCandidates = 32;
constexpr int kNone = -1;

bool same_place(const LabelPlace& a, const LabelPlace& b) {
  return b.shown && std::fabs(a.along - b.along) < 0.03 &&
         std::hypot(a.shift.x - b.shift.x, a.shift.y - b.shift.y) < 1.5;
}

std::vector<LabelCandidate> weighed(const LabelSpot& spot, const Occupancy& taken,
                                    const std::optional<LabelPlace>& before) {
  std::vector<LabelCandidate> out = candidates_of(spot);
  for (LabelCandidate& candidate : out) {
    const double cover = taken.cover(candidate.box.inset(-kAir));
    const double share = spot.fixed ? kFixedCovered : 1;
    if (cover > 0) candidate.cost += share * (kTouched + kCovered * cover);
    if (before && same_place(candidate.place, *before)) candidate.cost -= kStay;
  }
  std::stable_sort(out.begin(), out.end(), [](const LabelCandidate& a, const LabelCandidate& b) {
    return a.cost < b.cost;
  });
  if (out.size() > kMostCandidates) out.resize(kMostCandidates);
  return out;
}

class Solver {
 public:
  Solver(std::span<const LabelSpot> labels, std::vector<std::vector<LabelCandidate>> candidates)
      : labels_(labels),
        candidates_(std::move(candidates)),
        choice_(labels.size(), kNone),
        boxes_(labels.size()),
        leads_(labels.size(), 0) {}

  std::vector<int> solve() {
    begin();
    if (conflicts()) {
      anneal();
      descend();
    }
    drop_overlapping();
    bring_back();
    return choice_;
  }

 private:
  size_t count() const { return labels_.size(); }
  const LabelCandidate* chosen(size_t i) const {
    return choice_[i] == kNone ? nullptr : &candidates_[i][size_t(choice_[i])];
  }

  void choose(size_t i, int candidate) {
    choice_[i] = candidate;
    const LabelCandidate* now = chosen(i);
    leading_ -= leads_[i];
    leads_[i] = now && now->leader;
    leading_ += leads_[i];
    boxes_[i] = now ? now->box.inset(-kApart) : Box{};
  }

  static bool leader_hits(const LabelCandidate& a, const Box& box) {
    if (!a.leader) return false;
    Box reach;
    reach.add(a.from);
    reach.add(a.tip);
    if (!reach.overlaps(box)) return box.contains(a.tip);
    return box.contains(a.tip) || cross(a.from, a.tip, {box.x0, box.y0}, {box.x1, box.y1}) ||
           cross(a.from, a.tip, {box.x1, box.y0}, {box.x0, box.y1});
  }

  static double leaders_between(const LabelCandidate& a, const LabelCandidate& b) {
    double cost = 0;
    if (leader_hits(a, b.box)) cost += kLeaderOnLabel;
    if (leader_hits(b, a.box)) cost += kLeaderOnLabel;
    if (a.leader && b.leader && cross(a.from, a.tip, b.from, b.tip)) {
      cost += kLeadersCross;
    }
    return cost;
  }

  /// What label `i` costs at a candidate while all others stay.
  double cost(size_t i, int candidate) const {
    if (candidate == kNone) return kDropped * labels_[i].weight;
    const LabelCandidate& mine = candidates_[i][size_t(candidate)];
    double out = mine.cost;
    for (size_t j = 0; j < count(); ++j) {
      if (boxes_[j].overlaps(mine.box) && j != i) out += kOverlap;
    }
    if (!mine.leader && leading_ == 0) return out;
    for (size_t j = 0; j < count(); ++j) {
      if (j != i && (mine.leader || leads_[j])) {
        if (const LabelCandidate* other = chosen(j)) out += leaders_between(mine, *other);
      }
    }
    return out;
  }

  int best(size_t i) const {
    int out = kNone;
    double least = cost(i, kNone);
    for (size_t c = 0; c < candidates_[i].size(); ++c) {
      if (candidates_[i][c].cost >= least) break;  // sorted: none of the rest can be better
      const double here = cost(i, static_cast<int>(c));
      if (here < least) {
        least = here;
        out = static_cast<int>(c);
      }
    }
    return out;
  }

  /// One after another, the heaviest first, each at its best beside those before.
  void begin() {
    std::vector<size_t> order(count());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return labels_[a].weight > labels_[b].weight; });
    for (const size_t i : order) choose(i, best(i));
  }

  /// Whether some label is not at the place that it would choose if it were alone.
  bool conflicts() const {
    for (size_t i = 0; i < count(); ++i) {
      if (!candidates_[i].empty() && cost(i, choice_[i]) > candidates_[i][0].cost) return true;
    }
    return false;
  }

  void anneal() {
    constexpr double kHot = 10, kCold = 0.1;
    constexpr double kNever = 12;  // e⁻¹² of a chance
    // Of many labels each move takes longer.
    const size_t moves = std::clamp(200000 / count(), size_t{300}, size_t{3000});
    Random random(1, "labels");
    for (size_t move = 0; move < moves; ++move) {
      const double heat = kHot * portable::pow(kCold / kHot, double(move) / double(moves));
      const size_t i = random.below(count());
      const auto all = candidates_[i].size();
      if (all == 0) continue;
      const auto next = static_cast<int>(random.below(all + 1)) - 1;
      if (next == choice_[i]) continue;
      const double present = cost(i, choice_[i]);
      const bool hopeless =
          next != kNone && candidates_[i][size_t(next)].cost - present > kNever * heat;
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

  bool meets_another(size_t i, const LabelCandidate& here) const {
    for (size_t j = 0; j < count(); ++j) {
      if (j != i && boxes_[j].overlaps(here.box)) return true;
    }
    return false;
  }

  void drop_overlapping() {
    std::vector<size_t> order(count());
    std::iota(order.rbegin(), order.rend(), size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return labels_[a].weight < labels_[b].weight; });
    for (const size_t i : order) {
      if (chosen(i) && meets_another(i, *chosen(i))) choose(i, kNone);
    }
  }

  void bring_back() {
    for (size_t i = 0; i < count(); ++i) {
      for (size_t c = 0; c < candidates_[i].size() && choice_[i] == kNone; ++c) {
        if (!meets_another(i, candidates_[i][c])) choose(i, static_cast<int>(c));
      }
    }
  }

  std::span<const LabelSpot> labels_;
  std::vector<std::vector<LabelCandidate>> candidates_;
  std::vector<int> choice_;
  std::vector<Box> boxes_;   ///< of those that are shown, with the air between two labels
  std::vector<char> leads_;  ///< whether it has a leader
  int leading_ = 0;          ///< how many have
};

}  // namespace

std::vector<LabelPlace> place_labels(std::span<const LabelSpot> labels, const Occupancy& taken,
                                     std::span<const std::optional<LabelPlace>> before) {
  std::vector<std::vector<LabelCandidate>> candidates;
  for (size_t i = 0; i < labels.size(); ++i) {
    candidates.push_back(weighed(labels[i], taken, i < before.size() ? before[i] : std::nullopt));
  }
  const std::vector<int> choice = Solver(labels, candidates).solve();
  std::vector<LabelPlace> out;
  for (size_t i = 0; i < labels.size(); ++i) {
    const bool shown = choice[i] != kNone;
    out.push_back(shown ? candidates[i][size_t(choice[i])].place
                        : LabelPlace{false, labels[i].along, {}});
  }
  return out;
}

}  // namespace lantern
