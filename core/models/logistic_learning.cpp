#include "core/models/logistic_learning.h"

#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/models/class_data.h"

namespace lantern::logistic_regression_model {
namespace {

std::string negative_name(const BinaryTarget& target) {
  if (target.classes.size() != 2) return "not " + target.positive;
  return target.classes[0] == target.positive ? target.classes[1] : target.classes[0];
}

/// A start is one number for each parameter, and only gradient descent has one.
void check_start(const LogisticRegression& in, size_t classes, const RecordValue& record) {
  if (in.init.empty()) return;
  if (in.solver != "gradient_descent") {
    fail(record, "init", "only gradient_descent starts where one likes",
         "write solver: gradient_descent");
  }
  if (in.init.size() == classes * (in.features.size() + 1)) return;
  const std::string of = classes > 1 ? fmt::format(" of each of {} classes", classes) : "";
  fail(record, "init",
       fmt::format("{} start values for {} coefficient{} and the intercept{}", in.init.size(),
                   in.features.size(), in.features.size() == 1 ? "" : "s", of),
       classes > 1 ? "class by class, one for each feature, then one for the intercept"
                   : "one for each feature, then one for the intercept: [0.5, -1, 2]");
}

double strength(const LogisticRegression& in) {
  return in.penalty == "l2" ? in.C : HUGE_VAL;
}

LogisticDescent descent(const LogisticRegression& in) {
  const DescentOrder order = in.update == "in_turn"           ? DescentOrder::in_turn
                             : in.update == "intercept_first" ? DescentOrder::intercept_first
                                                              : DescentOrder::together;
  return {in.learning_rate, in.max_iter, in.init, order, in.summed()};
}

[[noreturn]] void fail_divergence(const RecordValue& record) {
  fail(record, "learning_rate", "the steps grow without end", "make `learning_rate` smaller");
}

[[noreturn]] void fail_separation(bool on_it, const RecordValue& record) {
  fail(record, "penalty",
       fmt::format("without a penalty there is no best line here: a line separates the classes{}, "
                   "and the steeper the curve across it the better",
                   on_it ? ", but for rows on the line itself" : ""),
       "leave `penalty` at l2");
}

LogisticPath fit(const LogisticRegression& in, const BinarySamples& samples,
                 const RecordValue& record) {
  check_start(in, 1, record);
  if (in.solver == "gradient_descent") {
    auto path = descend_logistic(samples, strength(in), descent(in));
    if (!path) fail_divergence(record);
    return std::move(*path);
  }
  auto found = fit_logistic(samples, strength(in));
  if (auto* path = std::get_if<LogisticPath>(&found)) return std::move(*path);
  fail_separation(std::get<Separation>(found) != Separation::complete, record);
}

MultinomialPath fit(const LogisticRegression& in, const MulticlassSamples& samples,
                    const RecordValue& record) {
  check_start(in, samples.classes, record);
  if (in.solver == "gradient_descent") {
    auto path = descend_multinomial(samples, strength(in), descent(in));
    if (!path) fail_divergence(record);
    return std::move(*path);
  }
  auto path = fit_multinomial(samples, strength(in));
  if (path) return std::move(*path);
  fail(record, "penalty",
       "without a penalty there is no minimum here: some classes lie apart, and the steeper the "
       "curves between them the better",
       "leave `penalty` at l2");
}

LogisticHistory all_classes(const LogisticRegression& in, const RecordValue& record) {
  if (in.positive) {
    fail(record, "positive", "of all classes at once, none is the positive one",
         "leave `positive` out, or `multi_class`");
  }
  ClassData data = read_class_data(*in.data, in.features, in.target, record);
  if (data.classes.size() < 2) {
    fail(record, "target",
         fmt::format("{} needs two classes or more, and there is only {}", record.kind->name,
                     in_quotes(data.classes[0])));
  }
  const MulticlassSamples samples{data.samples.features, data.samples.classes,
                                  std::move(data.samples.values), std::move(data.samples.target)};
  MultinomialPath path = fit(in, samples, record);
  return {{{}, std::move(data.classes), true}, std::move(path)};
}

}  // namespace

LogisticHistory learn_logistic(const LogisticRegression& in, const RecordValue& record) {
  if (in.several()) return all_classes(in, record);
  check_classes(*in.data, in.target, record);
  BinaryTarget target = read_binary_target(*in.data, in.target, in.positive, record);
  const BinarySamples samples{in.features.size(), feature_matrix(*in.data, in.features, record),
                              target.actual};
  LogisticPath path = fit(in, samples, record);
  std::vector<std::string> names{negative_name(target), target.positive};
  return {{std::move(target), std::move(names), false}, std::move(path)};
}

}  // namespace lantern::logistic_regression_model
