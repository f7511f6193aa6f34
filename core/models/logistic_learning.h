#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/models/logistic_said.h"

namespace lantern::logistic_regression_model {

/// What the script gives.
struct LogisticRegression {
  TablePtr data;
  std::vector<Column> features;
  Column target;
  std::optional<std::string> positive;
  std::string multi_class;
  std::string penalty;
  double C = 1;
  std::string solver;
  double learning_rate = 0.1;
  int max_iter = 100;
  std::vector<double> init;
  std::string update;
  std::string reduction;
  TablePtr predict;

  bool several() const { return multi_class == "multinomial"; }
  bool summed() const { return reduction == "sum"; }
};

/// What it goes through.
struct LogisticHistory {
  LogisticClasses classes;
  std::variant<LogisticPath, MultinomialPath> path;

  size_t steps() const {
    return std::visit([](const auto& states) { return states.size(); }, path) - 1;
  }
  size_t bytes() const {
    return std::visit([](const auto& states) { return states.size() * (64 + 8 * size(states[0])); },
                      path);
  }

 private:
  static size_t size(const LogisticFit& fit) { return fit.coefficients.size(); }
  static size_t size(const MultinomialFit& fit) { return fit.parameters.size(); }
};

/// Fails (see `fail`) where the data does not allow it.
LogisticHistory learn_logistic(const LogisticRegression& in, const RecordValue& record);

}  // namespace lantern::logistic_regression_model
