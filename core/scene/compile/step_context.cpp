#include "core/scene/compile/step_context.h"

#include <algorithm>
#include <tuple>

namespace lantern {
namespace {

// Shares of the step. What moves eases: it has hardly left while others leave, and has nearly
// arrived when those that enter are seen, for they ease as well.
constexpr double kLeaves = 0.32, kMovesFrom = 0.2, kMovesUntil = 0.66, kEnters = 0.42;
// The same where nothing stays: the canvas is not empty in between.
constexpr double kLeavesAlone = 0.5, kEntersAlone = 0.32;

}  // namespace

bool StepContext::rearranges() const {
  if (spec().layout.empty()) return false;
  const auto& layouts = compiler.spec().canvas.layouts;
  const size_t now = timeline.layouts.empty() ? 0 : size_t(timeline.layouts.back().layout);
  if (now >= layouts.size()) return true;
  for (const LayoutSpec& layout : layouts) {
    if (layout.name != spec().layout) continue;
    const std::vector<ViewSpec>& views = compiler.spec().views;
    return std::any_of(views.begin(), views.end(), [&](const ViewSpec& view) {
      return layout.has(view.name) && layouts[now].has(view.name);
    });
  }
  return true;
}

double StepContext::hidden_by() const {
  if (spec().layout.empty()) return end();
  return start() + (rearranges() ? kLeaves : kLeavesAlone) * step.duration;
}

double StepContext::shown_from() const {
  if (spec().layout.empty()) return start();
  return start() + (rearranges() ? kEnters : kEntersAlone) * step.duration;
}

double StepContext::moves_from() const {
  return rearranges() && !spec().hide.empty() ? start() + kMovesFrom * step.duration : start();
}

double StepContext::moves_until() const {
  return rearranges() && !spec().show.empty() ? start() + kMovesUntil * step.duration : end();
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
