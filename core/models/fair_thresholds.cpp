#include "core/models/fair_thresholds.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/work.h"

namespace lantern {
namespace {

constexpr double kSameRate = 1e-12;

/// The best that a group can do: over a rate that all groups shall share, the upper hull of what
/// its thresholds give. Its corners are found in whole numbers of rows.
class Frontier {
 public:
  Frontier(const GroupCuts& group, Parity parity) : group_(group), parity_(parity) {
    add({std::numeric_limits<double>::infinity(), 0, 0});
    for (const Cut& cut : group.cuts) add(cut);
  }

  const std::vector<Cut>& corners() const { return corners_; }
  double rate(const Cut& corner) const { return across(corner) / width(); }

  /// The cut that mixing the two corners about this rate comes to.
  Cut at(double rate) const {
    const Place place = place_of(rate);
    const Cut &a = corners_[place.corner], &b = corners_[place.next];
    return {0, a.true_positives + place.part * (b.true_positives - a.true_positives),
            a.false_positives + place.part * (b.false_positives - a.false_positives)};
  }

  FairRule rule(double rate) const {
    const Place place = place_of(rate);
    const Cut mixed = at(rate);
    FairRule out;
    out.threshold0 = corners_[place.corner].threshold;
    out.threshold1 = corners_[place.next].threshold;
    out.p0 = 1 - place.part;
    out.p1 = place.part;
    out.false_positives = mixed.false_positives;
    out.true_positives = mixed.true_positives;
    return out;
  }

  double tpr(double rate) const { return at(rate).true_positives / group_.positives; }

 private:
  struct Place {
    size_t corner, next;
    double part;  // of the way from one to the other
  };

  double across(const Cut& cut) const {
    if (parity_ == Parity::odds) return cut.false_positives;
    if (parity_ == Parity::opportunity) return cut.true_positives;
    return cut.false_positives + cut.true_positives;
  }
  double up(const Cut& cut) const {
    return parity_ == Parity::opportunity ? -cut.false_positives : cut.true_positives;
  }
  double width() const {
    if (parity_ == Parity::odds) return group_.negatives;
    return parity_ == Parity::opportunity ? group_.positives : group_.rows();
  }

  /// Whether a corner is on or below the line from the one before to a new one.
  bool hidden(const Cut& before, const Cut& corner, const Cut& now) const {
    const double x = across(corner) - across(before), y = up(corner) - up(before);
    const double x2 = across(now) - across(before), y2 = up(now) - up(before);
    return x * y2 - y * x2 >= 0;
  }

  void add(const Cut& cut) {
    if (!corners_.empty() && across(corners_.back()) == across(cut)) {
      if (up(cut) <= up(corners_.back())) return;
      corners_.pop_back();
    }
    while (corners_.size() > 1 &&
           hidden(corners_[corners_.size() - 2], corners_.back(), cut)) {
      corners_.pop_back();
    }
    corners_.push_back(cut);
  }

  Place place_of(double rate) const {
    const double wanted = rate * width();
    const auto found =
        std::lower_bound(corners_.begin(), corners_.end(), wanted - kSameRate * width(),
                         [&](const Cut& corner, double x) { return across(corner) < x; });
    const size_t next = std::min(size_t(found - corners_.begin()), corners_.size() - 1);
    const bool corner = next == 0 || across(corners_[next]) <= wanted + kSameRate * width();
    if (corner) return {next, next, 0};
    const double from = across(corners_[next - 1]);
    return {next - 1, next, (wanted - from) / (across(corners_[next]) - from)};
  }

  const GroupCuts& group_;
  Parity parity_;
  std::vector<Cut> corners_;
};

/// Looks for the rate at which all groups together cost least.
class Search {
 public:
  Search(const std::vector<GroupCuts>& groups, Parity parity, const MistakeCosts& costs)
      : groups_(groups), parity_(parity), costs_(costs) {
    for (const GroupCuts& group : groups) frontiers_.emplace_back(group, parity);
    for (const GroupCuts& group : groups) {
      positives_ += group.positives;
      negatives_ += group.negatives;
    }
  }

  FairRules find() const {
    double best = 0, least = std::numeric_limits<double>::infinity();
    for (const double rate : candidates()) {
      spend(60 * groups_.size());
      const double loss = loss_at(rate);
      if (!(loss < least - kSameRate * (positives_ + negatives_))) continue;
      best = rate;
      least = loss;
    }
    FairRules out;
    out.loss = least;
    for (size_t g = 0; g < groups_.size(); ++g) {
      out.rules.push_back(frontiers_[g].rule(best));
      if (parity_ == Parity::odds) lower(best, groups_[g], out.rules.back());
      out.hulls.push_back(frontiers_[g].corners());
    }
    return out;
  }

 private:
  double lowest_tpr(double rate) const {
    double out = 1;
    for (const Frontier& one : frontiers_) out = std::min(out, one.tpr(rate));
    return out;
  }

  double loss_at(double rate) const {
    if (parity_ == Parity::odds) {
      return costs_.of(rate * negatives_, (1 - lowest_tpr(rate)) * positives_);
    }
    double out = 0;
    for (size_t g = 0; g < groups_.size(); ++g) {
      const Cut cut = frontiers_[g].at(rate);
      out += costs_.of(cut.false_positives, groups_[g].positives - cut.true_positives);
    }
    return out;
  }

  /// All rates at which the cost may be least, from the lowest.
  std::vector<double> candidates() const {
    std::vector<double> out;
    for (const Frontier& one : frontiers_) {
      for (const Cut& corner : one.corners()) out.push_back(one.rate(corner));
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    if (parity_ != Parity::odds) return out;
    const std::vector<double> corners = out;
    for (size_t i = 0; i + 1 < corners.size(); ++i) add_crossings(corners[i], corners[i + 1], out);
    std::sort(out.begin(), out.end());
    return out;
  }

  /// Between corners, hulls are straight.
  void add_crossings(double from, double to, std::vector<double>& out) const {
    std::vector<double> begin, end;
    for (const Frontier& one : frontiers_) {
      begin.push_back(one.tpr(from));
      end.push_back(one.tpr(to));
    }
    spend(10 * begin.size() * begin.size());
    for (size_t a = 0; a < begin.size(); ++a) {
      for (size_t b = a + 1; b < begin.size(); ++b) {
        const double before = begin[a] - begin[b], after = end[a] - end[b];
        if (before * after < 0) out.push_back(from + (to - from) * before / (before - after));
      }
    }
  }

  /// A group that could do better is called at random as often as makes it like the others.
  void lower(double rate, const GroupCuts& group, FairRule& rule) const {
    const double wanted = lowest_tpr(rate), own = rule.true_positives / group.positives;
    if (own > wanted + kSameRate && own > rate) {
      rule.p_ignore = (own - wanted) / (own - rate);
      rule.constant = rate;
    }
    rule.true_positives = wanted * group.positives;
  }

  const std::vector<GroupCuts>& groups_;
  Parity parity_;
  MistakeCosts costs_;
  std::vector<Frontier> frontiers_;
  double positives_ = 0, negatives_ = 0;
};

}  // namespace

double FairRule::probability(double score) const {
  const double by_score = (score >= threshold0 ? p0 : 0) + (score >= threshold1 ? p1 : 0);
  return p_ignore * constant + (1 - p_ignore) * by_score;
}

FairRules fair_rules(const std::vector<GroupCuts>& groups, Parity parity,
                     const MistakeCosts& costs) {
  return Search(groups, parity, costs).find();
}

double cheapest_loss(std::span<const Cut> cuts, double positives, const MistakeCosts& costs) {
  double least = costs.of(0, positives);
  for (const Cut& cut : cuts) {
    least = std::min(least, costs.of(cut.false_positives, positives - cut.true_positives));
  }
  return least;
}

}  // namespace lantern
