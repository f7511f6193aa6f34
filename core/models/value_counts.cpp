#include <algorithm>

#include "core/models/model.h"

namespace lantern::value_counts_model {
namespace {

struct ValueCounts {
  TablePtr data;
  Column column;
};

Outputs compute(const ValueCounts& in, const RecordValue&) {
  const std::vector<std::string> values = in.column.categories();
  std::vector<double> counts(values.size(), 0), shares(values.size(), 0);
  double all = 0;
  for (size_t row = 0; row < in.column.size(); ++row) {
    if (in.column.missing(row)) continue;
    const auto value = std::find(values.begin(), values.end(), in.column.text(row));
    counts[size_t(value - values.begin())] += 1;
    all += 1;
  }
  for (size_t i = 0; i < counts.size(); ++i) shares[i] = counts[i] / all;
  return {std::make_shared<const Table>(
      "value", Keys(values), std::vector<std::string>{"value", "count", "proportion"},
      std::vector<Column>{Column::texts(values), Column::numbers(std::move(counts)),
                          Column::numbers(std::move(shares))})};
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<ValueCounts, compute>(
    {"value_counts",
     "How often each value stands in a column, in the order of the column, as pandas' "
     "value_counts(sort=False); missing ones are left out.",
     {field<&ValueCounts::data>("data", "The table.", {.required = true}),
      field<&ValueCounts::column>("column", "Its column.", {.required = true})}},
    {{"rows",
      ValueType::table,
      "One row a value, which is its key.",
      {{"value", ColumnType::text, "The value."},
       {"count", ColumnType::number, "In how many rows."},
       {"proportion", ColumnType::number, "In which part of the rows that have a value."}},
      "value"}});

}  // namespace lantern::value_counts_model
