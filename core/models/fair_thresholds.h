#pragma once

#include <span>
#include <vector>

#include "core/models/row_groups.h"

namespace lantern {

/// What is to be the same in all groups.
enum class Parity {
  odds,         ///< the false and the true positive rate
  opportunity,  ///< the true positive rate
  selection,    ///< the part that is called positive
};

/// What a mistake costs.
struct MistakeCosts {
  double fp = 1, fn = 1;

  double of(double false_positives, double false_negatives) const {
    return fp * false_positives + fn * false_negatives;
  }
};

/// How a group's rows are called: with probability `p_ignore` positive with probability `constant`,
/// whatever their score; else by one of two thresholds, the first with probability `p0`.
struct FairRule {
  double threshold0 = 0, p0 = 1, threshold1 = 0, p1 = 0;
  double p_ignore = 0, constant = 0;
  double false_positives = 0, true_positives = 0;  ///< to be expected

  /// How likely a row of this score is called positive.
  double probability(double score) const;
};

struct FairRules {
  std::vector<FairRule> rules;           ///< of each group
  std::vector<std::vector<Cut>> hulls;   ///< the thresholds that any rule may use, of each group
  double loss = 0;                       ///< what all mistakes cost together
};

/// The cheapest randomised rules that make groups equal (Hardt, Price & Srebro, Equality of
/// opportunity in supervised learning, 2016), as fairlearn's ThresholdOptimizer looks for them on a
/// grid; here they are exact: costs are linear between the corners of the groups' hulls and where
/// these cross. Among equally cheap ones, the lowest rate.
FairRules fair_rules(const std::vector<GroupCuts>& groups, Parity parity,
                     const MistakeCosts& costs);

/// What the cheapest threshold costs.
double cheapest_loss(std::span<const Cut> cuts, double positives, const MistakeCosts& costs);

}  // namespace lantern
