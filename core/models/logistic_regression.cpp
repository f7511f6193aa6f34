#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/models/binary_target.h"
#include "core/models/class_data.h"
#include "core/models/logistic_fit.h"

namespace lantern::logistic_regression_model {
namespace {

struct LogisticRegression {
  TablePtr data;
  std::vector<Column> features;
  Column target;
  std::optional<std::string> positive;
  std::string penalty;
  double C = 1;
  std::string solver;
  double learning_rate = 0.1;
  int max_iter = 100;
  std::vector<double> init;
  TablePtr predict;
};

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

std::string negative_name(const BinaryTarget& target) {
  if (target.classes.size() != 2) return "not " + target.positive;
  return target.classes[0] == target.positive ? target.classes[1] : target.classes[0];
}

struct Coefficients {
  std::vector<std::string> feature;
  std::vector<double> coefficient;
};

/// The states of all steps.
struct States {
  std::vector<double> step, intercept, a, b, loss;
};

struct Predicted {
  std::vector<double> probability;
  Words predicted;
  Truths right;
};

struct Result {
  Coefficients coefficients;
  double intercept = 0, a = 0, b = 0;
  double cut = kNone;
  std::string majority;
  double loss = 0;
  double accuracy = kNone;
  States all;
  Extended<Predicted> rows;
};

/// Fills in `rows` and `accuracy`.
void predict(const LogisticRegression& in, const BinaryTarget& target, const LogisticFit& fit,
             const RecordValue& record, Result& out) {
  const Table& table = in.predict ? *in.predict : *in.data;
  const bool other = in.predict && in.predict != in.data;
  const std::vector<Column> columns =
      other ? same_columns(*in.data, in.features, table, record) : in.features;
  const BinarySamples samples{columns.size(), feature_matrix(table, columns, record),
                              std::vector<unsigned char>(table.rows())};
  const auto known = table.find(name_of(*in.data, in.target));
  const Column truth = known ? table.columns()[*known] : Column();
  const auto actual = known ? is_positive(truth, target.positive) : std::vector<unsigned char>();
  std::vector<double> probability, right;
  std::vector<std::int32_t> called;
  double hits = 0, judged = 0;
  for (size_t i = 0; i < table.rows(); ++i) {
    const double z = fit.decision(samples.row(i));
    probability.push_back(sigmoid(z));
    called.push_back(z > 0 ? 1 : 0);
    const bool missing = !known || truth.missing(i);
    right.push_back(missing ? kNone : double((actual[i] != 0) == (z > 0)));
    if (missing) continue;
    hits += right.back();
    judged += 1;
  }
  const auto names = std::make_shared<const std::vector<std::string>>(
      std::vector<std::string>{negative_name(target), target.positive});
  out.rows = {in.predict ? in.predict : in.data,
              {std::move(probability), {std::move(called), names}, {std::move(right)}}};
  if (judged > 0) out.accuracy = hits / judged;
}

struct LogisticHistory {
  BinaryTarget target;
  LogisticPath path;

  size_t steps() const { return path.size() - 1; }
  size_t bytes() const { return path.size() * (64 + 8 * path[0].coefficients.size()); }
};

/// A start is one number for each parameter, and only gradient descent has one.
void check_start(const LogisticRegression& in, const RecordValue& record) {
  if (in.init.empty()) return;
  if (in.solver != "gradient_descent") {
    fail(record, "init", "only gradient_descent starts where one likes",
         "write solver: gradient_descent");
  }
  if (in.init.size() == in.features.size() + 1) return;
  fail(record, "init",
       fmt::format("{} start values for {} coefficient{} and the intercept", in.init.size(),
                   in.features.size(), in.features.size() == 1 ? "" : "s"),
       "one for each feature, then one for the intercept: [0.5, -1, 2]");
}

LogisticPath fit(const LogisticRegression& in, const BinarySamples& samples,
                 const RecordValue& record) {
  check_start(in, record);
  const double C = in.penalty == "l2" ? in.C : HUGE_VAL;
  if (in.solver == "gradient_descent") {
    auto path = descend_logistic(samples, C, in.learning_rate, in.max_iter, in.init);
    if (path) return std::move(*path);
    fail(record, "learning_rate", "the steps grow without end", "make `learning_rate` smaller");
  }
  auto found = fit_logistic(samples, C);
  if (auto* path = std::get_if<LogisticPath>(&found)) return std::move(*path);
  const bool complete = std::get<Separation>(found) == Separation::complete;
  fail(record, "penalty",
       fmt::format("without a penalty there is no best line here: a line separates the classes{}, "
                   "and the steeper the curve across it the better",
                   complete ? "" : ", but for rows on the line itself"),
       "leave `penalty` at l2");
}

LogisticHistory history(const LogisticRegression& in, const RecordValue& record) {
  LogisticHistory out{read_binary_target(*in.data, in.target, in.positive, record), {}};
  const BinarySamples samples{in.features.size(), feature_matrix(*in.data, in.features, record),
                              out.target.actual};
  out.path = fit(in, samples, record);
  return out;
}

double weight(const LogisticFit& fit, size_t feature) {
  return feature < fit.coefficients.size() ? fit.coefficients[feature] : 0.0;
}

States states_of(const LogisticPath& path) {
  States out;
  for (const LogisticFit& fit : path) {
    out.step.push_back(double(out.step.size()));
    out.intercept.push_back(fit.intercept);
    out.a.push_back(weight(fit, 0));
    out.b.push_back(weight(fit, 1));
    out.loss.push_back(fit.loss);
  }
  return out;
}

Result as_of(const LogisticRegression& in, const RecordValue& record,
             const LogisticHistory& history, size_t step) {
  const LogisticFit& fit = history.path[step];
  const std::vector<double>& w = fit.coefficients;
  Result out;
  for (const Column& column : in.features) {
    out.coefficients.feature.push_back(name_of(*in.data, column));
  }
  out.coefficients.coefficient = w;
  out.intercept = fit.intercept;
  out.a = weight(fit, 0);
  out.b = weight(fit, 1);
  if (w.size() == 1) out.cut = -fit.intercept / w[0];
  out.majority = fit.intercept > 0 ? history.target.positive : negative_name(history.target);
  out.loss = fit.loss;
  out.all = states_of(history.path);
  predict(in, history.target, fit, record, out);
  return out;
}

/// `rows` alone.
Result answer(const LogisticRegression& in, const RecordValue& record,
              const LogisticHistory& history, size_t step) {
  Result out;
  predict(in, history.target, history.path[step], record, out);
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = trace_model<LogisticRegression, history, as_of, answer>(
    {"logistic_regression",
     "The probability of the positive class as a logistic function of a weighted sum of the "
     "features, fitted until it converges, as sklearn.linear_model.LogisticRegression. A trace: "
     "its steps are those of the solver, from all weights at 0 or, of gradient_descent, from "
     "`init`.",
     {field<&LogisticRegression::data>("data", "The rows to learn from.", {.required = true}),
      where_field("Learns only from the rows for which it holds."),
      field<&LogisticRegression::features>(
          "features", "The columns it sees: [weight, height]; none is allowed.",
          {.required = true}),
      field<&LogisticRegression::target>("target", "The true class.", {.required = true}),
      field<&LogisticRegression::positive>(
          "positive",
          "The value of the target that counts as positive. May be left out where the target is "
          "true/false or 1/0."),
      field<&LogisticRegression::penalty>("penalty", "What keeps coefficients small.",
                                          {.fallback = "l2", .choices = {"l2", "none"}}),
      field<&LogisticRegression::C>("C", "The inverse of the penalty's strength.",
                                    {.fallback = "1", .least = 0, .above = true}),
      field<&LogisticRegression::solver>(
          "solver",
          "How it is fitted: newton until it converges, or so many steps of gradient_descent on "
          "the "
          "mean log loss.",
          {.fallback = "newton", .choices = {"newton", "gradient_descent"}}),
      field<&LogisticRegression::learning_rate>("learning_rate",
                                                "The length of gradient_descent's steps.",
                                                {.fallback = "0.1", .least = 0, .above = true}),
      field<&LogisticRegression::max_iter>("max_iter", "The number of gradient_descent's steps.",
                                           {.fallback = "100", .least = 1, .most = 100000}),
      field<&LogisticRegression::init>(
          "init",
          "Where gradient_descent starts: the features' coefficients, then the intercept, as "
          "[0.5, -1, 2]; all 0 if absent."),
      field<&LogisticRegression::predict>(
          "predict",
          "The rows to predict, those that it did not learn from included; `data` if absent.")}},
    {output<&Result::coefficients>(
         "coefficients", "One row a feature, which is its key.",
         {column<&Coefficients::feature>("feature", "Its column."),
          column<&Coefficients::coefficient>("coefficient", "Its weight.")},
         {.key = "feature"}),
     output<&Result::intercept>("intercept", "The log-odds where all features are 0."),
     output<&Result::a>("a", "The first feature's coefficient, 0 without features."),
     output<&Result::b>("b", "The second one's, 0 where there is none."),
     output<&Result::cut>("cut", "Of one feature: where both classes are equally likely."),
     output<&Result::majority>(
         "majority",
         "What it says where all features are 0: without features, the more frequent class."),
     output<&Result::loss>("loss",
                           "The mean log loss of the rows it learns from, without the penalty."),
     output<&Result::accuracy>("accuracy", "The part of the predicted rows that it gets right."),
     output<&Result::all>(
         "all", "The states of all steps.",
         {column<&States::step>("step", "0 is the start."),
          column<&States::intercept>("intercept", "The log-odds where all features are 0."),
          column<&States::a>("a", "The first feature's coefficient."),
          column<&States::b>("b", "The second one's."),
          column<&States::loss>("loss", "The mean log loss.")},
         {.key = "step"}),
     output<&Result::rows>(
         "rows", "The predicted rows.",
         {column<&Predicted::probability>("probability", "Of the positive class."),
          column<&Predicted::predicted>("predicted", "The more likely class."),
          column<&Predicted::right>("right", "Whether that is the target.")},
         {.extends = "predict"})});

}  // namespace lantern::logistic_regression_model
