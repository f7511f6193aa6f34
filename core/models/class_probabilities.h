#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/models/class_data.h"

namespace lantern {

/// What a model of classes says of rows.
struct ProbableClasses {
  std::vector<double> probability;
  Words predicted;
  Truths right;
};

/// The columns that such rows get.
std::vector<ColumnOf<ProbableClasses>> probable_columns();

/// Collects what is said of rows, and counts what is right.
class ClassVerdicts {
 public:
  /// `positive`: the place of the class whose probability is told, −1: of the one that is said.
  /// `target` names the column of the truth, which the rows need not have.
  ClassVerdicts(const Table& rows, const std::string& target,
                const std::vector<std::string>& classes, int positive);

  /// Of the next row: the probabilities of the classes, of which the first largest is said.
  void add(const std::vector<double>& probabilities);

  /// Missing where no row has a truth.
  double accuracy() const;
  /// The mean −log of the probability of what is true, likewise.
  double loss() const;
  ProbableClasses take() { return std::move(out_); }

 private:
  std::vector<size_t> truth_;  // by row; as many as there are classes where it is missing
  size_t classes_;
  int positive_;
  double hits_ = 0, judged_ = 0, loss_ = 0;
  ProbableClasses out_;
};

/// The place of `positive` among the classes, −1 where it is not given. Fails at "positive" where
/// it is none of them.
int place_of_positive(const std::optional<std::string>& positive,
                      const std::vector<std::string>& classes, const RecordValue& record);

}  // namespace lantern
