#include <algorithm>
#include <cmath>
#include <limits>

#include "core/data/value_index.h"
#include "core/models/class_data.h"

namespace lantern::majority_class_model {
namespace {

struct MajorityClass {
  TablePtr data;
  Column target;
  TablePtr predict;
};

struct Predictions {
  Words predicted;
  Truths right;
};

struct Result {
  std::string winner;
  double share = 0, accuracy = 0;
  Extended<Predictions> rows;
};

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

struct Winner {
  std::string name;
  double share = 0;

  size_t bytes() const { return sizeof(Winner) + name.size(); }
};

Winner winner_in(const MajorityClass& in, const RecordValue& record) {
  const ClassData data = read_class_data(*in.data, {}, in.target, record);
  std::vector<double> counts(data.classes.size(), 0);
  for (const int target : data.samples.target) counts[size_t(target)] += 1;
  const auto most = std::max_element(counts.begin(), counts.end());
  return {data.classes[size_t(most - counts.begin())], *most / double(data.samples.target.size())};
}

Result say(const MajorityClass& in, const RecordValue&, const Winner& winner) {
  const Table& table = in.predict ? *in.predict : *in.data;
  const auto known = table.find(name_of(*in.data, in.target));
  const std::vector<std::string> only{winner.name};
  const std::vector<size_t> wrong =
      known ? ValueIndex(only).of_rows(table.columns()[*known]) : std::vector<size_t>();
  std::vector<double> right(table.rows(), kUnknown);
  double hits = 0, judged = 0;
  for (size_t i = 0; i < wrong.size(); ++i) {
    if (table.columns()[*known].missing(i)) continue;
    right[i] = wrong[i] == 0 ? 1 : 0;
    hits += right[i];
    judged += 1;
  }
  const auto names = std::make_shared<const std::vector<std::string>>(1, winner.name);
  return {winner.name,
          winner.share,
          judged > 0 ? hits / judged : kUnknown,
          {in.predict ? in.predict : in.data,
           {{std::vector<std::int32_t>(table.rows(), 0), names}, {std::move(right)}}}};
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = learnt_model<MajorityClass, winner_in, say>(
    {"majority_class",
     "Says the most frequent class of everything, as sklearn.dummy.DummyClassifier: what any other "
     "model has to beat. Of equally frequent ones the first in order.",
     {field<&MajorityClass::data>("data", "The rows to learn from.", {.required = true}),
      where_field("Learns only from the rows for which it holds."),
      field<&MajorityClass::target>("target", "The true class.", {.required = true}),
      field<&MajorityClass::predict>(
          "predict", "The rows to predict, others than those it learned from; `data` if absent.")}},
    {output<&Result::winner>("class", "What it says."),
     output<&Result::share>("share", "That class's part of the rows that it learned from."),
     output<&Result::accuracy>("accuracy", "The part of the predicted rows that it gets right."),
     output<&Result::rows>("rows", "The predicted rows.",
                           {column<&Predictions::predicted>("predicted", "The class."),
                            column<&Predictions::right>("right", "Whether that is the target.")},
                           {.extends = "predict"})});

}  // namespace lantern::majority_class_model
