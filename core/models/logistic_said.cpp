#include "core/models/logistic_said.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/portable_math.h"

namespace lantern {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

void add_said(LogisticRows& out, double probability, double odds, int called) {
  out.probability.push_back(probability);
  out.odds.push_back(odds);
  out.predicted.codes.push_back(called);
}

void add_judged(LogisticRows& out, int actual, int called, double likelihood) {
  out.right.values.push_back(actual < 0 ? kUnknown : double(actual == called));
  out.likelihood.push_back(actual < 0 ? kUnknown : likelihood);
}

void name_classes(LogisticRows& out, const LogisticClasses& classes) {
  out.predicted.words = std::make_shared<const std::vector<std::string>>(classes.names);
}

}  // namespace

LogisticRows said_of(const LogisticQuestions& rows, const LogisticClasses& classes,
                     const LogisticFit& fit) {
  LogisticRows out;
  name_classes(out, classes);
  for (size_t i = 0; i < rows.actual.size(); ++i) {
    const double z = fit.decision(rows.row(i));
    const int called = z > 0 ? 1 : 0;
    add_said(out, sigmoid(z), portable::exp(z), called);
    add_judged(out, rows.actual[i], called, sigmoid(rows.actual[i] == 1 ? z : -z));
  }
  return out;
}

LogisticRows said_of(const LogisticQuestions& rows, const LogisticClasses& classes,
                     const MultinomialFit& fit) {
  LogisticRows out;
  name_classes(out, classes);
  for (size_t i = 0; i < rows.actual.size(); ++i) {
    const std::vector<double> likely = fit.probabilities(rows.row(i));
    const auto called = int(std::max_element(likely.begin(), likely.end()) - likely.begin());
    double others = 0;
    for (int k = 0; k < int(likely.size()); ++k) others += k == called ? 0 : likely[size_t(k)];
    add_said(out, likely[size_t(called)], likely[size_t(called)] / others, called);
    const int actual = rows.actual[i];
    add_judged(out, actual, called, actual < 0 ? kUnknown : likely[size_t(actual)]);
  }
  return out;
}

std::vector<double> probabilities_of(std::span<const double> row, const LogisticFit& fit) {
  const double z = fit.decision(row);
  return {sigmoid(-z), sigmoid(z)};
}

std::vector<double> probabilities_of(std::span<const double> row, const MultinomialFit& fit) {
  return fit.probabilities(row);
}

double accuracy_of(const LogisticRows& rows) {
  double hits = 0, judged = 0;
  for (const double right : rows.right.values) {
    if (std::isnan(right)) continue;
    hits += right;
    judged += 1;
  }
  return judged > 0 ? hits / judged : kUnknown;
}

}  // namespace lantern
