#include "core/models/fair_model.h"

namespace lantern::equalized_odds_model {

extern const ModelType kModel;
const ModelType kModel = fair_model(
    "equalized_odds",
    "Thresholds by group, mixed at random, with which all groups have the same false and true positive rate at the least cost (Hardt, Price & Srebro 2016), as fairlearn's ThresholdOptimizer.",
    Parity::odds);

}  // namespace lantern::equalized_odds_model
