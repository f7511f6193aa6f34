#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/models/split_search.h"

namespace lantern::split_gain_model {
namespace {

struct SplitGain {
  TablePtr data;
  std::vector<Column> features;
  Column target;
  std::optional<double> threshold;
  std::string criterion;
  int min_samples_leaf = 1;
};

struct Splits {
  Words feature;
  std::vector<double> threshold, left_count, right_count, left, right, gain;
};

struct SideOf {
  Words side;
};

struct Result {
  std::string feature;
  double threshold = std::nan("");
  double parent = 0, left = 0, right = 0, gain = 0;
  double left_count = 0, right_count = 0;
  Splits best, all;
  Extended<SideOf> rows;
};

using Names = std::shared_ptr<const std::vector<std::string>>;

Splits table_of(std::span<const FeatureSplit> splits, const Names& features) {
  Splits out;
  out.feature.words = features;
  for (const FeatureSplit& one : splits) {
    out.feature.codes.push_back(static_cast<std::int32_t>(one.feature));
    out.threshold.push_back(one.threshold);
    out.left_count.push_back(one.left_count);
    out.right_count.push_back(one.right_count);
    out.left.push_back(one.left);
    out.right.push_back(one.right);
    out.gain.push_back(one.gain);
  }
  return out;
}

/// What cannot be parted stays together, on the left.
FeatureSplit whole(const SplitSearch& search, size_t rows) {
  FeatureSplit out;
  out.threshold = std::numeric_limits<double>::infinity();
  out.left_count = double(rows);
  out.left = search.parent;
  return out;
}

FeatureSplit chosen(const SplitGain& in, const ClassSamples& samples, const SplitSearch& search,
                    const RecordValue& record) {
  if (in.threshold) {
    if (in.features.size() == 1) return split_at(samples, in.criterion == "entropy", 0, *in.threshold);
    fail(record, "threshold",
         fmt::format("a threshold is of one feature, and there are {}", in.features.size()),
         "name one in `features`, or leave `threshold` out for the best split");
  }
  if (search.best >= 0) return search.all[size_t(search.best)];
  return whole(search, samples.target.size());
}

SideOf sides_of(const ClassSamples& samples, const FeatureSplit& split) {
  static const auto kSides =
      std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"left", "right"});
  SideOf out{{{}, kSides}};
  for (size_t i = 0; i < samples.target.size(); ++i) {
    out.side.codes.push_back(samples.at(i, split.feature) <= split.threshold ? 0 : 1);
  }
  return out;
}

Result compute(const SplitGain& in, const RecordValue& record) {
  if (in.features.empty()) fail(record, "features", "there is nothing to split by");
  const ClassData data = read_class_data(*in.data, in.features, in.target, record);
  const SplitSearch search =
      all_splits(data.samples, in.criterion == "entropy", in.min_samples_leaf);
  const FeatureSplit split = chosen(in, data.samples, search, record);
  const auto names = std::make_shared<const std::vector<std::string>>(data.features);
  Result out;
  out.feature = data.features[split.feature];
  out.threshold = split.threshold;
  out.parent = search.parent;
  out.left = split.left;
  out.right = split.right;
  out.gain = split.gain;
  out.left_count = split.left_count;
  out.right_count = split.right_count;
  const FeatureSplit best = search.best < 0 ? whole(search, data.samples.target.size())
                                            : search.all[size_t(search.best)];
  out.best = table_of({&best, 1}, names);
  out.all = table_of(search.all, names);
  out.rows = {in.data, sides_of(data.samples, split)};
  return out;
}

std::vector<ColumnOf<Splits>> split_columns() {
  using S = Splits;
  return {column<&S::feature>("feature", "What it asks about."),
          column<&S::threshold>("threshold", "Rows with at most this go left."),
          column<&S::left_count>("left_count", "How many those are."),
          column<&S::right_count>("right_count", "How many go right."),
          column<&S::left>("left", "The impurity of those that go left."),
          column<&S::right>("right", "The impurity of those that go right."),
          column<&S::gain>("gain", "By how much both, weighted by rows, are below the whole's.")};
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<SplitGain, compute>(
    {"split_gain",
     "How much purer rows get where a question parts them in two (Quinlan, Induction of decision "
     "trees, 1986): of one threshold, or of all there are. The best is what decision_tree asks "
     "first. Entropies are in bits.",
     {field<&SplitGain::data>("data", "The rows.", {.required = true}),
      where_field("Takes only the rows for which it holds."),
      field<&SplitGain::features>("features", "The columns it may ask about.",
                                  {.required = true, .lone = true}),
      field<&SplitGain::target>("target", "The true class.", {.required = true}),
      field<&SplitGain::threshold>(
          "threshold", "Of one feature: rows with at most this go left; the best one if absent."),
      field<&SplitGain::criterion>("criterion", "What is impure.",
                                   {.fallback = "gini", .choices = {"gini", "entropy"}}),
      field<&SplitGain::min_samples_leaf>(
          "min_samples_leaf", "No side of those in `all` and `best` has fewer rows.",
          {.fallback = "1", .least = 1})}},
    {output<&Result::feature>("feature", "What it asks about."),
     output<&Result::threshold>(
         "threshold", "Rows with at most this go left; infinite where nothing parts them."),
     output<&Result::parent>("parent", "The impurity of all rows."),
     output<&Result::left>("left", "The impurity of those that go left; 0 of none."),
     output<&Result::right>("right", "The impurity of those that go right."),
     output<&Result::gain>("gain", "parent − (left · left_count + right · right_count) / rows"),
     output<&Result::left_count>("left_count", "How many rows go left."),
     output<&Result::right_count>("right_count", "How many go right."),
     output<&Result::best>("best", "The split with the largest gain, the first of equal ones.",
                           split_columns(), {.record = true}),
     output<&Result::all>(
         "all", "Every split between two values, feature by feature, from the lowest threshold.",
         split_columns()),
     output<&Result::rows>("rows", "The data.",
                           {column<&SideOf::side>("side", "left or right.")},
                           {.extends = "data"})});

}  // namespace lantern::split_gain_model
