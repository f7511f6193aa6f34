#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/record/field.h"

namespace lantern {

/// A way to move: a function from the progress of time to the progress of what moves.
struct EasingType {
  /// Its fields are its parameters: numbers, each with a fallback.
  Kind kind;
  /// `t` in (0, 1); the values of the parameters in the order of the fields.
  double (*at)(double t, std::span<const double> parameters) = nullptr;
};

/// All easings of CSS (CSS Easing Functions Level 1) and of d3-ease, those of CSS first, each
/// family in the order of its documentation.
std::span<const EasingType> easings();

/// Null where there is no such easing.
const EasingType* find_easing(std::string_view name);

/// What holds for the parameters that a script leaves out.
std::vector<double> default_parameters(const EasingType& type);

/// An easing with its parameters.
class Ease {
 public:
  /// cubic_in_out
  Ease();
  /// As many parameters as the type has fields, each within its range.
  Ease(const EasingType& type, std::vector<double> parameters);

  /// 0 at (and before) 0 and 1 at (and after) 1, exactly; in between it may leave [0, 1].
  double operator()(double t) const;

  const EasingType& type() const { return *type_; }
  const std::vector<double>& parameters() const { return parameters_; }
  friend bool operator==(const Ease&, const Ease&) = default;

 private:
  const EasingType* type_;
  std::vector<double> parameters_;
};

}  // namespace lantern
