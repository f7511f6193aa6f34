#include "core/models/curve_crossings.h"

#include <algorithm>
#include <cmath>

#include "core/base/work.h"

namespace lantern {
namespace {

/// A curve turned by 45°: along the diagonal fpr + tpr, which grows at each of its points, and above
/// it tpr − fpr. So turned, it is a function.
class TurnedCurve {
 public:
  explicit TurnedCurve(const GroupCuts& group) : group_(group) {
    for (const Cut& cut : group.cuts) {
      const double fpr = cut.false_positives / group.negatives;
      const double tpr = cut.true_positives / group.positives;
      along_.push_back(fpr + tpr);
      above_.push_back(tpr - fpr);
    }
  }

  const std::vector<double>& along() const { return along_; }

  double above(double along) const {
    const size_t i = next(along);
    const double from = i == 0 ? 0 : along_[i - 1], begin = i == 0 ? 0 : above_[i - 1];
    const double part = (along - from) / (along_[i] - from);
    return begin + part * (above_[i] - begin);
  }
  double threshold(double along) const { return group_.cuts[next(along)].threshold; }

 private:
  size_t next(double along) const {
    const auto found = std::lower_bound(along_.begin(), along_.end(), along - 1e-12);
    return std::min(size_t(found - along_.begin()), along_.size() - 1);
  }

  const GroupCuts& group_;
  std::vector<double> along_, above_;
};

/// The places at which either curve turns, from the start to the end of both.
std::vector<double> turns_of(const TurnedCurve& a, const TurnedCurve& b) {
  std::vector<double> out{0};
  out.insert(out.end(), a.along().begin(), a.along().end());
  out.insert(out.end(), b.along().begin(), b.along().end());
  std::sort(out.begin(), out.end());
  return out;
}

/// Where the first is as high above the diagonal as the other, and the sign of the difference
/// changes. Rates are fractions of rows: what differs by less than 10⁻¹² is equal.
std::vector<double> meetings_of(const TurnedCurve& a, const TurnedCurve& b) {
  std::vector<double> out;
  double before = 0, place = 0;   // the last difference that is one, and where it ended
  double last = 0, last_place = 0;
  for (const double along : turns_of(a, b)) {
    double now = a.above(along) - b.above(along);
    if (std::fabs(now) < 1e-12) now = 0;
    if (now == 0 && last != 0) place = along;
    if (now != 0 && before != 0 && (now > 0) != (before > 0)) {
      if (last != 0) place = last_place + (along - last_place) * last / (last - now);
      out.push_back(place);
    }
    if (now != 0) before = now;
    last = now;
    last_place = along;
  }
  return out;
}

}  // namespace

CurveCrossings crossings_of(const std::vector<GroupCuts>& groups) {
  std::vector<TurnedCurve> curves(groups.begin(), groups.end());
  CurveCrossings out;
  for (size_t a = 0; a < groups.size(); ++a) {
    for (size_t b = a + 1; b < groups.size(); ++b) {
      spend(100 * (groups[a].cuts.size() + groups[b].cuts.size()));
      for (const double along : meetings_of(curves[a], curves[b])) {
        const double above = curves[a].above(along);
        out.group.push_back(groups[a].name);
        out.other.push_back(groups[b].name);
        out.fpr.push_back((along - above) / 2);
        out.tpr.push_back((along + above) / 2);
        out.threshold.push_back(curves[a].threshold(along));
        out.other_threshold.push_back(curves[b].threshold(along));
      }
    }
  }
  return out;
}

std::vector<ColumnOf<CurveCrossings>> crossing_columns() {
  using C = CurveCrossings;
  return {column<&C::group>("group", "One group."),
          column<&C::other>("other", "The other one."),
          column<&C::fpr>("fpr", "The false positive rate there."),
          column<&C::tpr>("tpr", "The true positive rate there."),
          column<&C::threshold>("threshold", "The threshold of the first group's next point."),
          column<&C::other_threshold>("other_threshold", "That of the other one's.")};
}

}  // namespace lantern
