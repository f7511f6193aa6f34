#include <memory>

#include <fmt/format.h>

#include "core/models/class_data.h"
#include "core/models/design.h"
#include "core/models/local_fit.h"
#include "core/models/model.h"
#include "core/models/regression_scores.h"

namespace lantern::lowess_model {
namespace {

struct Lowess {
  TablePtr data;
  std::vector<Column> features;
  Column target;
  double frac = 2.0 / 3;
  int it = 3;
  int degree = 1;
  TablePtr predict;
};

struct Result : RegressionScores {
  Extended<Estimates> rows;
};

struct Learnt {
  std::shared_ptr<const LocalFit> fit;

  size_t bytes() const { return fit->bytes(); }
};

Learnt learn(const Lowess& in, const RecordValue& record) {
  if (in.features.size() != 1) {
    fail(record, "features",
         fmt::format("lowess smooths over one feature, not {}", in.features.size()),
         "write one column: [x]");
  }
  const auto y = read_numeric_target(*in.data, in.target, record);
  const auto x = finite_numbers(*in.data, in.features[0], "features", record);
  return {std::make_shared<const LocalFit>(x, y, LocalOptions{in.frac, in.it, in.degree})};
}

std::vector<double> said_of(const Lowess& in, const RecordValue& record, const LocalFit& fit) {
  if (!in.predict || in.predict == in.data) return fit.fitted();
  const auto column = same_columns(*in.data, in.features, *in.predict, record)[0];
  std::vector<double> out;
  for (const double x : finite_numbers(*in.predict, column, "features", record)) {
    out.push_back(fit.at(x));
  }
  return out;
}

Result say(const Lowess& in, const RecordValue& record, const Learnt& learnt) {
  const TablePtr& table = in.predict ? in.predict : in.data;
  Result out;
  out.rows = {table,
              compared(*table, name_of(*in.data, in.target), said_of(in, record, *learnt.fit))};
  static_cast<RegressionScores&>(out) = regression_scores(out.rows.columns);
  return out;
}

std::vector<OutputOf<Result>> outputs() {
  std::vector<OutputOf<Result>> out = score_outputs<Result>();
  out.push_back(estimate_rows<Result>());
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = learnt_model<Lowess, learn, say>(
    {"lowess",
     "A smooth curve through points: at each x a weighted regression of the nearest rows, as "
     "statsmodels.nonparametric.lowess (its `xvals` are `predict`; Cleveland 1979).",
     {field<&Lowess::data>("data", "The rows to learn from.", {.required = true}),
      where_field("Learns only from the rows for which it holds."),
      field<&Lowess::features>("features", "The column to smooth over: [x].", {.required = true}),
      field<&Lowess::target>("target", "The number that it predicts.", {.required = true}),
      field<&Lowess::frac>("frac",
                           "The part of the rows that each regression sees, two rows at least.",
                           {.fallback = "0.6666666666666666", .least = 0, .most = 1}),
      field<&Lowess::it>("it", "How often rows are weighted anew, less the farther they are off.",
                         {.fallback = "3", .least = 0, .most = 100}),
      field<&Lowess::degree>("degree",
                             "Of each regression: 1 straight (as statsmodels), 0 a mean, 2 a "
                             "parabola.",
                             {.fallback = "1", .least = 0, .most = 2}),
      field<&Lowess::predict>(
          "predict", "The rows to predict, others than those it learned from; `data` if absent.")}},
    outputs());

}  // namespace lantern::lowess_model
