#include "core/models/fold_fields.h"

namespace lantern::leave_one_out_model {
namespace {

struct LeaveOneOut : FoldFields {};

FoldResult compute(const LeaveOneOut& in, const RecordValue& record) {
  const DealtRows dealt = deal_rows(in.data->rows(), in.test, false, 0, "", record);
  std::vector<int> fold_of(in.data->rows(), -1);
  for (size_t i = 0; i < dealt.kept; ++i) fold_of[i] = int(i);
  return fold_result(in.data, folds_that_part(dealt.kept, fold_of, record));
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<LeaveOneOut, compute>(
    {"leave_one_out",
     "A fold for each row: it validates that one, all others train, as "
     "sklearn.model_selection.LeaveOneOut.",
     {field<&FoldFields::data, LeaveOneOut>("data", "The rows to deal.", {.required = true}),
      where_field("Deals only the rows for which it holds."), test_of_folds<LeaveOneOut>()}},
    fold_outputs());

}  // namespace lantern::leave_one_out_model
