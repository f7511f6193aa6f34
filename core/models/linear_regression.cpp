#include <algorithm>
#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "core/models/class_data.h"
#include "core/models/design.h"
#include "core/models/linear_tables.h"
#include "core/models/model.h"
#include "core/models/normal_equation.h"
#include "core/models/regression_scores.h"

namespace lantern::linear_regression_model {
namespace {

struct LinearRegression : DesignFields {
  Column target;
  bool fit_intercept = true;
  double alpha = 0;
  std::string solver;
  double learning_rate = 0.01;
  int max_iter = 100;
  std::vector<double> init;
  int batch_size = 0;
  std::string update;
  double seed = 0;
  TablePtr predict;

  bool descends() const { return solver == "gradient_descent"; }
};

struct Result : RegressionScores {
  LinearCoefficients coefficients;
  double intercept = 0, a = 0, b = 0;
  double loss = 0, rank = 0;
  LinearStates all;
  Later<ParameterPath> path;
  Later<MatrixCells> matrix;
  Extended<Estimates> rows;
};

struct Learnt {
  std::shared_ptr<const FittedLine> fit;

  size_t steps() const { return fit->states.size() - 1; }
  size_t bytes() const {
    return 8 * fit->columns->values().size() + fit->design.bytes() +
           fit->states.size() * (64 + 16 * fit->parameters());
  }
};

void check_descent(const LinearRegression& in, size_t weights, const RecordValue& record) {
  if (in.init.empty()) return;
  if (!in.descends()) {
    fail(record, "init", "only gradient_descent starts where one likes",
         "write solver: gradient_descent");
  }
  if (in.init.size() == weights + (in.fit_intercept ? 1 : 0)) return;
  fail(record, "init",
       fmt::format("{} start value{} for {} coefficient{}{}", in.init.size(),
                   in.init.size() == 1 ? "" : "s", weights, weights == 1 ? "" : "s",
                   in.fit_intercept ? " and the intercept" : ""),
       in.fit_intercept ? "one for each column, then one for the intercept: [0.5, -1, 2]"
                        : "one for each column: [0.5, -1]");
}

/// A power of a large number is none.
void check_columns(const Design& design, const Matrix& columns, const RecordValue& record) {
  for (size_t j = 0; j < columns.columns(); ++j) {
    for (const double value : columns.column(j)) {
      if (std::fabs(value) < 1e100) continue;
      fail(record, "features",
           fmt::format("column {} becomes {} in the model, too large to be squared",
                       design.names()[j], std::isfinite(value) ? "1e100 or more" : "infinite"),
           "scale the features, or make the degree lower");
    }
  }
}

std::vector<LinearState> descend(const LinearRegression& in, const Design& design,
                                 const Matrix& columns, std::span<const double> y,
                                 const RecordValue& record) {
  DescentOptions options;
  static_cast<LinearOptions&>(options) = {in.fit_intercept, in.alpha, design.free()};
  options.learning_rate = in.learning_rate;
  options.steps = in.max_iter;
  options.start = in.init;
  options.batch = size_t(in.batch_size);
  options.in_turn = in.update == "in_turn";
  options.seed = static_cast<std::uint64_t>(std::llround(in.seed));
  auto path = descend_linear(columns, y, options);
  if (path) return std::move(*path);
  fail(record, "learning_rate", "the steps grow without end", "make `learning_rate` smaller");
}

/// The minimum as a way of one state.
std::vector<LinearState> at_minimum(const LinearFit& fit, const LinearRegression& in,
                                    const Design& design, const Matrix& columns,
                                    std::span<const double> y) {
  DescentOptions there;
  static_cast<LinearOptions&>(there) = {in.fit_intercept, in.alpha, design.free()};
  there.steps = 0;
  there.start = fit.coefficients;
  if (in.fit_intercept) there.start.push_back(fit.intercept);
  auto state = descend_linear(columns, y, there);
  if (state) return std::move(*state);
  return {{there.start, HUGE_VAL, std::vector<double>(there.start.size(), 0)}};
}

Learnt learn(const LinearRegression& in, const RecordValue& record) {
  const auto y = read_numeric_target(*in.data, in.target, record);
  Design design(in, record);
  check_descent(in, design.names().size(), record);
  auto columns = std::make_shared<const Matrix>(design.matrix(*in.data, in.features, record));
  if (in.basis || in.interactions) check_columns(design, *columns, record);
  const LinearFit exact = fit_linear(*columns, y, {in.fit_intercept, in.alpha, design.free()});
  auto states = in.descends() ? descend(in, design, *columns, y, record)
                              : at_minimum(exact, in, design, *columns, y);
  return {std::make_shared<const FittedLine>(FittedLine{
      std::move(design), std::move(columns), std::move(states), exact.rank, in.fit_intercept})};
}

/// Fills in `rows`.
void predict(const LinearRegression& in, const RecordValue& record, const FittedLine& fit,
             size_t step, Result& out) {
  const TablePtr& table = in.predict ? in.predict : in.data;
  const LinearFit model = fit.at(step);
  std::vector<double> said;
  if (table == in.data) {
    said = model.predict(*fit.columns);
  } else {
    const auto columns = same_columns(*in.data, in.features, *table, record);
    said = model.predict(fit.design.matrix(*table, columns, record));
  }
  out.rows = {table, compared(*table, name_of(*in.data, in.target), std::move(said))};
}

/// `rows` alone.
Result answer(const LinearRegression& in, const RecordValue& record, const Learnt& learnt,
              size_t step) {
  Result out;
  predict(in, record, *learnt.fit, step, out);
  return out;
}

Result as_of(const LinearRegression& in, const RecordValue& record, const Learnt& learnt,
             size_t step) {
  const std::shared_ptr<const FittedLine>& fit = learnt.fit;
  Result out = answer(in, record, learnt, step);
  static_cast<RegressionScores&>(out) = regression_scores(out.rows.columns);
  out.coefficients = coefficients_of(*fit, step);
  out.intercept = fit->intercept ? fit->states[step].parameters.back() : 0;
  out.a = fit->weight(step, 0);
  out.b = fit->weight(step, 1);
  out.loss = fit->states[step].loss;
  out.rank = double(fit->rank);
  out.all = states_of(*fit);
  out.path = {64 * fit->states.size() * fit->parameters(), [fit] { return path_of(*fit); }};
  out.matrix = {64 * (fit->columns->values().size() + 1), [fit, target = in.target] {
                  return matrix_cells(*fit->columns, fit->design.names(), target.numbers(),
                                      fit->intercept);
                }};
  return out;
}

std::vector<Field> fields() {
  using In = LinearRegression;
  return {
      field<&In::data, In>("data", "The rows to learn from.", {.required = true}),
      where_field("Learns only from the rows for which it holds."),
      field<&In::features, In>(
          "features",
          "The columns it sees: [weight, height]; none is allowed. A text stands for an indicator "
          "(1 or 0) of each of its values but the first, sorted.",
          {.required = true}),
      field<&In::target>("target", "The number that it predicts.", {.required = true}),
      field<&In::fit_intercept>("fit_intercept", "Whether there is one; else it is 0.",
                                {.fallback = "true"}),
      field<&In::interactions, In>("interactions",
                                   "Products of each two of its columns as columns, too.",
                                   {.fallback = "false"}),
      field<&In::alpha>(
          "alpha",
          "The ridge penalty: times the squared length of the coefficients, without the intercept.",
          {.fallback = "0", .least = 0}),
      field<&In::basis, In>("basis",
                            "What its numeric features are made into: {polynomial: {degree: 3}}.",
                            {.kinds = basis_kinds}),
      field<&In::solver>("solver",
                         "How it is fitted: exact by orthogonal reductions, or so many steps of "
                         "gradient_descent on the mean squared error.",
                         {.fallback = "exact", .choices = {"exact", "gradient_descent"}}),
      field<&In::learning_rate>("learning_rate", "The length of gradient_descent's steps.",
                                {.fallback = "0.01", .least = 0, .above = true}),
      field<&In::max_iter>("max_iter", "The number of gradient_descent's steps.",
                           {.fallback = "100", .least = 1, .most = 100000}),
      field<&In::init>("init",
                       "Where gradient_descent starts: the coefficients, then the intercept, as "
                       "[0.5, -1, 2]; all 0 if absent."),
      field<&In::batch_size>("batch_size",
                             "The rows that a step of gradient_descent sees, drawn without "
                             "replacement until all were seen; all of them if absent.",
                             {.least = 1}),
      field<&In::update>(
          "update",
          "Whether a step of gradient_descent changes all parameters together, or in turn, each by "
          "the slope where those before it have just arrived, the intercept last.",
          {.fallback = "together", .choices = {"together", "in_turn"}}),
      field<&In::seed>(
          "seed", "What the order of batches starts from.",
          {.fallback = "0", .least = 0, .most = 9007199254740991, .kind = FieldKind::count}),
      field<&In::predict>(
          "predict",
          "The rows to predict, those that it did not learn from included; `data` if absent.")};
}

std::vector<OutputOf<Result>> outputs() {
  std::vector<OutputOf<Result>> out{
      output<&Result::coefficients>("coefficients", "One row a column, whose name is its key.",
                                    coefficient_columns(), {.key = "name"}),
      output<&Result::intercept>("intercept", "What it says where all columns are 0."),
      output<&Result::a>("a", "The first column's coefficient (of one feature, the slope)."),
      output<&Result::b>("b", "The second one's, 0 where there is none."),
      output<&Result::loss>("loss", "The mean squared error of the rows it learns from."),
      output<&Result::rank>("rank", "How many of its columns are independent, if exact."),
      output<&Result::all>("all", "The states of all steps.", state_columns(), {.key = "step"}),
      output<&Result::path>("path", "All parameters at all steps.", path_columns(),
                            {.key = "place"}),
      output<&Result::matrix>("matrix",
                              "The matrices of the normal equation (XᵀX) β = Xᵀy, an entry a row: "
                              "=fit.matrix@XtX/1/2.value. The ones of the intercept stand first.",
                              matrix_cell_columns(), {.key = "entry"}),
      estimate_rows<Result>()};
  const auto scores = score_outputs<Result>();
  out.insert(out.begin() + 5, scores.begin(), scores.end());
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = trace_model<LinearRegression, learn, as_of, answer>(
    {"linear_regression",
     "A number as an intercept and a weighted sum of columns, by least squares, as "
     "sklearn.linear_model.LinearRegression, or Ridge with alpha; where several fits are as good, "
     "the one with the shortest coefficients. A trace: with gradient_descent, of its steps; else "
     "of one state.",
     fields()},
    outputs());

}  // namespace lantern::linear_regression_model
