#include <algorithm>

#include "core/models/rates.h"
#include "core/models/row_groups.h"

namespace lantern::confusion_matrix_model {
namespace {

struct ConfusionMatrix : ScoreFields {
  double threshold = 0.5;
  double beta = 1;
  std::optional<Column> by;
};

struct Calls {
  Truths predicted;
  Words outcome;
};

/// One row a group.
struct Groups : RateColumns {
  std::vector<std::string> group;
  std::vector<double> count, positives, negatives;
};

struct Result {
  double tp = 0, fp = 0, tn = 0, fn = 0;
  double accuracy = 0, balanced_accuracy = 0, precision = 0, recall = 0, specificity = 0;
  double f1 = 0, f_beta = 0, fpr = 0, fnr = 0;
  double positives = 0, negatives = 0;
  double predicted_positives = 0, predicted_negatives = 0;
  double fpr_difference = 0, fnr_difference = 0;
  double equalized_odds_difference = 0, demographic_parity_difference = 0;
  Groups groups;
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

void count(Result& out, const Outcomes& all, double beta) {
  out.tp = all.tp;
  out.fp = all.fp;
  out.tn = all.tn;
  out.fn = all.fn;
  out.accuracy = all.accuracy();
  out.balanced_accuracy = all.balanced_accuracy();
  out.precision = all.precision();
  out.recall = all.recall();
  out.specificity = all.specificity();
  out.f1 = all.f1();
  out.f_beta = all.f_beta(beta);
  out.fpr = all.fpr();
  out.fnr = all.fnr();
  out.predicted_positives = all.tp + all.fp;
  out.predicted_negatives = all.tn + all.fn;
}

double gap_of(const std::vector<double>& rates) {
  if (rates.empty()) return 0;
  const auto [least, most] = std::minmax_element(rates.begin(), rates.end());
  return *most - *least;
}

void compare_groups(const ConfusionMatrix& in, const Scores& scores, const RecordValue& record,
                    Result& out) {
  const RowGroups groups = groups_by(*in.data, *in.by, record);
  std::vector<Outcomes> counts(groups.names.size());
  for (size_t i = 0; i < scores.values.size(); ++i) {
    counts[groups.of_row[i]].add(scores.values[i] >= in.threshold, scores.actual[i] != 0);
  }
  out.groups.group = groups.names;
  for (const Outcomes& one : counts) {
    out.groups.add(one, in.beta);
    out.groups.count.push_back(one.rows());
    out.groups.positives.push_back(one.tp + one.fn);
    out.groups.negatives.push_back(one.fp + one.tn);
  }
  out.fpr_difference = gap_of(out.groups.fpr);
  out.fnr_difference = gap_of(out.groups.fnr);
  out.equalized_odds_difference = std::max(out.fpr_difference, gap_of(out.groups.tpr));
  out.demographic_parity_difference = gap_of(out.groups.selection_rate);
}

Result compute(const ConfusionMatrix& in, const RecordValue& record) {
  const Scores scores = read_scores(in, record);
  const size_t rows = scores.values.size();
  Outcomes counts;
  std::vector<double> predicted(rows);
  std::vector<std::int32_t> outcomes(rows);
  for (size_t i = 0; i < rows; ++i) {
    const bool called = scores.values[i] >= in.threshold;
    predicted[i] = called ? 1 : 0;
    outcomes[i] = outcome_of(called, scores.actual[i] != 0);
    counts.add(called, scores.actual[i] != 0);
  }
  Result out;
  count(out, counts, in.beta);
  out.positives = scores.positives;
  out.negatives = scores.negatives;
  if (in.by) compare_groups(in, scores, record, out);
  out.rows = {in.data, {{std::move(predicted)}, {std::move(outcomes), outcome_names()}}};
  return out;
}

std::vector<Field> fields() {
  std::vector<Field> out = score_fields<ConfusionMatrix>();
  out.push_back(field<&ConfusionMatrix::threshold>(
      "threshold", "A row is called positive where its score is at least this.",
      {.fallback = "0.5"}));
  out.push_back(
      field<&ConfusionMatrix::beta>("beta", "How much recall counts against precision in `f_beta`.",
                                    {.fallback = "1", .least = 0}));
  out.push_back(field<&ConfusionMatrix::by>(
      "by", "The column that groups the rows: `groups` judges each on its own."));
  return out;
}

std::vector<ColumnOf<Groups>> group_columns() {
  std::vector<ColumnOf<Groups>> out{column<&Groups::group>("group", "The group."),
                                    column<&Groups::count>("count", "Its rows."),
                                    column<&Groups::positives>("positives", "tp + fn"),
                                    column<&Groups::negatives>("negatives", "fp + tn")};
  for (auto& one : rate_columns<Groups>()) out.push_back(one);
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
     output<&Result::fnr>("fnr", "The false negative rate: fn / (fn + tp)"),
     output<&Result::balanced_accuracy>("balanced_accuracy", "(recall + specificity) / 2"),
     output<&Result::f_beta>("f_beta",
                             "(1 + β²) tp / ((1 + β²) tp + β² fn + fp): recall counts β times."),
     output<&Result::positives>("positives", "tp + fn"),
     output<&Result::negatives>("negatives", "tn + fp"),
     output<&Result::predicted_positives>("predicted_positives", "tp + fp"),
     output<&Result::predicted_negatives>("predicted_negatives", "tn + fn"),
     output<&Result::groups>("groups", "With `by`, one row a group, which is its key.",
                             group_columns(), {.key = "group"}),
     output<&Result::fpr_difference>(
         "fpr_difference", "The groups' largest fpr without the smallest; 0 without `by`."),
     output<&Result::fnr_difference>("fnr_difference", "The same of their fnr."),
     output<&Result::equalized_odds_difference>(
         "equalized_odds_difference",
         "The larger of the differences of fpr and tpr, as fairlearn.metrics has it."),
     output<&Result::demographic_parity_difference>(
         "demographic_parity_difference", "The difference of the selection rates, likewise."),
     output<&Result::rows>(
         "rows", "The data, with what became of each row.",
         {column<&Calls::predicted>("predicted", "Whether the row is called positive."),
          column<&Calls::outcome>("outcome", "tp, fp, tn or fn.")},
         {.extends = "data"})});

}  // namespace lantern::confusion_matrix_model
