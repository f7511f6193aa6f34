#include "core/scene/compile/step_context.h"

#include <tuple>

namespace lantern {
namespace {

// Shares of the step. What moves eases: it has hardly left while others leave, and has nearly
// arrived when others enter.
constexpr double kLeaves = 0.35, kMovesFrom = 0.25, kMovesUntil = 0.7, kEnters = 0.6;

}  // namespace

double StepContext::hidden_by() const {
  return spec().layout.empty() ? end() : start() + kLeaves * step.duration;
}

double StepContext::shown_from() const {
  return spec().layout.empty() ? start() : start() + kEnters * step.duration;
}

double StepContext::moves_from() const {
  const bool waits = !spec().layout.empty() && !spec().hide.empty();
  return waits ? start() + kMovesFrom * step.duration : start();
}

double StepContext::moves_until() const {
  const bool makes_room = !spec().layout.empty() && !spec().show.empty();
  return makes_room ? start() + kMovesUntil * step.duration : end();
}

Ease StepContext::ease() const {
  return spec().ease ? *spec().ease : compiler.spec().canvas.step.ease;
}

Leaves StepContext::leaves_at_start() const {
  return leaves_at(timeline, compiler.graph(), memo, Moment{start(), {}});
}

std::optional<Selection> StepContext::selection(const SelectionSpec& spec) const {
  Selection out{spec.view, spec.mark};
  const std::tuple<const AstPtr&, std::string&, Location&> keys[] = {
      {spec.view_instance, out.view_instance, out.view_instance_at},
      {spec.mark_instance, out.mark_instance, out.mark_instance_at},
      {spec.row, out.row, out.row_at}};
  for (const auto& [ast, key, at] : keys) {
    if (!ast) continue;
    at = ast->at;
    auto value = compiler.constant_key(ast, step.variables);
    if (!value) return std::nullopt;
    key = std::move(*value);
  }
  return out;
}

}  // namespace lantern
