#include "core/models/fair_model.h"

#include <cmath>

#include "core/base/random.h"

namespace lantern {
namespace {

struct FairFields : ScoreFields {
  Column by;
  double fp_cost = 1, fn_cost = 1;
  double seed = 0;
};

/// One row a group.
struct FairGroups {
  std::vector<std::string> group;
  std::vector<double> count, positives, negatives;
  std::vector<double> threshold0, p0, threshold1, p1, p_ignore, constant;
  std::vector<double> tpr, fpr, fnr, selection_rate, accuracy;
};

struct HullPoints {
  std::vector<std::string> group;
  std::vector<double> fpr, tpr, threshold;
};

struct FairCalls {
  std::vector<double> probability;
  Truths predicted;
};

struct FairResult {
  double tpr = 0, fpr = 0, selection_rate = 0, accuracy = 0;
  double loss = 0, group_loss = 0, single_loss = 0, cost = 0;
  FairGroups groups;
  HullPoints hulls;
  Extended<FairCalls> rows;
};

void add_group(const GroupCuts& group, const FairRule& rule, FairGroups& out) {
  const double fp = rule.false_positives, tp = rule.true_positives;
  out.group.push_back(group.name);
  out.count.push_back(group.rows());
  out.positives.push_back(group.positives);
  out.negatives.push_back(group.negatives);
  out.threshold0.push_back(rule.threshold0);
  out.p0.push_back(rule.p0);
  out.threshold1.push_back(rule.threshold1);
  out.p1.push_back(rule.p1);
  out.p_ignore.push_back(rule.p_ignore);
  out.constant.push_back(rule.constant);
  out.tpr.push_back(tp / group.positives);
  out.fpr.push_back(fp / group.negatives);
  out.fnr.push_back(1 - tp / group.positives);
  out.selection_rate.push_back((tp + fp) / group.rows());
  out.accuracy.push_back((tp + group.negatives - fp) / group.rows());
}

void add_hull(const GroupCuts& group, const std::vector<Cut>& corners, HullPoints& out) {
  for (const Cut& corner : corners) {
    out.group.push_back(group.name);
    out.fpr.push_back(corner.false_positives / group.negatives);
    out.tpr.push_back(corner.true_positives / group.positives);
    out.threshold.push_back(corner.threshold);
  }
}

FairCalls calls_of(const FairFields& in, const Scores& scores, const RowGroups& groups,
                   const std::vector<FairRule>& rules) {
  Random random(static_cast<std::uint64_t>(std::llround(in.seed)), "fair");
  FairCalls out;
  for (size_t i = 0; i < scores.values.size(); ++i) {
    out.probability.push_back(rules[groups.of_row[i]].probability(scores.values[i]));
    out.predicted.values.push_back(random.uniform() < out.probability.back() ? 1 : 0);
  }
  return out;
}

/// What all rows come to, and what it costs a row.
void add_totals(const Scores& scores, const std::vector<GroupCuts>& groups, const FairRules& found,
                const MistakeCosts& costs, FairResult& out) {
  const double rows = scores.positives + scores.negatives;
  double fp = 0, tp = 0;
  for (size_t g = 0; g < groups.size(); ++g) {
    fp += found.rules[g].false_positives;
    tp += found.rules[g].true_positives;
    out.group_loss += cheapest_loss(groups[g].cuts, groups[g].positives, costs) / rows;
  }
  out.tpr = tp / scores.positives;
  out.fpr = fp / scores.negatives;
  out.selection_rate = (fp + tp) / rows;
  out.accuracy = (tp + scores.negatives - fp) / rows;
  out.loss = found.loss / rows;
  out.single_loss = cheapest_loss(all_cuts(scores), scores.positives, costs) / rows;
  out.cost = out.loss - out.group_loss;
}

template <Parity kParity>
FairResult fair(const FairFields& in, const RecordValue& record) {
  const Scores scores = read_scores(in, record);
  const RowGroups of_rows = groups_by(*in.data, in.by, record);
  const std::vector<GroupCuts> groups = cuts_by_group(scores, of_rows, record);
  const MistakeCosts costs{in.fp_cost, in.fn_cost};
  const FairRules found = fair_rules(groups, kParity, costs);
  FairResult out;
  for (size_t g = 0; g < groups.size(); ++g) {
    add_group(groups[g], found.rules[g], out.groups);
    add_hull(groups[g], found.hulls[g], out.hulls);
  }
  add_totals(scores, groups, found, costs, out);
  out.rows = {in.data, calls_of(in, scores, of_rows, found.rules)};
  return out;
}

std::vector<Field> fair_fields() {
  return joined(
      {score_fields<FairFields>(),
       {field<&FairFields::by>("by", "The column that groups the rows.", {.required = true}),
        field<&FairFields::fp_cost>("fp_cost", "What a negative costs that is called positive.",
                                    {.fallback = "1", .least = 0, .above = true}),
        field<&FairFields::fn_cost>("fn_cost", "What a positive costs that is called negative.",
                                    {.fallback = "1", .least = 0, .above = true}),
        field<&FairFields::seed>(
            "seed", "Of the draws by which rows are called.",
            {.fallback = "0", .least = 0, .most = 9007199254740991, .kind = FieldKind::count})}});
}

std::vector<ColumnOf<FairGroups>> fair_group_columns() {
  using G = FairGroups;
  return {column<&G::group>("group", "The group."),
          column<&G::count>("count", "Its rows."),
          column<&G::positives>("positives", "Those of the positive class."),
          column<&G::negatives>("negatives", "The others."),
          column<&G::threshold0>("threshold0",
                                 "Called positive is what scores at least this; infinite: none."),
          column<&G::p0>("p0", "How often this threshold is taken."),
          column<&G::threshold1>("threshold1", "The other threshold, a lower one or the same."),
          column<&G::p1>("p1", "How often that one is taken."),
          column<&G::p_ignore>("p_ignore", "How often the score is ignored."),
          column<&G::constant>("constant", "How often positive is said then."),
          column<&G::tpr>("tpr", "The true positive rate to be expected."),
          column<&G::fpr>("fpr", "The false positive rate."),
          column<&G::fnr>("fnr", "The false negative rate."),
          column<&G::selection_rate>("selection_rate", "The part that is called positive."),
          column<&G::accuracy>("accuracy", "The part that is called right.")};
}

std::vector<OutputOf<FairResult>> fair_outputs() {
  using R = FairResult;
  return {
      output<&R::tpr>("tpr", "The true positive rate of all rows, to be expected."),
      output<&R::fpr>("fpr", "The false positive rate."),
      output<&R::selection_rate>("selection_rate", "The part that is called positive."),
      output<&R::accuracy>("accuracy", "The part that is called right."),
      output<&R::loss>("loss", "What mistakes cost, a row."),
      output<&R::group_loss>("group_loss",
                             "The same with the cheapest threshold of each group, equal or not."),
      output<&R::single_loss>("single_loss", "With the cheapest one threshold for all."),
      output<&R::cost>("cost", "loss − group_loss: what equality costs, a row."),
      output<&R::groups>("groups", "One row a group, which is its key.", fair_group_columns(),
                         {.key = "group"}),
      output<&R::hulls>("hulls", "The thresholds that may be taken: the corners of hulls.",
                        {column<&HullPoints::group>("group", "The group."),
                         column<&HullPoints::fpr>("fpr", "Its false positive rate."),
                         column<&HullPoints::tpr>("tpr", "Its true positive rate."),
                         column<&HullPoints::threshold>(
                             "threshold", "The lowest score that is called positive.")}),
      output<&R::rows>(
          "rows", "The data.",
          {column<&FairCalls::probability>("probability", "How likely it is called positive."),
           column<&FairCalls::predicted>("predicted", "Whether it is, as drawn by `seed`.")},
          {.extends = "data"})};
}

}  // namespace

ModelType fair_model(std::string_view name, std::string_view doc, Parity parity) {
  Kind kind{name, doc, fair_fields()};
  if (parity == Parity::odds) return model<FairFields, fair<Parity::odds>>(kind, fair_outputs());
  if (parity == Parity::selection) {
    return model<FairFields, fair<Parity::selection>>(kind, fair_outputs());
  }
  return model<FairFields, fair<Parity::opportunity>>(kind, fair_outputs());
}

}  // namespace lantern
