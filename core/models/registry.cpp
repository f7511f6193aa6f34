#include <algorithm>
#include <array>

#include "core/models/model.h"
#include "core/scene/derive.h"
#include "core/scene/sample.h"
#include "core/scene/sweep.h"

namespace lantern {

extern const ModelType kAccuracyByGroup;
extern const ModelType kConfusionMatrix;
extern const ModelType kDecisionPath;
extern const ModelType kDecisionTree;
extern const ModelType kLogLoss;
extern const ModelType kLogisticRegression;
extern const ModelType kMajorityClass;
extern const ModelType kPrecisionRecallCurve;
extern const ModelType kRandomForest;
extern const ModelType kRocCurve;
extern const ModelType kTrainTestSplit;
extern const ModelType kValueCounts;

namespace {

// Sorted by name.
constexpr std::array kModels{
    &kAccuracyByGroup,    &kConfusionMatrix,      &kDecisionPath, &kDecisionTree, &kDerive,
    &kLogLoss,            &kLogisticRegression,   &kMajorityClass, &kPrecisionRecallCurve,
    &kRandomForest,       &kRocCurve,             &kSample,       &kSweep,        &kTrainTestSplit,
    &kValueCounts};

}  // namespace

std::span<const ModelType* const> models() {
  return kModels;
}

const ModelType* find_model(std::string_view name) {
  const auto found = std::find_if(kModels.begin(), kModels.end(),
                                  [&](const ModelType* model) { return model->kind.name == name; });
  return found == kModels.end() ? nullptr : *found;
}

}  // namespace lantern
