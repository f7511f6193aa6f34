#include <cmath>

#include <fmt/format.h>

#include "core/base/random.h"
#include "core/base/text.h"
#include "core/base/work.h"
#include "core/models/class_data.h"

namespace lantern::perturb_model {
namespace {

struct Perturb {
  TablePtr data;
  std::vector<Column> columns;
  double share = 0.05;
  double noise = 1;
  double seed = 0;
};

struct Drawn {
  Truths perturbed;
};

struct Result {
  Extended<Drawn> rows;
  double count = 0;
};

/// Of the values that there are, divided by their number.
double deviation_of(std::span<const double> values) {
  double sum = 0, count = 0, squares = 0;
  for (const double value : values) {
    if (std::isfinite(value)) sum += value, count += 1;
  }
  for (const double value : values) {
    if (std::isfinite(value)) squares += (value - sum / count) * (value - sum / count);
  }
  return count > 0 ? std::sqrt(squares / count) : 0;
}

/// Moved by normal noise of its own; missing values stay so.
Column moved(const Perturb& in, const Column& column, std::span<const std::uint32_t> rows,
             const RecordValue& record) {
  const std::string name = name_of(*in.data, column);
  if (column.type() != ColumnType::number) {
    fail(record, "columns",
         fmt::format("noise is added to numbers, and column {} holds {}", in_quotes(name),
                     column.type() == ColumnType::text ? "texts" : "true and false"));
  }
  std::vector<double> values(column.numbers().begin(), column.numbers().end());
  const double noise = in.noise * deviation_of(values);
  Random random(static_cast<std::uint64_t>(std::llround(in.seed)), "perturb/" + name);
  for (const std::uint32_t row : rows) values[row] += random.normal(0, noise);
  return Column::numbers(std::move(values));
}

/// The same rows come first whatever their share is.
Result compute(const Perturb& in, const RecordValue& record) {
  const size_t all = in.data->rows();
  spend(60 * all * (1 + in.columns.size()));
  Random random(static_cast<std::uint64_t>(std::llround(in.seed)), "perturb");
  std::vector<std::uint32_t> order = random.permutation(all);
  order.resize(static_cast<size_t>(std::floor(in.share * double(all) + 0.5)));
  Table base = *in.data;
  for (const Column& column : in.columns) {
    base = base.with(name_of(*in.data, column), moved(in, column, order, record));
  }
  std::vector<double> chosen(all, 0);
  for (const std::uint32_t row : order) chosen[row] = 1;
  return {{std::make_shared<const Table>(std::move(base)), {{std::move(chosen)}}},
          double(order.size())};
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<Perturb, compute>(
    {"perturb",
     "The data with a share of its rows drawn anew around where they are: what a slightly other "
     "sample might have been.",
     {field<&Perturb::data>("data", "The rows.", {.required = true}),
      where_field("Takes only the rows for which it holds."),
      field<&Perturb::columns>("columns", "The columns of numbers that noise is added to.",
                               {.required = true, .lone = true}),
      field<&Perturb::share>(
          "share", "Which part of the rows; a larger one has those of a smaller one too.",
          {.fallback = "0.05", .least = 0, .most = 1}),
      field<&Perturb::noise>(
          "noise", "The standard deviation of the normal noise, in those of the columns.",
          {.fallback = "1", .least = 0}),
      field<&Perturb::seed>(
          "seed", "The same seed draws the same.",
          {.fallback = "0", .least = 0, .most = 9007199254740991, .kind = FieldKind::count})}},
    {output<&Result::rows>("rows", "The data as it is then.",
                           {column<&Drawn::perturbed>("perturbed", "Whether the row was drawn anew.")},
                           {.extends = "data"}),
     output<&Result::count>("count", "How many rows were drawn anew.")});

}  // namespace lantern::perturb_model
