#include "core/scene/compile/groups.h"

namespace lantern {

int group_in(const ViewPlan& view, int group, const std::string& key) {
  for (size_t i = 0; group >= 0 && i < view.marks.size(); ++i) {
    const MarkPlan& mark = view.marks[i];
    if (mark.index == group && (mark.key.empty() || mark.key == key)) return static_cast<int>(i);
  }
  return -1;
}

bool comes_by(const Selection& selection, const ViewPlan& view, const MarkPlan& mark) {
  if (mark.group >= 0 && selection.mark < 0) return false;
  return selection.covers(view.index, view.key, mark.index, mark.key);
}

void share_highlight(ViewPlan& view) {
  std::vector<bool> named;
  for (const MarkPlan& mark : view.marks) named.push_back(mark.highlights.back().all);
  for (size_t i = view.marks.size(); i-- > 0;) {
    if (view.marks[i].group < 0) continue;
    const HighlightStep& own = view.marks[i].highlights.back();
    HighlightStep& group = view.marks[size_t(view.marks[i].group)].highlights.back();
    group.all = group.all || own.all || !own.rows.empty();
  }
  for (size_t i = 0; i < view.marks.size(); ++i) {
    if (view.marks[i].group < 0) continue;
    const size_t group = size_t(view.marks[i].group);
    named[i] = named[i] || named[group];
    HighlightStep& own = view.marks[i].highlights.back();
    own.all = own.all || named[i] || !view.marks[group].highlights.back().all;
  }
}

}  // namespace lantern
