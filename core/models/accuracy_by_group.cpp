#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "core/models/model.h"

namespace lantern::accuracy_by_group_model {
namespace {

struct AccuracyByGroup {
  TablePtr data;
  Column by;
  Column target;
  Column predicted;
};

/// The rows of one group and class.
struct Tally {
  double right = 0, wrong = 0;
};

Outputs compute(const AccuracyByGroup& in, const RecordValue& record) {
  const std::vector<std::string> groups = in.by.categories();
  std::vector<Tally> tallies(groups.size());
  for (size_t row = 0; row < in.data->rows(); ++row) {
    if (in.by.missing(row)) continue;
    if (in.target.missing(row) || in.predicted.missing(row)) {
      fail(record, in.target.missing(row) ? "target" : "predicted",
           fmt::format(
               "{}: there is no value here",
               place_of(*in.data, row,
                        name_of(*in.data, in.target.missing(row) ? in.target : in.predicted))));
    }
    const auto group = std::find(groups.begin(), groups.end(), in.by.text(row)) - groups.begin();
    Tally& tally = tallies[size_t(group)];
    (in.target.text(row) == in.predicted.text(row) ? tally.right : tally.wrong) += 1;
  }
  std::vector<double> count, right, wrong, accuracy;
  for (const Tally& tally : tallies) {
    count.push_back(tally.right + tally.wrong);
    right.push_back(tally.right);
    wrong.push_back(tally.wrong);
    accuracy.push_back(tally.right / count.back());
  }
  return {std::make_shared<const Table>(
      "group", Keys(groups),
      std::vector<std::string>{"group", "count", "right", "wrong", "accuracy"},
      std::vector<Column>{Column::texts(groups), Column::numbers(std::move(count)),
                          Column::numbers(std::move(right)), Column::numbers(std::move(wrong)),
                          Column::numbers(std::move(accuracy))})};
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<AccuracyByGroup, compute>(
    {"accuracy_by_group",
     "How many predictions are right in each group of rows (sklearn.metrics.accuracy_score of "
     "each).",
     {field<&AccuracyByGroup::data>("data", "The rows.", {.required = true}),
      where_field("Counts only the rows for which it holds."),
      field<&AccuracyByGroup::by>("by", "The column that groups them.", {.required = true}),
      field<&AccuracyByGroup::target>("target", "The true class.", {.required = true}),
      field<&AccuracyByGroup::predicted>("predicted", "The predicted class.", {.required = true})}},
    {{"rows",
      ValueType::table,
      "One row a group, which is its key, in the order of its categories.",
      {{"group", ColumnType::text, "The group."},
       {"count", ColumnType::number, "Its rows."},
       {"right", ColumnType::number, "Those predicted right."},
       {"wrong", ColumnType::number, "Those predicted wrong."},
       {"accuracy", ColumnType::number, "right / count"}},
      "group"}});

}  // namespace lantern::accuracy_by_group_model
