#include <array>

#include "core/models/model.h"
#include "core/record/registry.h"

namespace lantern {

// Sorted by name. To add one, write its file and add its line here.
// clang-format off
#define MODELS(_) \
  _(accuracy_by_group) \
  _(calibration_curve) \
  _(condorcet) \
  _(confusion_matrix) \
  _(decision_path) \
  _(decision_tree) \
  _(decision_tree_regressor) \
  _(demographic_parity) \
  _(equal_opportunity) \
  _(equalized_odds) \
  _(f1_grid) \
  _(gradient_boosting) \
  _(gradient_boosting_regressor) \
  _(impurity) \
  _(k_fold) \
  _(k_neighbors_classifier) \
  _(k_neighbors_regressor) \
  _(leave_one_out) \
  _(linear_regression) \
  _(log_loss) \
  _(logistic_regression) \
  _(lowess) \
  _(majority_class) \
  _(metrics_by_threshold) \
  _(naive_bayes) \
  _(perturb) \
  _(precision_recall_curve) \
  _(random_forest) \
  _(roc_curve) \
  _(shuffle_split) \
  _(sort) \
  _(split_gain) \
  _(stratified_k_fold) \
  _(train_test_split) \
  _(value_counts)
// clang-format on

#define DECLARE(name)              \
  namespace name##_model {         \
    extern const ModelType kModel; \
  }
#define ADDRESS(name) &name##_model::kModel,

MODELS(DECLARE)

namespace {

constexpr auto kModels = std::to_array<const ModelType*>({MODELS(ADDRESS)});

}  // namespace

std::span<const ModelType* const> models() {
  return kModels;
}

const ModelType* find_model(std::string_view name) {
  return find_by_name(kModels, name);
}

}  // namespace lantern
