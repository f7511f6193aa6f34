#include <fmt/format.h>

#include "core/models/fold_fields.h"

namespace lantern::k_fold_model {
namespace {

struct KFold : FoldFields {};

/// Contiguous stretches of the dealt rows, the first n mod k of them a row longer.
FoldResult compute(const KFold& in, const RecordValue& record) {
  const size_t rows = in.data->rows(), count = size_t(in.n_splits);
  const DealtRows dealt = deal_rows(rows, in.test, in.shuffle, in.seed, "k_fold", record);
  check_splits(count, dealt.kept, record);
  std::vector<int> fold_of(rows, -1);
  size_t next = 0;
  for (size_t fold = 0; fold < count; ++fold) {
    const size_t length = dealt.kept / count + (fold < dealt.kept % count);
    for (size_t i = 0; i < length; ++i) fold_of[dealt.order[next++]] = int(fold);
  }
  return fold_result(in.data, folds_that_part(count, fold_of, record));
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<KFold, compute>(
    {"k_fold",
     "Deals the rows into k folds, each of which validates once while all others train, as "
     "sklearn.model_selection.KFold: one stretch of rows after the other, the first ones a row "
     "longer where k does not divide.",
     fold_fields<KFold>("The rows to deal.")},
    fold_outputs());

}  // namespace lantern::k_fold_model
