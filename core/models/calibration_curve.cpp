#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/quantile.h"
#include "core/base/text.h"
#include "core/models/scores.h"

namespace lantern::calibration_curve_model {
namespace {

struct CalibrationCurve {
  TablePtr data;
  Column probability;
  Column target;
  std::optional<std::string> positive;
  int n_bins = 5;
  std::string strategy;
};

struct Bins {
  std::vector<double> bin, low, high, predicted, actual, count;
};

struct Result {
  double brier = 0, ece = 0;
  Bins points;
};

std::vector<double> edges_of(const CalibrationCurve& in, std::span<const double> values) {
  const bool quantiles = in.strategy == "quantile";
  std::vector<double> sorted, out;
  if (quantiles) {
    sorted.assign(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
  }
  // As numpy.linspace rounds it, and of quantiles by way of per cents, as scikit-learn has it.
  const double width = 1.0 / in.n_bins;
  for (int i = 0; i <= in.n_bins; ++i) {
    const double share = i == in.n_bins ? 1 : i * width;
    out.push_back(quantiles ? quantile_of_sorted(sorted, share * 100 / 100) : share);
  }
  return out;
}

void check_probabilities(const CalibrationCurve& in, const RecordValue& record) {
  const std::string name = name_of(*in.data, in.probability);
  if (in.probability.type() == ColumnType::text) {
    fail(record, "probability", fmt::format("column {} holds texts", in_quotes(name)));
  }
  const auto values = in.probability.numbers();
  for (size_t row = 0; row < values.size(); ++row) {
    if (values[row] >= 0 && values[row] <= 1) continue;  // false where it is missing
    const std::string place = place_of(*in.data, row, name);
    fail(record, "probability",
         std::isnan(values[row])
             ? fmt::format("{}: column {} has no value here", place, in_quotes(name))
             : fmt::format("{}: {} is no probability", place, shortest(values[row])));
  }
}

/// Rows on an edge are in the bin below it, as scikit-learn has them; empty bins are left out.
Bins bins_of(const CalibrationCurve& in, const Scores& scores, const std::vector<double>& edges) {
  const size_t bins = size_t(in.n_bins);
  std::vector<double> sums(bins, 0), hits(bins, 0), counts(bins, 0);
  for (size_t i = 0; i < scores.values.size(); ++i) {
    const auto inner = std::lower_bound(edges.begin() + 1, edges.end() - 1, scores.values[i]);
    const auto bin = size_t(inner - edges.begin() - 1);
    sums[bin] += scores.values[i];
    hits[bin] += scores.actual[i];
    counts[bin] += 1;
  }
  // Of bins of one width, the edges that are told are those that are meant: 0.6, not 3 · 0.2.
  const auto edge = [&](size_t b) {
    return in.strategy == "quantile" ? edges[b] : double(b) / double(bins);
  };
  Bins out;
  for (size_t b = 0; b < bins; ++b) {
    if (counts[b] == 0) continue;
    out.bin.push_back(double(b + 1));
    out.low.push_back(edge(b));
    out.high.push_back(edge(b + 1));
    out.predicted.push_back(sums[b] / counts[b]);
    out.actual.push_back(hits[b] / counts[b]);
    out.count.push_back(counts[b]);
  }
  return out;
}

Result compute(const CalibrationCurve& in, const RecordValue& record) {
  check_probabilities(in, record);
  const Scores scores = read_scores({in.data, in.probability, in.target, in.positive}, record);
  const double rows = double(scores.values.size());
  Result out;
  out.points = bins_of(in, scores, edges_of(in, scores.values));
  for (size_t i = 0; i < scores.values.size(); ++i) {
    const double miss = scores.values[i] - double(scores.actual[i]);
    out.brier += miss * miss / rows;
  }
  for (size_t b = 0; b < out.points.bin.size(); ++b) {
    out.ece +=
        out.points.count[b] / rows * std::fabs(out.points.predicted[b] - out.points.actual[b]);
  }
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<CalibrationCurve, compute>(
    {"calibration_curve",
     "How often what is called likely comes true, in bins of the probability, as "
     "sklearn.calibration.calibration_curve.",
     {field<&CalibrationCurve::data>("data", "The rows to judge.", {.required = true}),
      where_field("Takes only the rows for which it holds."),
      field<&CalibrationCurve::probability>("probability", "Of the positive class, from 0 to 1.",
                                            {.required = true}),
      field<&CalibrationCurve::target>("target", "The true class.", {.required = true}),
      field<&CalibrationCurve::positive>(
          "positive",
          "The value of the target that counts as positive. May be left out where the target is "
          "true/false or 1/0."),
      field<&CalibrationCurve::n_bins>("n_bins", "How many bins.",
                                       {.fallback = "5", .least = 1, .most = 1000}),
      field<&CalibrationCurve::strategy>(
          "strategy", "Bins of one width, or of about as many rows each.",
          {.fallback = "uniform", .choices = {"uniform", "quantile"}})}},
    {output<&Result::brier>("brier",
                            "The mean squared difference of probability and truth (Brier, 1950)."),
     output<&Result::ece>("ece",
                          "How far the bins are from what comes true, on average over the rows."),
     output<&Result::points>(
         "points", "One row a bin that has rows; its number is its key.",
         {column<&Bins::bin>("bin", "Its number, from 1."), column<&Bins::low>("low", "From here."),
          column<&Bins::high>("high", "To here."),
          column<&Bins::predicted>("predicted", "The mean probability."),
          column<&Bins::actual>("actual", "The part that is of the positive class."),
          column<&Bins::count>("count", "Its rows.")},
         {.key = "bin"})});

}  // namespace lantern::calibration_curve_model
