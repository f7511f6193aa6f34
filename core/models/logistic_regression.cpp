#include <cmath>
#include <limits>

#include "core/base/portable_math.h"
#include "core/data/value_index.h"
#include "core/models/class_data.h"
#include "core/models/logistic_learning.h"

namespace lantern::logistic_regression_model {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

struct Coefficients {
  std::vector<std::string> feature;
  std::vector<double> coefficient, odds;
};

/// All parameters of all classes.
struct ClassTerms {
  std::vector<std::string> place, name, term;
  std::vector<double> coefficient, odds;
};

/// The states of all steps.
struct States {
  std::vector<double> step, intercept, a, b, loss;
};

struct Result {
  Coefficients coefficients;
  ClassTerms classes;
  double intercept = kNone, odds = kNone, a = kNone, b = kNone;
  double cut = kNone;
  std::string majority;
  double loss = 0;
  double accuracy = kNone;
  States all;
  Later<ClassProbabilities> probabilities;
  Extended<LogisticRows> rows;
};

// ---- saying

LogisticQuestions questions(const LogisticRegression& in, const RecordValue& record,
                            const LogisticClasses& classes) {
  const Table& table = in.predict ? *in.predict : *in.data;
  const bool other = in.predict && in.predict != in.data;
  const std::vector<Column> columns =
      other ? same_columns(*in.data, in.features, table, record) : in.features;
  LogisticQuestions out{columns.size(), feature_matrix(table, columns, record),
                        std::vector<int>(table.rows(), -1)};
  const auto known = table.find(name_of(*in.data, in.target));
  if (!known) return out;
  const Column& truth = table.columns()[*known];
  const auto positive =
      classes.several ? std::vector<unsigned char>() : is_positive(truth, classes.binary.positive);
  const auto places =
      classes.several ? ValueIndex(classes.names).of_rows(truth) : std::vector<size_t>();
  for (size_t i = 0; i < table.rows(); ++i) {
    if (truth.missing(i)) continue;
    if (!classes.several) out.actual[i] = positive[i];
    else if (places[i] < classes.names.size()) out.actual[i] = int(places[i]);
  }
  return out;
}

/// Fills in `rows`, `accuracy` and, if wanted, `probabilities`.
template <class Fit>
void predict(const LogisticRegression& in, const RecordValue& record,
             const LogisticClasses& classes, const Fit& fit, bool of_all, Result& out) {
  const TablePtr table = in.predict ? in.predict : in.data;
  auto rows = std::make_shared<const LogisticQuestions>(questions(in, record, classes));
  out.rows = {table, said_of(*rows, classes, fit)};
  out.accuracy = accuracy_of(out.rows.columns);
  if (!of_all) return;
  out.probabilities.bytes = table->rows() * classes.names.size() * 40;
  out.probabilities.make = [rows, table, fit, names = classes.names] {
    ClassProbabilities all;
    for (size_t i = 0; i < table->rows(); ++i) {
      for (const std::string& name : names) {
        all.row.push_back(table->keys()[i]);
        all.name.push_back(name);
      }
      const std::vector<double> likely = probabilities_of(rows->row(i), fit);
      all.probability.insert(all.probability.end(), likely.begin(), likely.end());
    }
    return all;
  };
}

void add_terms(const std::vector<std::string>& features, const std::string& name,
               std::span<const double> parameters, ClassTerms& out) {
  for (size_t j = 0; j < parameters.size(); ++j) {
    const std::string term = j < features.size() ? features[j] : "intercept";
    out.place.push_back(name + "/" + term);
    out.name.push_back(name);
    out.term.push_back(term);
    out.coefficient.push_back(parameters[j]);
    out.odds.push_back(portable::exp(parameters[j]));
  }
}

double weight(const LogisticFit& fit, size_t feature) {
  return feature < fit.coefficients.size() ? fit.coefficients[feature] : 0.0;
}

/// Of one class: its parameters by name.
void describe(const LogisticFit& fit, const LogisticClasses& classes, Result& out) {
  out.coefficients.coefficient = fit.coefficients;
  out.intercept = fit.intercept;
  out.a = weight(fit, 0);
  out.b = weight(fit, 1);
  if (fit.coefficients.size() == 1) out.cut = -fit.intercept / fit.coefficients[0];
  out.majority = classes.names[fit.intercept > 0 ? 1 : 0];
  std::vector<double> parameters = fit.coefficients;
  parameters.push_back(fit.intercept);
  add_terms(out.coefficients.feature, classes.names[1], parameters, out.classes);
}

void describe(const MultinomialFit& fit, const LogisticClasses& classes, Result& out) {
  const size_t width = fit.features + 1;
  out.coefficients.coefficient.assign(fit.features, kNone);
  const std::span<const double> all(fit.parameters);
  size_t most = 0;
  for (size_t k = 0; k < classes.names.size(); ++k) {
    add_terms(out.coefficients.feature, classes.names[k], all.subspan(k * width, width),
              out.classes);
    if (all[k * width + fit.features] > all[most * width + fit.features]) most = k;
  }
  out.majority = classes.names[most];
}

double loss_of(const LogisticRegression& in, double mean, double total) {
  return in.summed() ? total : mean;
}

States states_of(const LogisticRegression& in, const LogisticPath& path) {
  States out;
  for (const LogisticFit& fit : path) {
    out.step.push_back(double(out.step.size()));
    out.intercept.push_back(fit.intercept);
    out.a.push_back(weight(fit, 0));
    out.b.push_back(weight(fit, 1));
    out.loss.push_back(loss_of(in, fit.loss, fit.total));
  }
  return out;
}

States states_of(const LogisticRegression& in, const MultinomialPath& path) {
  States out;
  const std::vector<double> none(path.size(), kNone);
  out.intercept = out.a = out.b = none;
  for (const MultinomialFit& fit : path) {
    out.step.push_back(double(out.step.size()));
    out.loss.push_back(loss_of(in, fit.loss, fit.total));
  }
  return out;
}

Result as_of(const LogisticRegression& in, const RecordValue& record,
             const LogisticHistory& history, size_t step) {
  Result out;
  for (const Column& column : in.features) {
    out.coefficients.feature.push_back(name_of(*in.data, column));
  }
  std::visit(
      [&](const auto& path) {
        describe(path[step], history.classes, out);
        out.loss = loss_of(in, path[step].loss, path[step].total);
        out.all = states_of(in, path);
        predict(in, record, history.classes, path[step], true, out);
      },
      history.path);
  for (const double one : out.coefficients.coefficient) {
    out.coefficients.odds.push_back(portable::exp(one));
  }
  out.odds = portable::exp(out.intercept);
  return out;
}

/// `rows` alone.
Result answer(const LogisticRegression& in, const RecordValue& record,
              const LogisticHistory& history, size_t step) {
  Result out;
  std::visit(
      [&](const auto& path) { predict(in, record, history.classes, path[step], false, out); },
      history.path);
  return out;
}

std::vector<Field> fields() {
  using In = LogisticRegression;
  return {
      field<&In::data>("data", "The rows to learn from.", {.required = true}),
      where_field("Learns only from the rows for which it holds."),
      field<&In::features>("features", "The columns it sees: [weight, height]; none is allowed.",
                           {.required = true}),
      field<&In::target>("target", "The true class.", {.required = true}),
      field<&In::positive>(
          "positive",
          "The value of the target that counts as positive. May be left out where the target is "
          "true/false or 1/0."),
      field<&In::multi_class>(
          "multi_class",
          "binary: the positive class against all others; multinomial: all classes at once, by a "
          "softmax.",
          {.fallback = "binary", .choices = {"binary", "multinomial"}}),
      field<&In::penalty>("penalty", "What keeps coefficients small.",
                          {.fallback = "l2", .choices = {"l2", "none"}}),
      field<&In::C>("C", "The inverse of the penalty's strength.",
                    {.fallback = "1", .least = 0, .above = true}),
      field<&In::solver>(
          "solver",
          "How it is fitted: newton until it converges, or so many steps of gradient_descent on "
          "the log loss.",
          {.fallback = "newton", .choices = {"newton", "gradient_descent"}}),
      field<&In::learning_rate>("learning_rate", "The length of gradient_descent's steps.",
                                {.fallback = "0.1", .least = 0, .above = true}),
      field<&In::max_iter>("max_iter", "The number of gradient_descent's steps.",
                           {.fallback = "100", .least = 1, .most = 100000}),
      field<&In::init>(
          "init",
          "Where gradient_descent starts: the features' coefficients, then the intercept, as "
          "[0.5, -1, 2] (of multinomial, class by class); all 0 if absent."),
      field<&In::update>(
          "update",
          "Whether a step of gradient_descent changes all parameters together, or in_turn, each by "
          "the slope where those before it have just arrived, the intercept last, or, of "
          "intercept_first, before the coefficients.",
          {.fallback = "together", .choices = {"together", "in_turn", "intercept_first"}}),
      field<&In::reduction>(
          "reduction",
          "Whether `loss`, down which gradient_descent goes, is the mean of the rows' losses or "
          "their sum: by their sum, steps are as many times as long as there are rows.",
          {.fallback = "mean", .choices = {"mean", "sum"}}),
      field<&In::predict>(
          "predict",
          "The rows to predict, those that it did not learn from included; `data` if absent.")};
}

std::vector<OutputOf<Result>> tables() {
  return {output<&Result::coefficients>(
              "coefficients", "One row a feature, which is its key; missing of multinomial.",
              {column<&Coefficients::feature>("feature", "Its column."),
               column<&Coefficients::coefficient>("coefficient", "Its weight."),
               column<&Coefficients::odds>(
                   "odds", "e^coefficient: what the odds are multiplied by where it is one more.")},
              {.key = "feature"}),
          output<&Result::classes>(
              "classes", "The parameters of each class, of binary those of the positive one.",
              {column<&ClassTerms::place>("place", "Its key: dog/weight."),
               column<&ClassTerms::name>("class", "The class."),
               column<&ClassTerms::term>("term", "A feature, or intercept."),
               column<&ClassTerms::coefficient>("coefficient", "Its weight."),
               column<&ClassTerms::odds>("odds", "e^coefficient.")},
              {.key = "place"}),
          output<&Result::probabilities>(
              "probabilities", "The probability of every class for every predicted row.",
              {column<&ClassProbabilities::row>("row", "The key of the row."),
               column<&ClassProbabilities::name>("class", "The class."),
               column<&ClassProbabilities::probability>("probability", "They add up to 1.")})};
}

std::vector<OutputOf<Result>> outputs() {
  std::vector<OutputOf<Result>> out = tables();
  const std::vector<OutputOf<Result>> more{
      output<&Result::intercept>("intercept", "The log-odds where all features are 0."),
      output<&Result::odds>("odds", "e^intercept: the odds there."),
      output<&Result::a>("a", "The first feature's coefficient, 0 without features."),
      output<&Result::b>("b", "The second one's, 0 where there is none."),
      output<&Result::cut>("cut", "Of one feature: where both classes are equally likely."),
      output<&Result::majority>(
          "majority",
          "What it says where all features are 0: without features, the more frequent class."),
      output<&Result::loss>(
          "loss",
          "The mean log loss of the rows it learns from, or the sum (see `reduction`), without the "
          "penalty."),
      output<&Result::accuracy>("accuracy", "The part of the predicted rows that it gets right."),
      output<&Result::all>(
          "all", "The states of all steps; of multinomial, loss alone.",
          {column<&States::step>("step", "0 is the start."),
           column<&States::intercept>("intercept", "The log-odds where all features are 0."),
           column<&States::a>("a", "The first feature's coefficient."),
           column<&States::b>("b", "The second one's."),
           column<&States::loss>("loss", "The log loss.")},
          {.key = "step"}),
      output<&Result::rows>(
          "rows", "The predicted rows.",
          {column<&LogisticRows::probability>(
               "probability", "Of the positive class; of multinomial, of the one that it says."),
           column<&LogisticRows::odds>("odds", "probability / (1 − probability)."),
           column<&LogisticRows::predicted>("predicted", "The more likely class."),
           column<&LogisticRows::right>("right", "Whether that is the target."),
           column<&LogisticRows::likelihood>(
               "likelihood", "The probability of the row's own class, where that is known.")},
          {.extends = "predict"})};
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

}  // namespace

extern const ModelType kModel;
const ModelType kModel = trace_model<LogisticRegression, learn_logistic, as_of, answer>(
    {"logistic_regression",
     "The probability of the positive class as a logistic function of a weighted sum of the "
     "features, or that of each of several classes as a softmax, fitted until it converges, as "
     "sklearn.linear_model.LogisticRegression. A trace: its steps are those of the solver, from "
     "all weights at 0 or, of gradient_descent, from `init`.",
     fields()},
    outputs());

}  // namespace lantern::logistic_regression_model
