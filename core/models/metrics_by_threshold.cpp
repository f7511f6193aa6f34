#include <algorithm>
#include <limits>

#include "core/base/work.h"
#include "core/models/rates.h"
#include "core/models/row_groups.h"

namespace lantern::metrics_by_threshold_model {
namespace {

struct MetricsByThreshold : ScoreFields {
  double beta = 1;
  std::vector<double> thresholds;
  std::optional<Column> by;
};

/// One row a threshold, of a group's one of each.
struct Metrics : RateColumns {
  std::vector<double> threshold;
};
struct GroupMetrics : Metrics {
  std::vector<std::string> group;
};

struct Best {
  std::vector<std::string> metric;
  std::vector<double> value, threshold;
};

struct Result {
  Metrics rows;
  GroupMetrics groups;
  Best best;
};

/// Those given, else every score, the lowest first, and an infinite one.
std::vector<double> thresholds_of(const MetricsByThreshold& in, const std::vector<Cut>& cuts) {
  std::vector<double> out = in.thresholds;
  std::sort(out.begin(), out.end());
  if (!out.empty()) return out;
  for (const Cut& cut : cuts) out.push_back(cut.threshold);
  std::reverse(out.begin(), out.end());
  out.push_back(std::numeric_limits<double>::infinity());
  return out;
}

/// Both go up: cuts from the last, which is the lowest.
void add_metrics(const std::vector<double>& thresholds, const std::vector<Cut>& cuts,
                 double positives, double negatives, double beta, Metrics& out) {
  spend(100 * (thresholds.size() + cuts.size()));
  size_t left = cuts.size();
  for (const double threshold : thresholds) {
    while (left > 0 && cuts[left - 1].threshold < threshold) --left;
    const Cut cut = left > 0 ? cuts[left - 1] : Cut();
    out.threshold.push_back(threshold);
    out.add({cut.true_positives, cut.false_positives, negatives - cut.false_positives,
             positives - cut.true_positives},
            beta);
  }
}

/// Among equally good ones the lowest threshold.
void add_best(std::string metric, const std::vector<double>& values, const Metrics& rows,
              Best& out) {
  const auto most = std::max_element(values.begin(), values.end());
  out.metric.push_back(std::move(metric));
  out.value.push_back(*most);
  out.threshold.push_back(rows.threshold[size_t(most - values.begin())]);
}

Best best_of(const Metrics& rows) {
  Best out;
  add_best("accuracy", rows.accuracy, rows, out);
  add_best("balanced_accuracy", rows.balanced_accuracy, rows, out);
  add_best("precision", rows.precision, rows, out);
  add_best("f1", rows.f1, rows, out);
  add_best("f_beta", rows.f_beta, rows, out);
  return out;
}

Result compute(const MetricsByThreshold& in, const RecordValue& record) {
  const Scores scores = read_scores(in, record);
  const std::vector<Cut> cuts = all_cuts(scores);
  const std::vector<double> thresholds = thresholds_of(in, cuts);
  Result out;
  add_metrics(thresholds, cuts, scores.positives, scores.negatives, in.beta, out.rows);
  out.best = best_of(out.rows);
  if (!in.by) return out;
  for (const GroupCuts& group :
       cuts_by_group(scores, groups_by(*in.data, *in.by, record), record)) {
    add_metrics(thresholds, group.cuts, group.positives, group.negatives, in.beta, out.groups);
    out.groups.group.resize(out.groups.threshold.size(), group.name);
  }
  return out;
}

std::vector<Field> fields() {
  std::vector<Field> out = score_fields<MetricsByThreshold>();
  out.push_back(field<&MetricsByThreshold::beta>(
      "beta", "How much recall counts against precision in `f_beta`.",
      {.fallback = "1", .least = 0}));
  out.push_back(field<&MetricsByThreshold::thresholds>(
      "thresholds", "Where they are wanted: [0, 0.25, 0.5]; at every score if absent."));
  out.push_back(field<&MetricsByThreshold::by>(
      "by", "The column that groups the rows: `groups` judges each on its own."));
  return out;
}

template <class Columns>
std::vector<ColumnOf<Columns>> metric_columns() {
  std::vector<ColumnOf<Columns>> out{column<&Metrics::threshold, Columns>(
      "threshold", "A row is called positive where its score is at least this.")};
  for (auto& one : rate_columns<Columns>()) out.push_back(one);
  return out;
}

std::vector<ColumnOf<GroupMetrics>> group_columns() {
  std::vector<ColumnOf<GroupMetrics>> out{column<&GroupMetrics::group>("group", "The group.")};
  for (auto& one : metric_columns<GroupMetrics>()) out.push_back(one);
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<MetricsByThreshold, compute>(
    {"metrics_by_threshold",
     "What a confusion_matrix says at every threshold; a ratio of nothing to nothing is 0.",
     fields()},
    {output<&Result::rows>("rows", "One row a threshold, the lowest first; the last is infinite.",
                           metric_columns<Metrics>()),
     output<&Result::groups>("groups", "With `by`, one row a group and threshold.",
                             group_columns()),
     output<&Result::best>(
         "best", "Where metrics are highest, one row each: accuracy, balanced_accuracy, precision, "
                 "f1, f_beta.",
         {column<&Best::metric>("metric", "Its name, the key."),
          column<&Best::value>("value", "How high it gets."),
          column<&Best::threshold>("threshold", "The lowest threshold where it does.")},
         {.key = "metric"})});

}  // namespace lantern::metrics_by_threshold_model
