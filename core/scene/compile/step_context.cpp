#include "core/scene/compile/step_context.h"

namespace lantern {

Ease StepContext::ease() const {
  return spec().ease ? *spec().ease : compiler.spec().canvas.step.ease;
}

Leaves StepContext::leaves_at_start() const {
  return leaves_at(timeline, compiler.graph(), memo, Moment{start(), {}});
}

std::optional<Selection> StepContext::selection(const SelectionSpec& spec) const {
  Selection out{spec.view, spec.mark, "", "", ""};
  const std::pair<const AstPtr&, std::string&> keys[] = {{spec.view_instance, out.view_instance},
                                                         {spec.mark_instance, out.mark_instance},
                                                         {spec.row, out.row}};
  for (const auto& [ast, key] : keys) {
    if (!ast) continue;
    auto value = compiler.constant_key(ast, step.variables);
    if (!value) return std::nullopt;
    key = std::move(*value);
  }
  return out;
}

}  // namespace lantern
