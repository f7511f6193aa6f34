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

/// How many of `rows` each part gets: counts as they are, fractions (all at most 1) by the largest
/// remainders, so that they add up.
std::vector<size_t> counts_of(const TrainTestSplit& in, const RecordValue& record) {
  const double rows = double(in.data->rows());
  const double sum = std::accumulate(in.sizes.begin(), in.sizes.end(), 0.0);
  const bool fractions =
      std::all_of(in.sizes.begin(), in.sizes.end(), [](double s) { return s < 1; });
  if (std::any_of(in.sizes.begin(), in.sizes.end(), [](double s) { return !(s > 0); })) {
    fail(record, "sizes", "a part has more than 0 rows");
  }
  if (fractions ? sum > 1 + 1e-9 : sum > rows) {
    fail(record, "sizes",
         fractions ? fmt::format("the parts are {} of the rows, more than there are", shortest(sum))
                   : fmt::format("the parts have {} rows, and the data {}", shortest(sum),
                                 shortest(rows)));
  }
  std::vector<size_t> out;
  for (const double size : in.sizes) out.push_back(size_t(fractions ? size * rows : size));
  if (!fractions) return out;
  size_t left = size_t(std::llround(sum * rows));
  for (const size_t count : out) left -= std::min(left, count);
  std::vector<size_t> order(out.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    const auto rest = [&](size_t i) { return in.sizes[i] * rows - double(out[i]); };
    return rest(a) > rest(b);
  });
  for (size_t i = 0; i < left; ++i) ++out[order[i % order.size()]];
  return out;
}

/// The rows in random order; with strata, so that every stretch of it holds each stratum in about
/// its share: row k of a stratum of n stands at (k + ½)/n of the way.
std::vector<std::uint32_t> order_of(const TrainTestSplit& in) {
  Random random(static_cast<std::uint64_t>(std::llround(in.seed)), "train_test_split");
  std::vector<std::uint32_t> order = random.permutation(in.data->rows());
  if (!in.stratify) return order;
  const std::vector<std::string> strata = in.stratify->distinct();
  const std::vector<size_t> stratum_of = ValueIndex(strata).of_rows(*in.stratify);
  std::vector<double> sizes(strata.size() + 1, 0), seen(strata.size() + 1, 0);
  for (const std::uint32_t row : order) sizes[stratum_of[row]] += 1;
  std::vector<std::pair<double, std::uint32_t>> places;
  for (const std::uint32_t row : order) {
    const size_t stratum = stratum_of[row];
    places.emplace_back((seen[stratum] + 0.5) / sizes[stratum], row);
    seen[stratum] += 1;
  }
  std::stable_sort(places.begin(), places.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (size_t i = 0; i < order.size(); ++i) order[i] = places[i].second;
  return order;
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
  const std::vector<size_t> counts = counts_of(in, record);
  const std::vector<std::uint32_t> order = order_of(in);
  std::vector<std::int32_t> part(order.size(), -1);
  size_t next = 0;
  for (size_t p = 0; p < counts.size(); ++p) {
    for (size_t i = 0; i < counts[p] && next < order.size(); ++i) {
      part[order[next++]] = static_cast<std::int32_t>(p);
    }
  }
  const auto names = std::make_shared<const std::vector<std::string>>(in.parts);
  return {{in.data, {{std::move(part), names}}}};
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<TrainTestSplit, compute>(
    {"train_test_split",
     "Deals the rows at random into named parts, as sklearn.model_selection.train_test_split into "
     "two; with `stratify`, each part has about the same share of every class. Rows that are left "
     "over have no part.",
     {field<&TrainTestSplit::data>("data", "The rows to deal.", {.required = true}),
      field<&TrainTestSplit::parts>("parts", "Their names: [train, validation, test].",
                                    {.required = true}),
      field<&TrainTestSplit::sizes>(
          "sizes", "How many rows each gets, or which part of them: [0.6, 0.2, 0.2].",
          {.required = true}),
      field<&TrainTestSplit::stratify>("stratify", "The column whose shares every part keeps."),
      field<&TrainTestSplit::seed>("seed", "The same seed deals the same way.",
                                   {.fallback = "0", .least = 0})}},
    {output<&Result::rows>("rows", "The data.",
                           {column<&Dealt::part>("part", "The part that the row was dealt to.")},
                           {.extends = "data"})});

}  // namespace lantern::train_test_split_model
