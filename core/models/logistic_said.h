#pragma once

#include <string>
#include <vector>

#include "core/models/binary_target.h"
#include "core/models/multinomial_fit.h"

namespace lantern {

/// What a logistic regression says of rows.
struct LogisticRows {
  std::vector<double> probability, odds, likelihood;
  Words predicted;
  Truths right;
};

/// Its probability of every class for every row.
struct ClassProbabilities {
  std::vector<std::string> row, name;
  std::vector<double> probability;
};

/// One class told from the others, or all classes at once.
struct LogisticClasses {
  BinaryTarget binary;             ///< of one class
  std::vector<std::string> names;  ///< the negative and the positive one, or all, sorted
  bool several = false;
};

/// The rows as features, and the class of each: its place among the classes' names, −1 where it is
/// missing or none of them.
struct LogisticQuestions {
  size_t features = 0;
  std::vector<double> values;  ///< rows × features
  std::vector<int> actual;

  std::span<const double> row(size_t i) const { return {values.data() + i * features, features}; }
};

/// Of one class: the probability is that of the positive class.
LogisticRows said_of(const LogisticQuestions& rows, const LogisticClasses& classes,
                     const LogisticFit& fit);
/// Of several: the probability is that of the class that is called.
LogisticRows said_of(const LogisticQuestions& rows, const LogisticClasses& classes,
                     const MultinomialFit& fit);

std::vector<double> probabilities_of(std::span<const double> row, const LogisticFit& fit);
std::vector<double> probabilities_of(std::span<const double> row, const MultinomialFit& fit);

/// The part of the rows of known class that are called right; missing where there are none.
double accuracy_of(const LogisticRows& rows);

}  // namespace lantern
