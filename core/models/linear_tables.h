#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/models/design.h"
#include "core/models/linear_fit.h"
#include "core/models/output.h"

// The tables that a linear regression gives.

namespace lantern {

/// A linear model that is fitted: all that its outputs are made of.
struct FittedLine {
  Design design;
  std::shared_ptr<const Matrix> columns;  ///< of the rows that it learnt from
  std::vector<LinearState> states;
  size_t rank = 0;
  bool intercept = true;

  size_t parameters() const { return states[0].parameters.size(); }
  size_t weights() const { return parameters() - (intercept ? 1 : 0); }
  double weight(size_t step, size_t i) const {
    return i < weights() ? states[step].parameters[i] : 0;
  }
  double slope(size_t step, size_t i) const { return i < weights() ? states[step].gradient[i] : 0; }
  LinearFit at(size_t step) const {
    const std::vector<double>& all = states[step].parameters;
    return {
        {all.begin(), all.begin() + std::ptrdiff_t(weights())}, intercept ? all.back() : 0, rank};
  }
  std::string name(size_t parameter) const {
    return parameter < weights() ? design.names()[parameter] : "intercept";
  }
};

struct LinearCoefficients {
  std::vector<std::string> name;
  std::vector<double> value, gradient;
};

/// The states of all steps.
struct LinearStates {
  std::vector<double> step, intercept, a, b, loss;
  std::vector<double> gradient, gradient_intercept, gradient_a, gradient_b;
};

/// All parameters of all steps.
struct ParameterPath {
  std::vector<std::string> place;
  std::vector<double> step;
  std::vector<std::string> name;
  std::vector<double> value, gradient;
};

LinearCoefficients coefficients_of(const FittedLine& fit, size_t step);
LinearStates states_of(const FittedLine& fit);
ParameterPath path_of(const FittedLine& fit);

std::vector<ColumnOf<LinearCoefficients>> coefficient_columns();
std::vector<ColumnOf<LinearStates>> state_columns();
std::vector<ColumnOf<ParameterPath>> path_columns();

}  // namespace lantern
