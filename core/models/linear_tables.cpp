#include "core/models/linear_tables.h"

#include <cmath>

#include <fmt/format.h>

namespace lantern {

LinearCoefficients coefficients_of(const FittedLine& fit, size_t step) {
  LinearCoefficients out;
  for (size_t j = 0; j < fit.weights(); ++j) {
    out.name.push_back(fit.name(j));
    out.value.push_back(fit.weight(step, j));
    out.gradient.push_back(fit.slope(step, j));
  }
  return out;
}

LinearStates states_of(const FittedLine& fit) {
  LinearStates out;
  for (size_t i = 0; i < fit.states.size(); ++i) {
    const LinearState& state = fit.states[i];
    out.step.push_back(double(i));
    out.intercept.push_back(fit.intercept ? state.parameters.back() : 0);
    out.a.push_back(fit.weight(i, 0));
    out.b.push_back(fit.weight(i, 1));
    out.loss.push_back(state.loss);
    double squares = 0;
    for (const double one : state.gradient) squares += one * one;
    out.gradient.push_back(std::sqrt(squares));
    out.gradient_intercept.push_back(fit.intercept ? state.gradient.back() : 0);
    out.gradient_a.push_back(fit.slope(i, 0));
    out.gradient_b.push_back(fit.slope(i, 1));
  }
  return out;
}

ParameterPath path_of(const FittedLine& fit) {
  ParameterPath out;
  for (size_t i = 0; i < fit.states.size(); ++i) {
    for (size_t j = 0; j < fit.parameters(); ++j) {
      out.name.push_back(fit.name(j));
      out.place.push_back(fmt::format("{}/{}", i, out.name.back()));
      out.step.push_back(double(i));
      out.value.push_back(fit.states[i].parameters[j]);
      out.gradient.push_back(fit.states[i].gradient[j]);
    }
  }
  return out;
}

std::vector<ColumnOf<LinearCoefficients>> coefficient_columns() {
  return {column<&LinearCoefficients::name>("name", "The feature, or what the basis made of it."),
          column<&LinearCoefficients::value>("value", "Its weight."),
          column<&LinearCoefficients::gradient>("gradient", "The slope of the loss by it.")};
}

std::vector<ColumnOf<LinearStates>> state_columns() {
  return {column<&LinearStates::step>("step", "0 is the start."),
          column<&LinearStates::intercept>("intercept", "What it says where all columns are 0."),
          column<&LinearStates::a>("a", "The first column's coefficient."),
          column<&LinearStates::b>("b", "The second one's."),
          column<&LinearStates::loss>("loss", "The mean squared error of the rows it learns from."),
          column<&LinearStates::gradient>("gradient", "The length of the gradient."),
          column<&LinearStates::gradient_intercept>("gradient_intercept",
                                                    "The slope of the loss by the intercept."),
          column<&LinearStates::gradient_a>("gradient_a", "By the first coefficient."),
          column<&LinearStates::gradient_b>("gradient_b", "By the second one.")};
}

std::vector<ColumnOf<ParameterPath>> path_columns() {
  return {column<&ParameterPath::place>("place", "Its key: 12/weight."),
          column<&ParameterPath::step>("step", "0 is the start."),
          column<&ParameterPath::name>("name", "A column, or intercept."),
          column<&ParameterPath::value>("value", "Its parameter."),
          column<&ParameterPath::gradient>("gradient", "The slope of the loss by it.")};
}

}  // namespace lantern
