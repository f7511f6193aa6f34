#include <limits>

#include "core/models/scores.h"

namespace lantern::roc_curve_model {
namespace {

struct RocCurve : ScoreFields {};

struct Points {
  std::vector<double> fpr, tpr, threshold;
};

struct Result {
  double auc = 0;
  Points points;
};

Result compute(const RocCurve& in, const RecordValue& record) {
  const Scores scores = read_scores(in, record);
  std::vector<double> fpr{0}, tpr{0}, threshold{std::numeric_limits<double>::infinity()};
  double twice_area = 0;  // in rows × rows: exact
  Cut last;
  for (const Cut& cut : all_cuts(scores)) {
    fpr.push_back(cut.false_positives / scores.negatives);
    tpr.push_back(cut.true_positives / scores.positives);
    threshold.push_back(cut.threshold);
    twice_area +=
        (cut.false_positives - last.false_positives) * (cut.true_positives + last.true_positives);
    last = cut;
  }
  return {twice_area / 2 / scores.positives / scores.negatives,
          {std::move(fpr), std::move(tpr), std::move(threshold)}};
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<RocCurve, compute>(
    {"roc_curve",
     "True against false positive rate at every threshold (Fawcett 2006, algorithm 2), as "
     "sklearn.metrics.roc_curve(drop_intermediate=False) gives it; equal scores share a point.",
     score_fields<RocCurve>()},
    {output<&Result::auc>(
         "auc",
         "The area under the curve, by trapezia: how often a positive outscores a negative."),
     output<&Result::points>(
         "points", "The curve, from (0, 0) to (1, 1).",
         {column<&Points::fpr>("fpr", "False positives / negatives."),
          column<&Points::tpr>("tpr", "True positives / positives."),
          column<&Points::threshold>(
              "threshold",
              "The lowest score that is called positive; infinite at the first point.")})});

}  // namespace lantern::roc_curve_model
