#include "core/models/scores.h"

namespace lantern::confusion_matrix_model {
namespace {

struct ConfusionMatrix : ScoreFields {
  double threshold = 0.5;
};

struct Calls {
  Truths predicted;
  Words outcome;
};

struct Result {
  double tp = 0, fp = 0, tn = 0, fn = 0;
  double accuracy = 0, precision = 0, recall = 0, specificity = 0, f1 = 0, fpr = 0;
  double positives = 0, negatives = 0;
  double predicted_positives = 0, predicted_negatives = 0;
  Extended<Calls> rows;
};

/// Which of the four a row is, as its place in `outcome_names`.
enum Outcome : std::int32_t { kTp, kFp, kTn, kFn };

std::shared_ptr<const std::vector<std::string>> outcome_names() {
  static const auto kNames = std::make_shared<const std::vector<std::string>>(
      std::vector<std::string>{"tp", "fp", "tn", "fn"});
  return kNames;
}

Outcome outcome_of(bool predicted, bool actual) {
  if (predicted) return actual ? kTp : kFp;
  return actual ? kFn : kTn;
}

/// 0 where there is nothing to divide by, as scikit-learn's zero_division=0.
double ratio(double part, double whole) {
  return whole == 0 ? 0 : part / whole;
}

void count(Result& out, const double (&counts)[4]) {
  const double tp = counts[kTp], fp = counts[kFp], tn = counts[kTn], fn = counts[kFn];
  out.tp = tp;
  out.fp = fp;
  out.tn = tn;
  out.fn = fn;
  out.accuracy = ratio(tp + tn, tp + fp + tn + fn);
  out.precision = ratio(tp, tp + fp);
  out.recall = ratio(tp, tp + fn);
  out.specificity = ratio(tn, tn + fp);
  out.f1 = ratio(2 * tp, 2 * tp + fp + fn);
  out.fpr = ratio(fp, fp + tn);
  out.predicted_positives = tp + fp;
  out.predicted_negatives = tn + fn;
}

Result compute(const ConfusionMatrix& in, const RecordValue& record) {
  const Scores scores = read_scores(in, record);
  const size_t rows = scores.values.size();
  double counts[4] = {};
  std::vector<double> predicted(rows);
  std::vector<std::int32_t> outcomes(rows);
  for (size_t i = 0; i < rows; ++i) {
    const bool called = scores.values[i] >= in.threshold;
    predicted[i] = called ? 1 : 0;
    outcomes[i] = outcome_of(called, scores.actual[i] != 0);
    counts[outcomes[i]] += 1;
  }
  Result out;
  count(out, counts);
  out.positives = scores.positives;
  out.negatives = scores.negatives;
  out.rows = {in.data, {{std::move(predicted)}, {std::move(outcomes), outcome_names()}}};
  return out;
}

std::vector<Field> fields() {
  std::vector<Field> out = score_fields<ConfusionMatrix>();
  out.push_back(field<&ConfusionMatrix::threshold>(
      "threshold", "A row is called positive where its score is at least this.",
      {.fallback = "0.5"}));
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<ConfusionMatrix, compute>(
    {"confusion_matrix",
     "Calls positive what scores at least the threshold, and counts what is right and wrong, as "
     "sklearn.metrics does; a ratio of nothing to nothing is 0.",
     fields()},
    {output<&Result::tp>("tp", "Positives called positive."),
     output<&Result::fp>("fp", "Negatives called positive."),
     output<&Result::tn>("tn", "Negatives called negative."),
     output<&Result::fn>("fn", "Positives called negative."),
     output<&Result::accuracy>("accuracy", "(tp + tn) / all"),
     output<&Result::precision>("precision", "tp / (tp + fp)"),
     output<&Result::recall>("recall", "tp / (tp + fn)"),
     output<&Result::specificity>("specificity", "tn / (tn + fp)"),
     output<&Result::f1>("f1", "2 tp / (2 tp + fp + fn)"),
     output<&Result::recall>("tpr", "The true positive rate: recall."),
     output<&Result::fpr>("fpr", "The false positive rate: fp / (fp + tn)"),
     output<&Result::positives>("positives", "tp + fn"),
     output<&Result::negatives>("negatives", "tn + fp"),
     output<&Result::predicted_positives>("predicted_positives", "tp + fp"),
     output<&Result::predicted_negatives>("predicted_negatives", "tn + fn"),
     output<&Result::rows>(
         "rows", "The data, with what became of each row.",
         {column<&Calls::predicted>("predicted", "Whether the row is called positive."),
          column<&Calls::outcome>("outcome", "tp, fp, tn or fn.")},
         {.extends = "data"})});

}  // namespace lantern::confusion_matrix_model
