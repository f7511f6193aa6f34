#include "core/scene/compile/selection_check.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"

namespace lantern {
namespace {

class SelectionCheck {
 public:
  SelectionCheck(const std::vector<ViewPlan>& views, const SceneSpec& spec,
                 Diagnostics& diagnostics)
      : views_(views), spec_(spec), diagnostics_(diagnostics) {}

  void operator()(const Selection& selection) const {
    std::vector<std::string> views, marks;
    for (const ViewPlan& view : views_) {
      if (view.index != selection.view) continue;
      views.push_back(view.key);
      if (!selection.view_instance.empty() && view.key != selection.view_instance) continue;
      for (const MarkPlan& mark : view.marks) {
        if (mark.index == selection.mark) marks.push_back(mark.key);
      }
    }
    if (views.empty()) return;  // its list is wrong, which is told
    const ViewSpec& view = spec_.views[size_t(selection.view)];
    if (!find(view.name, selection.view_instance, views, selection.view_instance_at)) return;
    if (selection.mark < 0 || marks.empty()) return;
    find(view.marks[size_t(selection.mark)].name, selection.mark_instance, marks,
         selection.mark_instance_at);
  }

 private:
  bool find(const std::string& name, const std::string& key, const std::vector<std::string>& keys,
            const Location& at) const {
    if (key.empty() || std::find(keys.begin(), keys.end(), key) != keys.end()) return true;
    diagnostics_.error("unknown-name", at,
                       fmt::format("there is no {}@{}{}", name, key, did_you_mean(key, keys)),
                       fmt::format("it has {}", join_and(keys)));
    return false;
  }

  const std::vector<ViewPlan>& views_;
  const SceneSpec& spec_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_selections(const Timeline& timeline, const std::vector<ViewPlan>& views,
                      const SceneSpec& spec, Diagnostics& diagnostics) {
  const SelectionCheck check(views, spec, diagnostics);
  for (const VisibilityEvent& event : timeline.visibility) check(event.selection);
  for (const ChangeEvent& change : timeline.changes) check(change.selection);
  for (const CameraEvent& event : timeline.cameras) {
    if (event.to) check(*event.to);
  }
  for (const HighlightEvent& event : timeline.highlights) {
    for (const Selection& selection : event.selections) check(selection);
  }
}

}  // namespace lantern
