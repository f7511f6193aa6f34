#pragma once

#include <fmt/format.h>

#include "core/models/folds.h"

namespace lantern {

/// What the ways of making k folds are told.
struct FoldFields {
  TablePtr data;
  int n_splits = 5;
  bool shuffle = false;
  double test = 0;
  double seed = 0;
};

template <class In>
Field seed_of_folds() {
  return field<&FoldFields::seed, In>(
      "seed", "The same seed deals the same way.",
      {.fallback = "0", .least = 0, .most = 9007199254740991, .kind = FieldKind::count});
}

template <class In>
Field test_of_folds() {
  return field<&FoldFields::test, In>(
      "test",
      "How many rows are kept aside from all folds, or, below 1, which part of them (rounded up): "
      "without `shuffle`, the last ones.",
      {.fallback = "0", .least = 0});
}

template <class In>
std::vector<Field> fold_fields(std::string_view data) {
  return {field<&FoldFields::data, In>("data", data, {.required = true}),
          where_field("Deals only the rows for which it holds."),
          field<&FoldFields::n_splits, In>("n_splits", "k, the number of folds.",
                                           {.fallback = "5", .least = 2, .most = 100000}),
          field<&FoldFields::shuffle, In>("shuffle", "Whether the rows are dealt in random order.",
                                          {.fallback = "false"}),
          test_of_folds<In>(),
          seed_of_folds<In>()};
}

/// Fails at "n_splits" where there are more folds than rows.
inline void check_splits(size_t count, size_t rows, const RecordValue& record) {
  if (count <= rows) return;
  fail(record, "n_splits",
       fmt::format("{} folds of {} rows: a fold has at least one row", count, rows),
       fmt::format("at most {}; leave_one_out validates one row at a time", rows));
}

}  // namespace lantern
