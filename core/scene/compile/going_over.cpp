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

bool enters_from(const MarkSpec& mark) {
  const RecordSpec& record = mark.record;
  if (!record.kind || record.kind->find("enter") < 0) return false;
  const auto* enter = record["enter"].as<RecordSpecPtr>();
  return enter && *enter && (**enter)["from"].given();
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

/// Marks that follow each other each have a time of their own.
bool one_by_one(const StepSpec& step) {
  return step.by_instance || step.one_by_one > 0;
}

}  // namespace

bool goes_over(const SceneSpec& scene, const StepSpec& step) {
  return !one_by_one(step) && any_mark(scene, step.hide, [&](const MarkSpec& mark) {
    return has_partner(scene, step.show, mark);
  });
}

bool goes_over(const SceneSpec& scene, const VisibilityEvent& event, int view, int mark) {
  const StepSpec& step = *event.step;
  if (event.jump < 0 || one_by_one(step)) return false;
  const MarkSpec& spec = scene.views[size_t(view)].marks[size_t(mark)];
  if (event.show && !step.layout.empty() && enters_from(spec)) return true;
  return has_partner(scene, event.show ? step.hide : step.show, spec);
}

}  // namespace lantern
