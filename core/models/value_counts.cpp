#include "core/data/value_index.h"
#include "core/models/model.h"

namespace lantern::value_counts_model {
namespace {

struct ValueCounts {
  TablePtr data;
  Column column;
};

struct Counts {
  std::vector<std::string> value;
  std::vector<double> count, proportion;
};

struct Result {
  Counts rows;
};

Result compute(const ValueCounts& in, const RecordValue&) {
  const std::vector<std::string> values = in.column.categories();
  std::vector<double> counts(values.size(), 0), shares(values.size(), 0);
  double all = 0;
  for (const size_t value : ValueIndex(values).of_rows(in.column)) {
    if (value == values.size()) continue;
    counts[value] += 1;
    all += 1;
  }
  for (size_t i = 0; i < counts.size(); ++i) shares[i] = counts[i] / all;
  return {{values, std::move(counts), std::move(shares)}};
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<ValueCounts, compute>(
    {"value_counts",
     "How often each value stands in a column, in the order of the column, as pandas' "
     "value_counts(sort=False); missing ones are left out.",
     {field<&ValueCounts::data>("data", "The table.", {.required = true}),
      where_field("Counts only the rows for which it holds."),
      field<&ValueCounts::column>("column", "Its column.", {.required = true})}},
    {output<&Result::rows>(
        "rows", "One row a value, which is its key.",
        {column<&Counts::value>("value", "The value."),
         column<&Counts::count>("count", "In how many rows."),
         column<&Counts::proportion>("proportion", "In which part of the rows that have a value.")},
        {.key = "value"})});

}  // namespace lantern::value_counts_model
