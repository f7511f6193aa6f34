#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/data/value_index.h"
#include "core/models/model.h"

namespace lantern::accuracy_by_group_model {
namespace {

struct AccuracyByGroup {
  TablePtr data;
  Column by;
  Column target;
  Column predicted;
};

/// One row a group.
struct Groups {
  std::vector<std::string> group;
  std::vector<double> count, right, wrong, accuracy;
};

struct Result {
  Groups rows;
};

/// The rows of one group and class.
struct Tally {
  double right = 0, wrong = 0;
};

/// Numbers are one class however they are written.
bool same_class(const Column& a, const Column& b, size_t row) {
  if (a.text(row) == b.text(row)) return true;
  const bool writings = a.has_writings() || b.has_writings();
  return writings && parse_number(a.text(row)) &&
         parse_number(a.text(row)) == parse_number(b.text(row));
}

Result compute(const AccuracyByGroup& in, const RecordValue& record) {
  const std::vector<std::string> groups = in.by.categories();
  std::vector<Tally> tallies(groups.size());
  const std::vector<size_t> places = ValueIndex(groups).of_rows(in.by);
  for (size_t row = 0; row < in.data->rows(); ++row) {
    if (in.by.missing(row)) continue;
    if (in.target.missing(row) || in.predicted.missing(row)) {
      const bool target = in.target.missing(row);
      const std::string name = name_of(*in.data, target ? in.target : in.predicted);
      fail(record, target ? "target" : "predicted",
           fmt::format("{}: column {} has no value here", place_of(*in.data, row, name),
                       in_quotes(name)),
           "fill it in, or leave such rows out with `where`");
    }
    Tally& tally = tallies[places[row]];
    (same_class(in.target, in.predicted, row) ? tally.right : tally.wrong) += 1;
  }
  Groups out{groups, {}, {}, {}, {}};
  for (const Tally& tally : tallies) {
    out.count.push_back(tally.right + tally.wrong);
    out.right.push_back(tally.right);
    out.wrong.push_back(tally.wrong);
    out.accuracy.push_back(tally.right / out.count.back());
  }
  return {std::move(out)};
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
    {output<&Result::rows>("rows",
                           "One row a group, which is its key, in the order of its categories.",
                           {column<&Groups::group>("group", "The group."),
                            column<&Groups::count>("count", "Its rows."),
                            column<&Groups::right>("right", "Those predicted right."),
                            column<&Groups::wrong>("wrong", "Those predicted wrong."),
                            column<&Groups::accuracy>("accuracy", "right / count")},
                           {.key = "group"})});

}  // namespace lantern::accuracy_by_group_model
