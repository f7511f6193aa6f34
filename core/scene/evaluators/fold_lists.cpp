#include "core/scene/evaluators/fold_lists.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/base/work.h"
#include "core/data/value_index.h"
#include "core/record/fail.h"

namespace lantern::cross_validate_model {
namespace {

constexpr std::int64_t kLeftOut = -1;

/// Where a row of the folds stands among those that the model learns from, or kLeftOut.
class Places {
 public:
  Places(const Table& folds, const Table& all, const Table& kept, const RecordValue& record)
      : rows_(folds.column("row")), codes_(rows_.codes()), all_(all), kept_(kept), record_(record) {
    if (rows_.type() != ColumnType::text) return;
    // Most folds deal all rows in their order.
    for (const std::string& key : rows_.dictionary()) known_.push_back(find(key, known_.size()));
  }

  std::int64_t of(size_t row) const {
    std::int64_t place = kUnknown;
    if (codes_.empty()) place = find(rows_.text(row), row);
    else if (codes_[row] >= 0) place = known_[size_t(codes_[row])];
    if (place == kUnknown) stop(rows_.text(row));
    return place;
  }

 private:
  static constexpr std::int64_t kUnknown = -2;

  std::int64_t find(const std::string& key, size_t likely) const {
    if (const auto place = kept_.keys().find(key, likely)) return static_cast<std::int64_t>(*place);
    return all_.keys().find(key) ? kLeftOut : kUnknown;
  }

  [[noreturn]] void stop(const std::string& key) const {
    fail(record_, "folds",
         fmt::format("the folds deal the row {}, and the model's data have none of that key",
                     in_quotes(key)),
         "make the folds of the table that the model learns from");
  }

  const Column& rows_;
  std::span<const std::int32_t> codes_;  // of texts
  const Table& all_;
  const Table& kept_;
  const RecordValue& record_;
  std::vector<std::int64_t> known_;  // of each text in the column
};

using Part = RowList FoldLists::*;

/// Of each word in the column the list that it means; null of others, which no row may hold.
std::vector<Part> parts_in(const Column& part) {
  std::vector<Part> out;
  for (const std::string& word : part.dictionary()) {
    out.push_back(word == "train"        ? &FoldLists::train
                  : word == "validation" ? &FoldLists::validation
                  : word == "test"       ? &FoldLists::test
                                         : nullptr);
  }
  return out;
}

[[noreturn]] void fail_part(const std::string& word, const RecordValue& record) {
  fail(record, "folds", fmt::format("{} is no part of a fold", in_quotes(word)),
       "a part is train, validation or test");
}

void check_parts(const std::vector<FoldLists>& folds, const RecordValue& record) {
  if (folds.empty()) fail(record, "folds", "there are no folds");
  for (const FoldLists& lists : folds) {
    if (!lists.train.empty() && !lists.validation.empty()) continue;
    fail(record, "folds",
         fmt::format("fold {} has no row to {}", lists.fold,
                     lists.train.empty() ? "learn from" : "validate with"));
  }
}

}  // namespace

std::vector<FoldLists> read_folds(const Table& folds, const Table& all, const Table& kept,
                                  const RecordValue& record) {
  spend(folds.rows() * 60 + kept.rows() * 200);
  const Column& fold = folds.column("fold");
  const Column& part = folds.column("part");
  const std::vector<std::string> names = fold.distinct();
  std::vector<FoldLists> out;
  for (const std::string& name : names) out.push_back({name, {}, {}, {}});
  const std::vector<size_t> fold_of = ValueIndex(names).of_rows(fold);
  const Places places(folds, all, kept, record);
  const std::vector<Part> parts = parts_in(part);
  const auto codes = part.codes();
  for (size_t i = 0; i < codes.size(); ++i) {
    const std::int64_t place = places.of(i);
    if (place == kLeftOut || codes[i] < 0 || fold_of[i] == names.size()) continue;
    const Part list = parts[size_t(codes[i])];
    if (!list) fail_part(part.text(i), record);
    (out[fold_of[i]].*list).push_back(static_cast<std::uint32_t>(place));
  }
  check_parts(out, record);
  return out;
}

}  // namespace lantern::cross_validate_model
