#include "core/scene/compile/step_context.h"

#include <tuple>

namespace lantern {

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
