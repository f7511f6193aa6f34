#include <cmath>

#include <fmt/format.h>

#include "core/base/random.h"
#include "core/models/fold_fields.h"

namespace lantern::shuffle_split_model {
namespace {

struct ShuffleSplit : FoldFields {
  double validation = 0.1;
  std::optional<double> train;
};

/// The first rows of a new order validate, the next ones train.
FoldResult compute(const ShuffleSplit& in, const RecordValue& record) {
  const size_t rows = in.data->rows(), count = size_t(in.n_splits);
  const DealtRows dealt = deal_rows(rows, in.test, true, in.seed, "shuffle_split", record);
  const size_t validate =
      rows_of_size(in.validation, dealt.kept, dealt.kept - 1, "validation", record);
  const size_t others = dealt.kept - validate;
  const double part = in.train.value_or(double(others));
  // Rounded down, as scikit-learn does, so that both fit.
  const double wanted = part < 1 ? std::floor(part * double(dealt.kept)) : part;
  const size_t train = rows_of_size(wanted, dealt.kept, others, "train", record);
  if (train == 0) fail(record, "train", "there are no rows to train on");
  Folds folds = Folds::none(count, rows, record);
  Random random(static_cast<std::uint64_t>(std::llround(in.seed)), "shuffle_split folds");
  for (size_t fold = 0; fold < count; ++fold) {
    const std::vector<std::uint32_t> order = random.permutation(dealt.kept);
    for (size_t i = 0; i < validate + train; ++i) {
      folds.at(fold, dealt.order[order[i]]) = i < validate ? FoldPart::validation : FoldPart::train;
    }
    for (size_t i = dealt.kept; i < rows; ++i) folds.at(fold, dealt.order[i]) = FoldPart::test;
  }
  return fold_result(in.data, std::move(folds));
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<ShuffleSplit, compute>(
    {"shuffle_split",
     "Draws rows to validate with and rows to train on anew for every split, as "
     "sklearn.model_selection.ShuffleSplit: a row may validate several times, or never.",
     {field<&FoldFields::data, ShuffleSplit>("data", "The rows to deal.", {.required = true}),
      where_field("Deals only the rows for which it holds."),
      field<&FoldFields::n_splits, ShuffleSplit>("n_splits", "How many splits are drawn.",
                                                 {.fallback = "10", .least = 1, .most = 100000}),
      field<&ShuffleSplit::validation>(
          "validation",
          "How many rows validate in each, or, below 1, which part of those that are not kept "
          "aside (rounded up).",
          {.fallback = "0.1", .least = 0, .above = true}),
      field<&ShuffleSplit::train>(
          "train", "The same for those that train (rounded down); all others if absent.",
          {.least = 0, .above = true}),
      test_of_folds<ShuffleSplit>(), seed_of_folds<ShuffleSplit>()}},
    fold_outputs());

}  // namespace lantern::shuffle_split_model
