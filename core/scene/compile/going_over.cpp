#include "core/scene/compile/going_over.h"

#include <algorithm>
#include <functional>

namespace lantern {
namespace {

/// Empty where it has none.
std::string identity_of(const MarkSpec& mark) {
  const RecordSpec& record = mark.record;
  if (!record.kind || record.kind->find("identity") < 0) return "";
  const auto* word = record["identity"].as<Word>();
  return word ? word->text : "";
}

/// The view of the mark that its rows enter from; −1: none.
int view_of_origin(const MarkPlan& mark, double time) {
  const RecordPlanPtr& plan = mark.versions.versions[mark.versions.at(Moment{time, {}})].plan;
  const FieldPlan* enter = plan ? plan->find("enter") : nullptr;
  const auto* record = enter ? std::get_if<RecordPlanPtr>(&enter->how) : nullptr;
  const FieldPlan* from = record && *record ? (*record)->find("from") : nullptr;
  const auto* origin = from ? std::get_if<FieldPlan::Mark>(&from->how) : nullptr;
  return origin ? origin->view : -1;
}

/// Whether what it enters from goes with the layout before.
bool leaves_its_origin(const SceneSpec& scene, const VisibilityEvent& event, const MarkPlan& mark) {
  const int view = event.show ? view_of_origin(mark, event.start) : -1;
  const auto& layouts = scene.canvas.layouts;
  const auto next = std::find_if(layouts.begin(), layouts.end(), [&](const LayoutSpec& layout) {
    return layout.name == event.step->layout;
  });
  return view >= 0 && next != layouts.end() && !next->has(scene.views[size_t(view)].name);
}

/// Whether `is` holds for one of the marks that are named.
bool any_mark(const SceneSpec& scene, const std::vector<SelectionSpec>& named,
              const std::function<bool(const MarkSpec&)>& is) {
  return std::any_of(named.begin(), named.end(), [&](const SelectionSpec& one) {
    if (one.view < 0) return false;
    const std::vector<MarkSpec>& marks = scene.views[size_t(one.view)].marks;
    return one.mark < 0 ? std::any_of(marks.begin(), marks.end(), is) : is(marks[size_t(one.mark)]);
  });
}

bool has_partner(const SceneSpec& scene, const std::vector<SelectionSpec>& others,
                 const MarkSpec& mark) {
  const std::string own = identity_of(mark);
  return !own.empty() && any_mark(scene, others, [&](const MarkSpec& other) {
    return &other != &mark && identity_of(other) == own;
  });
}

}  // namespace

bool goes_over(const SceneSpec& scene, const StepSpec& step) {
  return !step.takes_turns() && any_mark(scene, step.hide, [&](const MarkSpec& mark) {
    return has_partner(scene, step.show, mark);
  });
}

bool goes_over(const SceneSpec& scene, const VisibilityEvent& event, const MarkPlan& mark,
               int view) {
  const StepSpec& step = *event.step;
  if (event.jump < 0 || step.takes_turns()) return false;
  const MarkSpec& spec = scene.views[size_t(view)].marks[size_t(mark.index)];
  return leaves_its_origin(scene, event, mark) ||
         has_partner(scene, event.show ? step.hide : step.show, spec);
}

}  // namespace lantern
