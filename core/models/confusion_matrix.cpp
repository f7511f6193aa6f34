#include "core/models/scores.h"

namespace lantern::confusion_matrix_model {
namespace {

struct ConfusionMatrix : ScoreFields {
  double threshold = 0.5;
};

struct Counts {
  double tp = 0, fp = 0, tn = 0, fn = 0;
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

Outputs compute(const ConfusionMatrix& in, const RecordValue& record) {
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
  const double tp = counts[kTp], fp = counts[kFp], tn = counts[kTn], fn = counts[kFn];
  const double recall = ratio(tp, tp + fn);
  return {tp,
          fp,
          tn,
          fn,
          ratio(tp + tn, tp + fp + tn + fn),
          ratio(tp, tp + fp),
          recall,
          ratio(tn, tn + fp),
          ratio(2 * tp, 2 * tp + fp + fn),
          recall,
          ratio(fp, fp + tn),
          scores.positives,
          scores.negatives,
          tp + fp,
          tn + fn,
          std::make_shared<const Table>(
              in.data->with("predicted", Column::booleans(std::move(predicted)))
                  .with("outcome", Column::coded(std::move(outcomes), outcome_names())))};
}

std::vector<Field> fields() {
  std::vector<Field> out = score_fields<ConfusionMatrix>();
  out.push_back(field<&ConfusionMatrix::threshold>(
      "threshold", "A row is called positive where its score is at least this.",
      {.fallback = "0.5"}));
  return out;
}

OutputDecl number(std::string_view name, std::string_view doc) {
  return {name, ValueType::number, doc};
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<ConfusionMatrix, compute>(
    {"confusion_matrix",
     "Calls positive what scores at least the threshold, and counts what is right and wrong, as "
     "sklearn.metrics does; a ratio of nothing to nothing is 0.",
     fields()},
    {number("tp", "Positives called positive."),
     number("fp", "Negatives called positive."),
     number("tn", "Negatives called negative."),
     number("fn", "Positives called negative."),
     number("accuracy", "(tp + tn) / all"),
     number("precision", "tp / (tp + fp)"),
     number("recall", "tp / (tp + fn)"),
     number("specificity", "tn / (tn + fp)"),
     number("f1", "2 tp / (2 tp + fp + fn)"),
     number("tpr", "The true positive rate: recall."),
     number("fpr", "The false positive rate: fp / (fp + tn)"),
     number("positives", "tp + fn"),
     number("negatives", "tn + fp"),
     number("predicted_positives", "tp + fp"),
     number("predicted_negatives", "tn + fn"),
     {"rows",
      ValueType::table,
      "The data, with what became of each row.",
      {{"predicted", ColumnType::boolean, "Whether the row is called positive."},
       {"outcome", ColumnType::text, "tp, fp, tn or fn."}},
      {},
      "data"}});

}  // namespace lantern::confusion_matrix_model
