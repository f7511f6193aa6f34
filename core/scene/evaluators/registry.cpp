#include <algorithm>
#include <array>

#include "core/scene/evaluators/evaluators.h"

namespace lantern {

// Sorted by name. To add one, write its file and add its line here.
// clang-format off
#define EVALUATORS(_) \
  _(aggregate) \
  _(bias_variance) \
  _(cross_validate) \
  _(derive) \
  _(gradient_descent) \
  _(iterate) \
  _(permutation_importance) \
  _(sample) \
  _(sweep)
// clang-format on

#define DECLARE(name)              \
  namespace name##_model {         \
    extern const ModelType kModel; \
  }
#define address(name) &name##_model::kModel,

EVALUATORS(DECLARE)

namespace {

constexpr auto kEvaluators = std::to_array<const ModelType*>({EVALUATORS(address)});

std::vector<const ModelType*> merged() {
  std::vector<const ModelType*> out(models().begin(), models().end());
  out.insert(out.end(), kEvaluators.begin(), kEvaluators.end());
  std::sort(out.begin(), out.end(),
            [](const ModelType* a, const ModelType* b) { return a->kind.name < b->kind.name; });
  return out;
}

}  // namespace

std::span<const ModelType* const> evaluators() {
  return kEvaluators;
}

std::span<const ModelType* const> scene_models() {
  static const std::vector<const ModelType*> kAll = merged();
  return kAll;
}

}  // namespace lantern
