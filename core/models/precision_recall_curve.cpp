#include <algorithm>
#include <limits>

#include "core/models/scores.h"

namespace lantern::precision_recall_curve_model {
namespace {

struct PrecisionRecallCurve : ScoreFields {};

struct Points {
  std::vector<double> recall, precision, threshold;
};

struct Result {
  double average_precision = 0;
  Points points;
};

Result compute(const PrecisionRecallCurve& in, const RecordValue& record) {
  const Scores scores = read_scores(in, record);
  std::vector<double> precision{1}, recall{0}, threshold{std::numeric_limits<double>::infinity()};
  double average = 0;
  for (const Cut& cut : all_cuts(scores)) {
    precision.push_back(cut.true_positives / (cut.true_positives + cut.false_positives));
    recall.push_back(cut.true_positives / scores.positives);
    threshold.push_back(cut.threshold);
    average += (recall.back() - recall[recall.size() - 2]) * precision.back();
  }
  for (auto* values : {&precision, &recall, &threshold}) {
    std::reverse(values->begin(), values->end());
  }
  return {average, {std::move(recall), std::move(precision), std::move(threshold)}};
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<PrecisionRecallCurve, compute>(
    {"precision_recall_curve",
     "Precision against recall at every threshold, as sklearn.metrics.precision_recall_curve gives "
     "it; equal scores share a point.",
     score_fields<PrecisionRecallCurve>()},
    {output<&Result::average_precision>(
         "average_precision",
         "Σ (recallₙ − recallₙ₋₁) · precisionₙ, as sklearn.metrics.average_precision_score."),
     output<&Result::points>(
         "points", "The curve from the lowest threshold (recall 1) to the highest, then (0, 1).",
         {column<&Points::recall>("recall", "True positives / positives."),
          column<&Points::precision>("precision", "True positives / all that is called positive."),
          column<&Points::threshold>(
              "threshold",
              "The lowest score that is called positive; infinite at the last point.")})});

}  // namespace lantern::precision_recall_curve_model
