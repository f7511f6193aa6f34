#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/work.h"
#include "core/models/model.h"

namespace lantern::sort_model {
namespace {

struct Sort {
  TablePtr data;
  CategoryChannel by;
  bool descending = false;
  std::optional<int> first;
};

struct NoColumns {};
struct Result {
  Extended<NoColumns> rows;
};

/// Whether row a comes before row b by the column, what is missing last whichever way it goes.
bool comes_before(const Column& by, bool descending, std::uint32_t a, std::uint32_t b) {
  if (by.missing(a) || by.missing(b)) return !by.missing(a) && by.missing(b);
  if (by.type() == ColumnType::text) {
    const auto& words = by.dictionary();
    const int order = words[size_t(by.codes()[a])].compare(words[size_t(by.codes()[b])]);
    return descending ? order > 0 : order < 0;
  }
  const double x = by.numbers()[a], y = by.numbers()[b];
  return descending ? x > y : x < y;
}

Result compute(const Sort& in, const RecordValue&) {
  std::vector<std::uint32_t> rows(in.data->rows());
  std::iota(rows.begin(), rows.end(), 0u);
  spend(rows.size() * 30);
  if (in.by.per_row()) {
    std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
      return comes_before(in.by.column, in.descending, a, b);
    });
  }
  if (in.first && size_t(*in.first) < rows.size()) rows.resize(size_t(*in.first));
  return {{std::make_shared<const Table>(in.data->select(rows)), {}}};
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<Sort, compute>(
    {"sort",
     "The rows in the order of a column, as pandas' sort_values(kind=\"stable\"): equal ones stay "
     "in theirs, missing ones come last. Rows keep their keys.",
     {field<&Sort::data>("data", "The rows.", {.required = true}),
      where_field("Takes only the rows for which it holds."),
      field<&Sort::by>("by", "What they are sorted by: a column, or an =expression over the row.",
                       {.required = true}),
      field<&Sort::descending>("descending", "The largest first.", {.fallback = "false"}),
      field<&Sort::first>("first", "Only so many, from the first one on; all if absent.",
                          {.least = 0})}},
    {output<&Result::rows>("rows", "The data, sorted.", {}, {.extends = "data"})});

}  // namespace lantern::sort_model
