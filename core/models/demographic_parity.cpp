#include "core/models/fair_model.h"

namespace lantern::demographic_parity_model {

extern const ModelType kModel;
const ModelType kModel = fair_model(
    "demographic_parity",
    "Thresholds by group, mixed at random, with which the same part of every group is called positive at the least cost, as fairlearn's ThresholdOptimizer.",
    Parity::selection);

}  // namespace lantern::demographic_parity_model
