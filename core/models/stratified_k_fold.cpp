#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/random.h"
#include "core/base/text.h"
#include "core/data/value_index.h"
#include "core/models/fold_fields.h"

namespace lantern::stratified_k_fold_model {
namespace {

struct StratifiedKFold : FoldFields {
  Column target;
};

using Rows = std::vector<std::uint32_t>;

/// The rows of each class in the order in which they are dealt; classes in the order of their first
/// rows.
std::vector<Rows> classes_of(const StratifiedKFold& in, const Rows& order,
                             const RecordValue& record) {
  const std::vector<std::string> values = in.target.distinct();
  const std::vector<size_t> class_of = ValueIndex(values).of_rows(in.target);
  std::vector<Rows> out(values.size());
  for (const std::uint32_t row : order) {
    if (in.target.missing(row)) {
      const std::string name = name_of(*in.data, in.target);
      fail(record, "target",
           fmt::format("{}: column {} has no value here", place_of(*in.data, row, name),
                       in_quotes(name)),
           "fill it in, or leave such rows out with `where`");
    }
    out[class_of[row]].push_back(row);
  }
  return out;
}

/// Takes the last rows of every class away, in their shares to one row: so many in all.
void keep_aside(std::vector<Rows>& classes, size_t count, size_t rows) {
  std::vector<double> rest;
  std::vector<size_t> taken, order;
  size_t left = count;
  for (const Rows& one : classes) {
    const double share = double(one.size()) * double(count) / double(rows);
    taken.push_back(size_t(share));
    rest.push_back(share - std::floor(share));
    order.push_back(order.size());
    left -= taken.back();
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return rest[a] > rest[b]; });
  for (size_t i = 0; i < left; ++i) ++taken[order[i]];
  for (size_t c = 0; c < classes.size(); ++c) classes[c].resize(classes[c].size() - taken[c]);
}

/// How many rows of each class every fold has: those that fall to it where the rows, sorted by
/// class, are dealt one by one.
std::vector<std::vector<size_t>> allocation(const std::vector<Rows>& classes, size_t folds) {
  std::vector<std::vector<size_t>> out(folds, std::vector<size_t>(classes.size(), 0));
  size_t next = 0;
  for (size_t c = 0; c < classes.size(); ++c) {
    for (size_t i = 0; i < classes[c].size(); ++i) ++out[next++ % folds][c];
  }
  return out;
}

void check_classes(const std::vector<Rows>& classes, size_t folds, const RecordValue& record) {
  size_t most = 0;
  for (const Rows& one : classes) most = std::max(most, one.size());
  if (folds <= most) return;
  fail(record, "n_splits", fmt::format("{} folds, and no class has more than {} rows", folds, most),
       fmt::format("at most {}, or k_fold, which does not look at classes", most));
}

FoldResult compute(const StratifiedKFold& in, const RecordValue& record) {
  const size_t rows = in.data->rows(), count = size_t(in.n_splits);
  const DealtRows dealt =
      deal_rows(rows, in.test, in.shuffle, in.seed, "stratified_k_fold", record);
  std::vector<Rows> classes = classes_of(in, dealt.order, record);
  keep_aside(classes, rows - dealt.kept, rows);
  check_classes(classes, count, record);
  const auto wanted = allocation(classes, count);
  std::vector<int> fold_of(rows, -1);
  for (size_t c = 0; c < classes.size(); ++c) {
    auto row = classes[c].begin();
    for (size_t fold = 0; fold < count; ++fold) {
      for (size_t i = 0; i < wanted[fold][c]; ++i) fold_of[*row++] = int(fold);
    }
  }
  return fold_result(in.data, folds_that_part(count, fold_of, record));
}

std::vector<Field> fields() {
  std::vector<Field> out = fold_fields<StratifiedKFold>("The rows to deal.");
  out.insert(out.begin() + 2,
             field<&StratifiedKFold::target>("target", "The class whose shares every fold keeps.",
                                             {.required = true}));
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<StratifiedKFold, compute>(
    {"stratified_k_fold",
     "Deals the rows into k folds that have as many of each class as the others, to one row, as "
     "sklearn.model_selection.StratifiedKFold; rows that are kept aside have their share of each "
     "too.",
     fields()},
    fold_outputs());

}  // namespace lantern::stratified_k_fold_model
