#include "core/models/fair_model.h"

namespace lantern::equal_opportunity_model {

extern const ModelType kModel;
const ModelType kModel = fair_model(
    "equal_opportunity",
    "Thresholds by group, mixed at random, with which all groups have the same true positive rate at the least cost (Hardt, Price & Srebro 2016), as fairlearn's ThresholdOptimizer.",
    Parity::opportunity);

}  // namespace lantern::equal_opportunity_model
