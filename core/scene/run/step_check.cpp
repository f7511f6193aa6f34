#include "core/scene/run/step_check.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/scene/run/presence.h"

namespace lantern {
namespace {

class StepCheck {
 public:
  StepCheck(const std::vector<ViewPlan>& views, const Timeline& timeline, const SceneSpec& spec,
            Diagnostics& diagnostics)
      : views_(views), timeline_(timeline), spec_(spec), diagnostics_(diagnostics) {}

  void run() const {
    for (size_t i = 0; i < timeline_.highlights.size(); ++i) check_highlight(i);
    for (const CameraEvent& event : timeline_.cameras) check_camera(event);
    for (const VisibilityEvent& event : timeline_.visibility) {
      check_opposite(event);
      check_chosen(event);
    }
  }

 private:
  // ---- what is there

  bool is_placed(const ViewPlan& view, double time) const {
    int layout = 0;
    for (const LayoutEvent& event : timeline_.layouts) {
      if (event.start <= time) layout = event.layout;
    }
    return spec_.canvas.layouts[size_t(layout)].has(spec_.views[size_t(view.index)].name);
  }

  /// Moments of a step: at its end there is what the next one begins with.
  static std::vector<double> moments(double start, double end) {
    return {start, (start + end) / 2, end - (end - start) * 1e-6};
  }

  /// Whether some of a mark is seen at one of these moments.
  bool is_there(const ViewPlan& view, const MarkPlan& mark,
                const std::vector<double>& times) const {
    const auto some_rows = [](const PresenceStep& step) { return step.some_rows; };
    for (const double time : times) {
      if (!is_placed(view, time)) continue;
      if (std::any_of(mark.presence.begin(), mark.presence.end(), some_rows)) return true;
      if (!presence_at(mark, Moment{time, {}}, nullptr).hidden()) return true;
    }
    return false;
  }

  std::string name_of(const Selection& selection) const {
    const ViewSpec& view = spec_.views[size_t(selection.view)];
    return selection.mark < 0 ? view.name : view.marks[size_t(selection.mark)].name;
  }

  void tell(const Location& at, std::string message, std::string hint) const {
    diagnostics_.warning("no-effect", at, std::move(message), std::move(hint));
  }

  // ---- what steps do

  void check_highlight(size_t number) const {
    const HighlightEvent& event = timeline_.highlights[number];
    bool any = false, lit = false, there = false;
    for (const ViewPlan& view : views_) {
      for (const MarkPlan& mark : view.marks) {
        if (!covers_any(event, view, mark)) continue;
        any = true;
        const HighlightStep& step = mark.highlights[number];
        if (!step.all && step.rows.empty()) continue;
        lit = true;
        there = there || is_there(view, mark, moments(event.start, event.end));
      }
    }
    if (!any || there) return;
    const std::string name = name_of(event.selections.front());
    if (lit) {
      tell(event.at, fmt::format("{} is not seen while it is highlighted: all is dimmed", name),
           "`show` it before, or in a layout that has it");
    } else if (event.where) {
      tell(
          event.where->at,
          fmt::format("`where` lets no row of {} through as this step starts: all is dimmed", name),
          "it is asked for the rows that there are as the step starts");
    }
  }

  static bool covers_any(const HighlightEvent& event, const ViewPlan& view, const MarkPlan& mark) {
    return std::any_of(event.selections.begin(), event.selections.end(),
                       [&](const Selection& selection) {
                         return selection.covers(view.index, view.key, mark.index, mark.key);
                       });
  }

  /// When what the camera goes to is to be seen: on its way, or, where it is there at once, at some
  /// time before it goes elsewhere.
  std::vector<double> times_of(const CameraEvent& event) const {
    if (event.end > event.start) return moments(event.start, event.end);
    double until = timeline_.duration;
    for (const CameraEvent& other : timeline_.cameras) {
      if (other.start > event.start) until = std::min(until, other.start);
    }
    std::vector<double> out{event.start};
    for (const double time : timeline_.step_ends) {
      if (time > event.start && time <= until) out.push_back(time);
    }
    return out;
  }

  void check_camera(const CameraEvent& event) const {
    if (!event.to) return;
    const Selection& to = *event.to;
    const std::vector<double> times = times_of(event);
    bool any = false;
    for (const ViewPlan& view : views_) {
      if (view.index != to.view) continue;
      any = true;
      const auto placed = [&](double time) { return is_placed(view, time); };
      const bool bare = to.mark < 0 && view.marks.empty();
      if (bare && std::any_of(times.begin(), times.end(), placed)) return;
      for (const MarkPlan& mark : view.marks) {
        const bool meant = to.mark < 0 || to.covers(view.index, view.key, mark.index, mark.key);
        if (meant && is_there(view, mark, times)) return;
      }
    }
    if (!any) return;
    tell(event.at, fmt::format("the camera goes to {}, which is not seen then", name_of(to)),
         to.mark < 0 ? "`show` it before, or in a layout that has it" : "`show` it before");
  }

  /// What is hidden beside `show` of all that it is in, or the other way round.
  void check_opposite(const VisibilityEvent& event) const {
    if (event.show || event.where || !event.selection.row.empty()) return;
    for (const VisibilityEvent& other : timeline_.visibility) {
      const bool together = other.step == event.step && other.start == event.start;
      if (!together || !other.show || other.where || !other.selection.row.empty()) continue;
      if (!share_mark(event.selection, other.selection)) continue;
      tell(event.at,
           fmt::format("this step shows {} and hides {}, and they have a mark in common",
                       name_of(other.selection), name_of(event.selection)),
           "name the marks that are shown: show: [a, b]");
    }
  }

  /// A `where` of show or hide that chooses nobody.
  void check_chosen(const VisibilityEvent& event) const {
    if (!event.where) return;
    bool any = false;
    for (const ViewPlan& view : views_) {
      for (const MarkPlan& mark : view.marks) {
        if (!event.selection.covers(view.index, view.key, mark.index, mark.key)) continue;
        for (const PresenceStep& step : mark.presence) {
          if (step.start != event.start || step.show != event.show || !step.some_rows) continue;
          if (!step.rows.empty()) return;
          any = true;
        }
      }
    }
    if (!any) return;
    tell(event.where->at,
         fmt::format("`where` lets no row of {} through as this step starts: nothing is {}",
                     name_of(event.selection), event.show ? "shown" : "hidden"),
         "it is asked for the rows that there are as the step starts");
  }

  bool share_mark(const Selection& a, const Selection& b) const {
    return std::any_of(views_.begin(), views_.end(), [&](const ViewPlan& view) {
      return std::any_of(view.marks.begin(), view.marks.end(), [&](const MarkPlan& mark) {
        return a.covers(view.index, view.key, mark.index, mark.key) &&
               b.covers(view.index, view.key, mark.index, mark.key);
      });
    });
  }

  const std::vector<ViewPlan>& views_;
  const Timeline& timeline_;
  const SceneSpec& spec_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_steps(const std::vector<ViewPlan>& views, const Timeline& timeline,
                 const SceneSpec& spec, Diagnostics& diagnostics) {
  StepCheck(views, timeline, spec, diagnostics).run();
}

}  // namespace lantern
