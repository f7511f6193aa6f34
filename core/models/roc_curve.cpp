#include <limits>

#include "core/models/curve_crossings.h"

namespace lantern::roc_curve_model {
namespace {

struct RocCurve : ScoreFields {
  std::optional<Column> by;
};

struct Points {
  std::vector<double> fpr, tpr, threshold;
};

struct GroupPoints : Points {
  std::vector<std::string> group;
};

struct Groups {
  std::vector<std::string> group;
  std::vector<double> auc, count, positives, negatives;
};

struct Result {
  double auc = 0;
  Points points;
  Groups groups;
  GroupPoints group_points;
  CurveCrossings crossings;
};

/// Adds the curve of these cuts; returns the area under it.
double add_curve(const std::vector<Cut>& cuts, double positives, double negatives, Points& out) {
  out.fpr.push_back(0);
  out.tpr.push_back(0);
  out.threshold.push_back(std::numeric_limits<double>::infinity());
  double twice_area = 0;  // in rows × rows: exact
  Cut last;
  for (const Cut& cut : cuts) {
    out.fpr.push_back(cut.false_positives / negatives);
    out.tpr.push_back(cut.true_positives / positives);
    out.threshold.push_back(cut.threshold);
    twice_area +=
        (cut.false_positives - last.false_positives) * (cut.true_positives + last.true_positives);
    last = cut;
  }
  return twice_area / 2 / positives / negatives;
}

void add_groups(const RocCurve& in, const Scores& scores, const RecordValue& record, Result& out) {
  const auto groups = cuts_by_group(scores, groups_by(*in.data, *in.by, record), record);
  for (const GroupCuts& group : groups) {
    out.groups.group.push_back(group.name);
    out.groups.auc.push_back(
        add_curve(group.cuts, group.positives, group.negatives, out.group_points));
    out.groups.count.push_back(group.rows());
    out.groups.positives.push_back(group.positives);
    out.groups.negatives.push_back(group.negatives);
    out.group_points.group.resize(out.group_points.fpr.size(), group.name);
  }
  out.crossings = crossings_of(groups);
}

Result compute(const RocCurve& in, const RecordValue& record) {
  const Scores scores = read_scores(in, record);
  Result out;
  out.auc = add_curve(all_cuts(scores), scores.positives, scores.negatives, out.points);
  if (in.by) add_groups(in, scores, record, out);
  return out;
}

std::vector<Field> fields() {
  std::vector<Field> out = score_fields<RocCurve>();
  out.push_back(field<&RocCurve::by>(
      "by", "The column that groups the rows: each group has a curve of its own too."));
  return out;
}

template <class Columns>
std::vector<ColumnOf<Columns>> point_columns() {
  return {
      column<&Points::fpr, Columns>("fpr", "False positives / negatives."),
      column<&Points::tpr, Columns>("tpr", "True positives / positives."),
      column<&Points::threshold, Columns>(
          "threshold", "The lowest score that is called positive; infinite at the first point.")};
}

std::vector<ColumnOf<GroupPoints>> group_point_columns() {
  std::vector<ColumnOf<GroupPoints>> out{column<&GroupPoints::group>("group", "The group.")};
  for (auto& one : point_columns<GroupPoints>()) out.push_back(one);
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<RocCurve, compute>(
    {"roc_curve",
     "True against false positive rate at every threshold (Fawcett 2006, algorithm 2), as "
     "sklearn.metrics.roc_curve(drop_intermediate=False) gives it; equal scores share a point.",
     fields()},
    {output<&Result::auc>(
         "auc",
         "The area under the curve, by trapezia: how often a positive outscores a negative."),
     output<&Result::points>("points", "The curve, from (0, 0) to (1, 1).",
                             point_columns<Points>()),
     output<&Result::groups>(
         "groups", "With `by`, one row a group, which is its key.",
         {column<&Groups::group>("group", "The group."),
          column<&Groups::auc>("auc", "The area under its curve."),
          column<&Groups::count>("count", "Its rows."),
          column<&Groups::positives>("positives", "Those of the positive class."),
          column<&Groups::negatives>("negatives", "The others.")},
         {.key = "group"}),
     output<&Result::group_points>("group_points", "With `by`, the groups' curves.",
                                   group_point_columns()),
     output<&Result::crossings>(
         "crossings",
         "Where two groups' curves cross: the same error rates are within reach of both.",
         crossing_columns())});

}  // namespace lantern::roc_curve_model
