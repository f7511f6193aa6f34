#pragma once

#include <vector>

#include "core/linalg/matrix.h"
#include "core/models/logistic_loss.h"

namespace lantern {

/// Features moved and scaled so that each has the mean 0 and (about) the standard deviation 1, in
/// which no unit and no offset loses digits; and the way back.
struct StandardFeatures {
  BinarySamples samples;
  std::vector<double> penalties;  ///< of the coefficients of `samples`
  std::vector<double> means;      ///< of the features as they were given
  Matrix back;                    ///< the given features' coefficients from those of `samples`
};

/// With the penalty |w|²/(2 C) of the given features' coefficients.
StandardFeatures standard_features(const BinarySamples& samples, double C);

/// Without a penalty. Constant features are left out, and of features that depend on each other
/// linearly some are, so that coefficients are unique; `back` gives the smallest coefficients (in
/// length) among all that mean the same: what an ever weaker penalty comes to.
StandardFeatures independent_features(const BinarySamples& samples);

}  // namespace lantern
