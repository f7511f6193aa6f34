#include "core/scene/class_regions.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/scene/nodes/learner.h"

namespace lantern {
namespace {

/// Of a model whose probability is that of no class in particular; 0 of any other.
size_t classes_of(const Node& model, const Evaluation& start) {
  const Learner* learner = model.learner();
  if (!learner || learner->positive()) return 0;
  const TablePtr rows = learner->rows(start);
  const auto target = rows ? rows->find(learner->target(start)) : std::nullopt;
  return target ? rows->columns()[*target].distinct().size() : 0;
}

void check(const FieldPlan& field, const Evaluation& start, Diagnostics& diagnostics) {
  const auto* function = std::get_if<FieldPlan::Function>(&field.how);
  if (!function || function->likely < 0) return;
  const Node& model = *start.graph().nodes[size_t(function->likely)];
  try {
    const size_t classes = classes_of(model, start);
    if (classes <= 2) return;
    const std::string features = fmt::format("{}", fmt::join(model.predictor()->features, ", "));
    diagnostics.warning(
        "repeated-colors", field.at,
        fmt::format("{} has {} classes, and this shows how sure it is, whatever of", model.name(),
                    classes),
        fmt::format("its classes are \"={}.predict({})\"; `positive` makes it sure of one of them",
                    model.name(), features));
  } catch (const SceneError&) {
    // Told where the model is computed.
  }
}

}  // namespace

void warn_of_class_regions(const std::vector<ViewPlan>& views, const Evaluation& start,
                           Diagnostics& diagnostics) {
  for (const ViewPlan& view : views) {
    for (const MarkPlan& mark : view.marks) {
      for (const Versions::Version& version : mark.versions.versions) {
        for (const FieldPlan& field : version.plan->fields()) check(field, start, diagnostics);
      }
    }
  }
}

}  // namespace lantern
