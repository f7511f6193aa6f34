#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/models/model.h"

namespace lantern {

/// What every model that judges scores is told.
struct ScoreFields {
  TablePtr data;
  Column score;
  Column target;
  std::optional<std::string> positive;
};

/// Their descriptions: data, where, score, target, positive.
template <class In>
std::vector<Field> score_fields();

/// Scores told apart by class. Every score is finite and both classes have members.
struct Scores {
  std::span<const double> values;     ///< of the record's score column, in the order of the rows
  std::vector<unsigned char> actual;  ///< 1 where the row is of the positive class, else 0
  double positives = 0;
  double negatives = 0;
};

/// Reads the rows of the positive class apart from all others. `positive` may be left out where the
/// target is true/false (true) or 1/0 (1). Fails (see `fail`) with the place in the data file where
/// a score is missing, infinite or no number, or a target is missing; where no row has the positive
/// class; and where all have.
Scores read_scores(const ScoreFields& in, const RecordValue& record);

/// How many rows of each class score at least `threshold`.
struct Cut {
  double threshold = 0;
  double true_positives = 0;
  double false_positives = 0;
};

/// One cut at every distinct score, the highest first: equal scores fall together.
std::vector<Cut> all_cuts(const Scores& scores);

template <class In>
std::vector<Field> score_fields() {
  return {field<&ScoreFields::data, In>("data", "The rows to judge.", {.required = true}),
          where_field("Takes only the rows for which it holds."),
          field<&ScoreFields::score, In>("score", "The higher, the more likely positive.",
                                         {.required = true}),
          field<&ScoreFields::target, In>("target", "The true class.", {.required = true}),
          field<&ScoreFields::positive, In>(
              "positive",
              "The value of the target that counts as positive; every other is "
              "negative. May be left out where the target is true/false or 1/0.")};
}

}  // namespace lantern
