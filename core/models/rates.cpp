#include "core/models/rates.h"

namespace lantern {

void RateColumns::add(const Outcomes& one, double beta) {
  tp.push_back(one.tp);
  fp.push_back(one.fp);
  tn.push_back(one.tn);
  fn.push_back(one.fn);
  accuracy.push_back(one.accuracy());
  balanced_accuracy.push_back(one.balanced_accuracy());
  precision.push_back(one.precision());
  recall.push_back(one.recall());
  specificity.push_back(one.specificity());
  f1.push_back(one.f1());
  f_beta.push_back(one.f_beta(beta));
  tpr.push_back(one.recall());
  fpr.push_back(one.fpr());
  fnr.push_back(one.fnr());
  selection_rate.push_back(one.selection_rate());
}

}  // namespace lantern
