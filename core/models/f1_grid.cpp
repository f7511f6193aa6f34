#include <cmath>
#include <cstdint>

#include <fmt/format.h>

#include "core/base/work.h"
#include "core/models/rates.h"
#include "core/models/model.h"

namespace lantern::f1_grid_model {
namespace {

struct F1Grid {
  int steps = 20;
  double beta = 1;
  double precision = 0.5, recall = 0.5;
};

struct Cells {
  std::vector<std::string> cell;
  std::vector<double> precision, recall, f1;
};

struct Result {
  double f1 = 0;
  std::string cell;
  Cells rows;
};

/// 0 where both are.
double f_score(double precision, double recall, double beta) {
  const double b = beta * beta;
  return ratio((1 + b) * precision * recall, b * precision + recall);
}

std::string key_of(long column, long row) {
  return fmt::format("{}/{}", column, row);
}

Result compute(const F1Grid& in, const RecordValue&) {
  spend(300 * std::uint64_t(in.steps + 1) * std::uint64_t(in.steps + 1));
  Result out;
  out.f1 = f_score(in.precision, in.recall, in.beta);
  out.cell = key_of(std::lround(in.precision * in.steps), std::lround(in.recall * in.steps));
  for (int i = 0; i <= in.steps; ++i) {
    for (int j = 0; j <= in.steps; ++j) {
      out.rows.cell.push_back(key_of(i, j));
      out.rows.precision.push_back(double(i) / in.steps);
      out.rows.recall.push_back(double(j) / in.steps);
      out.rows.f1.push_back(f_score(out.rows.precision.back(), out.rows.recall.back(), in.beta));
    }
  }
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = model<F1Grid, compute>(
    {"f1_grid",
     "The harmonic mean of every precision and recall (van Rijsbergen, 1979): 0 where both are.",
     {field<&F1Grid::steps>("steps", "Into how many steps each of them is divided.",
                            {.fallback = "20", .least = 1, .most = 200}),
      field<&F1Grid::beta>("beta", "How much recall counts against precision.",
                           {.fallback = "1", .least = 0}),
      field<&F1Grid::precision>("precision", "The precision of `f1` and `cell`.",
                                {.fallback = "0.5", .least = 0, .most = 1}),
      field<&F1Grid::recall>("recall", "Their recall.",
                             {.fallback = "0.5", .least = 0, .most = 1})}},
    {output<&Result::f1>("f1", "(1 + β²) precision · recall / (β² precision + recall)"),
     output<&Result::cell>("cell", "The key of the nearest row."),
     output<&Result::rows>("rows", "One row for each precision and recall.",
                           {column<&Cells::cell>("cell", "Its key: the steps of both, as 4/12."),
                            column<&Cells::precision>("precision", "From 0 to 1."),
                            column<&Cells::recall>("recall", "From 0 to 1."),
                            column<&Cells::f1>("f1", "Of these two.")},
                           {.key = "cell"})});

}  // namespace lantern::f1_grid_model
