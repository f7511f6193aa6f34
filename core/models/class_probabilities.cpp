#include "core/models/class_probabilities.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/portable_math.h"
#include "core/base/text.h"
#include "core/data/value_index.h"

namespace lantern {

std::vector<ColumnOf<ProbableClasses>> probable_columns() {
  using P = ProbableClasses;
  return {column<&P::probability>("probability",
                                  "Of the class `positive`, or of the one that is said if absent."),
          column<&P::predicted>("predicted", "The most likely class."),
          column<&P::right>("right", "Whether that is the target.")};
}

ClassVerdicts::ClassVerdicts(const Table& rows, const std::string& target,
                             const std::vector<std::string>& classes, int positive)
    : classes_(classes.size()), positive_(positive) {
  const auto known = rows.find(target);
  if (known) truth_ = ValueIndex(classes).of_rows(rows.columns()[*known]);
  else truth_.assign(rows.rows(), classes.size() + 1);
  if (known) {
    for (size_t row = 0; row < truth_.size(); ++row) {
      if (rows.columns()[*known].missing(row)) truth_[row] = classes.size() + 1;
    }
  }
  out_.predicted.words = std::make_shared<const std::vector<std::string>>(classes);
}

void ClassVerdicts::add(const std::vector<double>& probabilities) {
  const size_t row = out_.probability.size();
  const auto best = std::max_element(probabilities.begin(), probabilities.end());
  const auto said = static_cast<size_t>(best - probabilities.begin());
  out_.probability.push_back(positive_ < 0 ? *best : probabilities[size_t(positive_)]);
  out_.predicted.codes.push_back(static_cast<std::int32_t>(said));
  const size_t truth = truth_[row];
  if (truth > classes_) {
    out_.right.values.push_back(std::nan(""));
    return;
  }
  out_.right.values.push_back(truth == said ? 1 : 0);
  hits_ += truth == said;
  judged_ += 1;
  const double likelihood = truth < classes_ ? probabilities[truth] : 0;
  loss_ -= portable::log(std::max(likelihood, 2.220446049250313e-16));
}

double ClassVerdicts::accuracy() const {
  return judged_ > 0 ? hits_ / judged_ : std::nan("");
}

double ClassVerdicts::loss() const {
  return judged_ > 0 ? loss_ / judged_ : std::nan("");
}

int place_of_positive(const std::optional<std::string>& positive,
                      const std::vector<std::string>& classes, const RecordValue& record) {
  if (!positive) return -1;
  const auto found = std::find(classes.begin(), classes.end(), *positive);
  if (found != classes.end()) return static_cast<int>(found - classes.begin());
  const auto near = nearest(*positive, classes);
  fail(record, "positive",
       fmt::format("the target has no value {}{}", in_quotes(*positive),
                   near ? fmt::format("; did you mean {}?", in_quotes(*near)) : ""),
       fmt::format("it has {}", join_and(classes)));
}

}  // namespace lantern
