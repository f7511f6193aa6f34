#include "core/models/folds.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "core/base/random.h"
#include "core/base/text.h"
#include "core/base/work.h"

namespace lantern {
namespace {

constexpr size_t kLargestKey = 24;  // bytes, more or less

FoldCounts counts_of(const Folds& folds) {
  FoldCounts out;
  for (size_t fold = 0; fold < folds.count; ++fold) {
    double counts[4] = {};
    for (size_t row = 0; row < folds.rows; ++row) counts[size_t(folds.at(fold, row))] += 1;
    out.fold.push_back(double(fold + 1));
    out.train.push_back(counts[size_t(FoldPart::train)]);
    out.validation.push_back(counts[size_t(FoldPart::validation)]);
    out.test.push_back(counts[size_t(FoldPart::test)]);
  }
  return out;
}

/// What the rows of the folds are called: "2/ada".
Keys fold_keys(const Keys& rows, const RowPlaces& places, std::vector<double> fold) {
  const size_t bytes = places->size() * sizeof(std::string);
  return {places->size(), bytes, [rows, places, fold = std::move(fold)] {
            std::vector<std::string> out;
            out.reserve(places->size());
            for (size_t i = 0; i < places->size(); ++i) {
              out.push_back(std::to_string(int(fold[i])) + "/" + rows[(*places)[i]]);
            }
            return out;
          }};
}

/// The rows of all folds, one fold after the other, each with a key of its own.
Extended<FoldRows> rows_of(const Table& data, const Folds& folds) {
  spend(folds.parts.size() * (40 + 10 * data.columns().size()));
  FoldRows out;
  std::vector<std::uint32_t> picked;
  for (size_t fold = 0; fold < folds.count; ++fold) {
    for (size_t row = 0; row < folds.rows; ++row) {
      const FoldPart part = folds.at(fold, row);
      if (part == FoldPart::none) continue;
      picked.push_back(static_cast<std::uint32_t>(row));
      out.fold.push_back(double(fold + 1));
      out.row.codes.push_back(static_cast<std::int32_t>(row));
      out.part.codes.push_back(static_cast<std::int32_t>(part) - 1);
    }
  }
  static const auto kNone = std::make_shared<const std::vector<std::string>>();
  out.row.words = data.keys().names() ? data.keys().names() : kNone;
  std::vector<std::string> parts{"train", "validation"};
  if (std::find(folds.parts.begin(), folds.parts.end(), FoldPart::test) != folds.parts.end()) {
    parts.emplace_back("test");
  }
  out.part.words = std::make_shared<const std::vector<std::string>>(std::move(parts));
  const auto places = std::make_shared<const std::vector<std::uint32_t>>(std::move(picked));
  std::vector<Column> columns;
  for (const Column& column : data.columns()) columns.push_back(column.select(places));
  return {std::make_shared<const Table>("fold/row", fold_keys(data.keys(), places, out.fold),
                                        data.names(), std::move(columns)),
          std::move(out)};
}

}  // namespace

Folds Folds::none(size_t count, size_t rows, const RecordValue& record) {
  if (count * rows > kMostFoldRows) {
    fail(record, "data",
         fmt::format("{} folds of {} rows are {} rows; the limit is {}", count, rows, count * rows,
                     kMostFoldRows),
         "take fewer folds, or fewer rows");
  }
  spend(count * rows);
  return {count, rows, std::vector<FoldPart>(count * rows, FoldPart::none)};
}

Folds folds_that_part(size_t count, const std::vector<int>& fold_of, const RecordValue& record) {
  Folds out = Folds::none(count, fold_of.size(), record);
  for (size_t fold = 0; fold < count; ++fold) {
    for (size_t row = 0; row < fold_of.size(); ++row) {
      out.at(fold, row) = fold_of[row] < 0               ? FoldPart::test
                          : size_t(fold_of[row]) == fold ? FoldPart::validation
                                                         : FoldPart::train;
    }
  }
  return out;
}

size_t rows_of_size(double size, size_t rows, size_t most, std::string_view field,
                    const RecordValue& record) {
  const double wanted = size < 1 ? std::ceil(size * double(rows)) : size;
  if (wanted != std::floor(wanted)) {
    fail(record, field, fmt::format("{} is no number of rows and no part of them", shortest(size)),
         "write a whole number, or a number below 1");
  }
  if (wanted > double(most)) {
    fail(record, field,
         fmt::format("{} of {} rows {} too many: at most {} can be taken here", shortest(wanted),
                     rows, wanted == 1 ? "is" : "are", most));
  }
  return static_cast<size_t>(wanted);
}

DealtRows deal_rows(size_t rows, double test, bool shuffle, double seed, std::string_view stream,
                    const RecordValue& record) {
  if (rows < 2) {
    fail(record, "data",
         fmt::format("{} needs at least two rows, and there {}", record.kind->name,
                     rows == 0 ? "are none" : "is one"));
  }
  DealtRows out;
  out.kept = rows - rows_of_size(test, rows, rows - 2, "test", record);
  if (shuffle) {
    out.order = Random(static_cast<std::uint64_t>(std::llround(seed)), stream).permutation(rows);
  } else {
    out.order.resize(rows);
    std::iota(out.order.begin(), out.order.end(), 0U);
  }
  return out;
}

FoldResult fold_result(const TablePtr& data, Folds folds) {
  FoldResult out;
  out.folds = counts_of(folds);
  out.n_splits = double(folds.count);
  const size_t cell = 4 * sizeof(double) + kLargestKey;
  out.rows.bytes = folds.parts.size() * (cell + data->columns().size() * sizeof(double));
  out.rows.make = [data, folds = std::move(folds)] { return rows_of(*data, folds); };
  return out;
}

std::vector<OutputOf<FoldResult>> fold_outputs() {
  return {
      output<&FoldResult::folds>(
          "folds", "One row a fold: how many rows it trains on, validates with and leaves aside.",
          {column<&FoldCounts::fold>("fold", "1 is the first."),
           column<&FoldCounts::train>("train", "How many rows it learns from."),
           column<&FoldCounts::validation>("validation", "How many it is judged by."),
           column<&FoldCounts::test>("test", "How many are kept aside.")},
          {.key = "fold"}),
      output<&FoldResult::n_splits>("n_splits", "How many folds there are."),
      output<&FoldResult::rows>(
          "rows",
          "Every row of the data once in every fold, its columns first. What `cross_validate` "
          "takes as `folds`.",
          {column<&FoldRows::fold>("fold", "The fold, from 1."),
           column<&FoldRows::row>("row", "The key of the row in the data."),
           column<&FoldRows::part>("part", "train, validation or test.")},
          {.key = "fold/row", .extends = "data"})};
}

}  // namespace lantern
