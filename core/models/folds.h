#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/models/model.h"

namespace lantern {

/// What a row is for in a fold.
enum class FoldPart : std::uint8_t { none, train, validation, test };

/// The part of every row in every fold.
struct Folds {
  size_t count = 0;
  size_t rows = 0;
  std::vector<FoldPart> parts;  ///< fold by fold

  /// All rows in no part. Fails (see `fail`) at the field "data" where these are more rows than
  /// `kMostFoldRows`.
  static Folds none(size_t count, size_t rows, const RecordValue& record);
  FoldPart& at(size_t fold, size_t row) { return parts[fold * rows + row]; }
  FoldPart at(size_t fold, size_t row) const { return parts[fold * rows + row]; }
};
inline constexpr size_t kMostFoldRows = 4'000'000;

/// Folds of which each validates its own rows: `fold_of` says which one, −1 of a row that is kept
/// aside, and all others train.
Folds folds_that_part(size_t count, const std::vector<int>& fold_of, const RecordValue& record);

/// How many of so many rows a size stands for: below 1 a share of them, rounded up as scikit-learn
/// does, else a number of rows. Fails at `field` where it is no whole number, and where at most
/// `most` rows may be taken.
size_t rows_of_size(double size, size_t rows, size_t most, std::string_view field,
                    const RecordValue& record);

/// The rows in the order in which they are dealt, and how many of them come before those that are
/// kept aside.
struct DealtRows {
  std::vector<std::uint32_t> order;
  size_t kept = 0;
};
/// In their own order, or in a random one. Fails at "data" where fewer than two are left.
DealtRows deal_rows(size_t rows, double test, bool shuffle, double seed, std::string_view stream,
                    const RecordValue& record);

/// One row a fold.
struct FoldCounts {
  std::vector<double> fold, train, validation, test;
};
struct FoldRows {
  std::vector<double> fold;
  Words row, part;
};
/// What every way of making folds gives.
struct FoldResult {
  FoldCounts folds;
  double n_splits = 0;
  Later<Extended<FoldRows>> rows;
};
FoldResult fold_result(const TablePtr& data, Folds folds);
std::vector<OutputOf<FoldResult>> fold_outputs();

}  // namespace lantern
