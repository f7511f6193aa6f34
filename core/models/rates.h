#pragma once

#include <string_view>
#include <vector>

#include "core/models/output.h"

namespace lantern {

/// 0 where there is nothing to divide by, as scikit-learn's zero_division=0.
inline double ratio(double part, double whole) {
  return whole == 0 ? 0 : part / whole;
}

/// How many rows are called right and wrong; all that is made of them is below.
struct Outcomes {
  double tp = 0, fp = 0, tn = 0, fn = 0;

  void add(bool called, bool actual) { (called ? actual ? tp : fp : actual ? fn : tn) += 1; }
  double rows() const { return tp + fp + tn + fn; }
  double accuracy() const { return ratio(tp + tn, rows()); }
  double precision() const { return ratio(tp, tp + fp); }
  double recall() const { return ratio(tp, tp + fn); }
  double specificity() const { return ratio(tn, tn + fp); }
  double fpr() const { return ratio(fp, fp + tn); }  ///< of the negatives
  double fnr() const { return ratio(fn, tp + fn); }  ///< of the positives
  double f1() const { return ratio(2 * tp, 2 * tp + fp + fn); }
  /// Recall counts β times as much as precision (van Rijsbergen, 1979).
  double f_beta(double beta) const {
    const double b = beta * beta;
    return ratio((1 + b) * tp, (1 + b) * tp + b * fn + fp);
  }
  double balanced_accuracy() const { return (recall() + specificity()) / 2; }
  double selection_rate() const { return ratio(tp + fp, rows()); }
};

/// These of many thresholds or groups.
struct RateColumns {
  std::vector<double> tp, fp, tn, fn;
  std::vector<double> accuracy, balanced_accuracy, precision, recall, specificity, f1, f_beta;
  std::vector<double> tpr, fpr, fnr, selection_rate;

  void add(const Outcomes& one, double beta);
};

/// Their descriptions, of a struct that has them as its base.
template <class Columns>
std::vector<ColumnOf<Columns>> rate_columns() {
  using R = RateColumns;
  return {column<&R::tp, Columns>("tp", "Positives called positive."),
          column<&R::fp, Columns>("fp", "Negatives called positive."),
          column<&R::tn, Columns>("tn", "Negatives called negative."),
          column<&R::fn, Columns>("fn", "Positives called negative."),
          column<&R::accuracy, Columns>("accuracy", "(tp + tn) / all"),
          column<&R::balanced_accuracy, Columns>("balanced_accuracy", "(recall + specificity) / 2"),
          column<&R::precision, Columns>("precision", "tp / (tp + fp)"),
          column<&R::recall, Columns>("recall", "tp / (tp + fn)"),
          column<&R::specificity, Columns>("specificity", "tn / (tn + fp)"),
          column<&R::f1, Columns>("f1", "2 tp / (2 tp + fp + fn)"),
          column<&R::f_beta, Columns>("f_beta", "The same with recall counting `beta` times."),
          column<&R::tpr, Columns>("tpr", "The true positive rate: recall."),
          column<&R::fpr, Columns>("fpr", "The false positive rate: fp / (fp + tn)"),
          column<&R::fnr, Columns>("fnr", "The false negative rate: fn / (fn + tp)"),
          column<&R::selection_rate, Columns>("selection_rate", "(tp + fp) / all")};
}

}  // namespace lantern
