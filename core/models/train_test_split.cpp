#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "core/base/random.h"
#include "core/base/text.h"
#include "core/data/value_index.h"
#include "core/models/model.h"

namespace lantern::train_test_split_model {
namespace {

struct TrainTestSplit {
  TablePtr data;
  std::vector<std::string> parts;
  std::vector<double> sizes;
  std::optional<Column> stratify;
  double seed = 0;
};

bool is_fraction(double size) {
  return size < 1;
}

void check_sizes(const TrainTestSplit& in, const RecordValue& record) {
  const double rows = double(in.data->rows());
  double fractions = 0, counts = 0;
  for (const double size : in.sizes) {
    if (!(size > 0)) fail(record, "sizes", "a part has more than 0 rows");
    if (!is_fraction(size) && size != std::floor(size)) {
      fail(record, "sizes",
           fmt::format("{} is no number of rows and no part of them", shortest(size)),
           "write a whole number, or a number below 1");
    }
    (is_fraction(size) ? fractions : counts) += size;
  }
  if (fractions > 1 + 1e-9) {
    fail(record, "sizes",
         fmt::format("the parts are {} of the rows, more than there are", shortest(fractions)));
  }
  if (counts > rows) {
    fail(record, "sizes",
         fmt::format("the parts have {} rows, and the data {}", shortest(counts), shortest(rows)));
  }
}

/// Two parts as scikit-learn has them: of the last, rows are rounded up, of the first down; where
/// both are all rows, the first has the rest.
std::vector<double> counts_of_two(const std::vector<double>& sizes, double rows) {
  const double last = is_fraction(sizes[1]) ? std::ceil(sizes[1] * rows) : sizes[1];
  if (!is_fraction(sizes[0])) return {sizes[0], last};
  const bool all = is_fraction(sizes[1]) && std::fabs(sizes[0] + sizes[1] - 1) < 1e-9;
  return {all ? rows - last : std::floor(sizes[0] * rows), last};
}

/// Whole numbers near these, `total` together: rounded down, but for the largest remainders.
std::vector<double> whole(const std::vector<double>& shares, double total) {
  std::vector<double> out;
  std::vector<size_t> order;
  for (size_t i = 0; i < shares.size(); ++i) {
    out.push_back(std::floor(shares[i]));
    total -= out.back();
    order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return shares[a] - out[a] > shares[b] - out[b]; });
  const auto left = size_t(std::max(0.0, total));
  for (size_t i = 0; i < left; ++i) out[order[i % order.size()]] += 1;
  return out;
}

/// Counts as they are, fractions so that they add up.
std::vector<double> counts_of_several(std::vector<double> sizes, double rows) {
  std::vector<double> shares;
  for (const double size : sizes) {
    if (is_fraction(size)) shares.push_back(size * rows);
  }
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  const std::vector<double> counts = whole(shares, std::round(sum));
  auto next = counts.begin();
  for (double& size : sizes) {
    if (is_fraction(size)) size = *next++;
  }
  return sizes;
}

/// How many rows each part gets.
std::vector<size_t> counts_of(const TrainTestSplit& in, const RecordValue& record) {
  check_sizes(in, record);
  const double rows = double(in.data->rows());
  const std::vector<double> counts =
      in.sizes.size() == 2 ? counts_of_two(in.sizes, rows) : counts_of_several(in.sizes, rows);
  const double sum = std::accumulate(counts.begin(), counts.end(), 0.0);
  if (sum > rows) {
    fail(record, "sizes",
         fmt::format("the parts have {} rows, and the data {}", shortest(sum), shortest(rows)));
  }
  for (size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] >= 1) continue;
    fail(record, "sizes",
         fmt::format("the part {} has no rows: {} of {}", in_quotes(in.parts[i]),
                     shortest(in.sizes[i]), shortest(rows)));
  }
  return {counts.begin(), counts.end()};
}

/// The rows of each stratum in random order; without strata, of all.
std::vector<std::vector<std::uint32_t>> strata_of(const TrainTestSplit& in) {
  Random random(static_cast<std::uint64_t>(std::llround(in.seed)), "train_test_split");
  const std::vector<std::uint32_t> order = random.permutation(in.data->rows());
  if (!in.stratify) return {order};
  const std::vector<std::string> values = in.stratify->distinct();
  const std::vector<size_t> stratum_of = ValueIndex(values).of_rows(*in.stratify);
  std::vector<std::vector<std::uint32_t>> out(values.size() + 1);  // the last: of missing ones
  for (const std::uint32_t row : order) out[stratum_of[row]].push_back(row);
  return out;
}

/// The part of each row, −1 of none. Part by part, every stratum gives its share of the rows that
/// are left, to one row, as scikit-learn does.
std::vector<std::int32_t> deal(const TrainTestSplit& in, const std::vector<size_t>& counts) {
  const auto strata = strata_of(in);
  std::vector<std::int32_t> part(in.data->rows(), -1);
  std::vector<size_t> given(strata.size(), 0);
  double left = double(part.size());
  for (size_t p = 0; p < counts.size(); ++p) {
    std::vector<double> shares;
    for (size_t s = 0; s < strata.size(); ++s) {
      shares.push_back(double(strata[s].size() - given[s]) * double(counts[p]) / left);
    }
    const std::vector<double> wanted = whole(shares, double(counts[p]));
    for (size_t s = 0; s < strata.size(); ++s) {
      for (double i = 0; i < wanted[s]; ++i) {
        part[strata[s][given[s]++]] = static_cast<std::int32_t>(p);
      }
    }
    left -= double(counts[p]);
  }
  return part;
}

struct Dealt {
  Words part;
};

struct Result {
  Extended<Dealt> rows;
};

Result compute(const TrainTestSplit& in, const RecordValue& record) {
  if (in.parts.empty() || in.parts.size() != in.sizes.size()) {
    fail(record, "sizes",
         fmt::format("there are {} parts and {} sizes", in.parts.size(), in.sizes.size()));
  }
  std::vector<std::int32_t> part = deal(in, counts_of(in, record));
  const auto names = std::make_shared<const std::vector<std::string>>(in.parts);
  return {{in.data, {{std::move(part), names}}}};
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<TrainTestSplit, compute>(
    {"train_test_split",
     "Deals the rows at random into named parts, as sklearn.model_selection.train_test_split into "
     "two; with `stratify`, each part has its share of every class, to one row. Rows that are left "
     "over have no part.",
     {field<&TrainTestSplit::data>("data", "The rows to deal.", {.required = true}),
      field<&TrainTestSplit::parts>("parts", "Their names: [train, validation, test].",
                                    {.required = true}),
      field<&TrainTestSplit::sizes>(
          "sizes",
          "How many rows each gets, or, below 1, which part of them: [0.6, 0.2, 0.2]. Of two, "
          "the last is rounded up, as scikit-learn does.",
          {.required = true}),
      field<&TrainTestSplit::stratify>("stratify", "The column whose shares every part keeps."),
      field<&TrainTestSplit::seed>(
          "seed", "The same seed deals the same way.",
          {.fallback = "0", .least = 0, .most = 9007199254740991, .kind = FieldKind::count})}},
    {output<&Result::rows>("rows", "The data.",
                           {column<&Dealt::part>("part", "The part that the row was dealt to.")},
                           {.extends = "data"})});

}  // namespace lantern::train_test_split_model
