#include "core/scene/compile/step_times.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/scene/compile/reading_time.h"
#include "core/scene/compile/step_verb.h"

namespace lantern {
namespace {

constexpr double kLongestFilm = 24 * 3600;

class Walker {
 public:
  explicit Walker(Compiler& compiler) : compiler_(compiler) {}

  StepTimes run() {
    double end = 0;
    run_in_order(compiler_.spec().timeline, {}, end, 0);
    std::stable_sort(times_.steps.begin(), times_.steps.end(),
                     [](const TimedStep& a, const TimedStep& b) { return a.start < b.start; });
    times_.end = end;
    return std::move(times_);
  }

 private:
  /// Steps one after another from `cursor`, which ends where the last of them does.
  void run_in_order(const std::vector<StepSpec>& steps, const Variables& variables, double& cursor,
                    int depth) {
    for (const StepSpec& step : steps) {
      const double start = start_of(step, cursor);
      cursor = std::max(cursor, run_one(step, variables, start, depth));
    }
  }

  double start_of(const StepSpec& step, double cursor) {
    if (step.at_time) {
      if (*step.at_time < cursor - 1e-9) {
        compiler_.diagnostics().error("step-time", step.at,
                                      fmt::format("at: {}, but the step before ends at {}",
                                                  in_seconds(*step.at_time), in_seconds(cursor)),
                                      "steps side by side stand under together: [...]");
        return cursor;
      }
      return *step.at_time;
    }
    if (cursor + step.delay < 0) {
      compiler_.diagnostics().error("step-time", step.at, "this step would start before the film");
      return cursor;
    }
    return cursor + step.delay;
  }

  /// Tells it once.
  bool is_too_long(const StepSpec& step, double start) {
    const double most = compiler_.limits().steps;
    const bool many = double(times_.steps.size()) >= most;
    if (!too_long_ && many) {
      compiler_.diagnostics().error("limit", step.at,
                                    fmt::format("the film has more than {} steps", most),
                                    fmt::format("`--limit steps={}` raises it", 10 * most));
    } else if (!too_long_ && start > kLongestFilm) {
      compiler_.diagnostics().error("limit", step.at, "the film lasts over a day");
    }
    too_long_ = too_long_ || many || start > kLongestFilm;
    return too_long_;
  }

  /// The time at which the step is over.
  double run_one(const StepSpec& step, const Variables& variables, double start, int depth) {
    if (is_too_long(step, start)) return start;
    switch (step.type) {
      case StepSpec::Type::step:
        return run_step(step, variables, start);
      case StepSpec::Type::pause:
        return run_pause(step, variables, start, depth);
      case StepSpec::Type::together:
        return run_together(step, variables, start, depth);
      case StepSpec::Type::sequence:
        return run_sequence(step, variables, start, depth);
      case StepSpec::Type::each:
        return run_each(step, variables, start, depth);
    }
    return start;
  }

  double run_step(const StepSpec& step, const Variables& variables, double start) {
    const bool takes_time =
        has_verb(step, [](const StepVerb& verb) { return verb.traits.takes_time; });
    const double once = step.duration ? *step.duration
                        : takes_time  ? compiler_.spec().canvas.step.duration
                                      : 0;
    const double duration = step.one_by_one > 0
                                ? step.one_by_one * double(units_of(step, variables))
                                : once * step.loop * (step.back ? 2 : 1);
    times_.steps.push_back({&step, variables, start, duration});
    if (step.say) says_.push_back({start, reading_time(step.say->text)});
    return start + duration + (step.hold_read ? left_to_read(step, start + duration) : step.hold);
  }

  /// How many marks, and instances of them, a step shows or hides.
  size_t units_of(const StepSpec& step, const Variables& variables) const {
    size_t out = 0;
    for (const auto* list : {&step.show, &step.hide}) {
      for (const SelectionSpec& one : *list) out += units_of(one, variables, step.at);
    }
    return std::max(out, size_t(1));
  }

  size_t units_of(const SelectionSpec& selection, const Variables& variables,
                  const Location& at) const {
    if (selection.view < 0) return 0;
    const ViewSpec& view = compiler_.spec().views[size_t(selection.view)];
    if (!view.each) return marks_of(selection, view, {}, at);
    const AstPtr& named = selection.view_instance;
    const auto key = named ? compiler_.constant_key(named, variables) : std::nullopt;
    size_t out = 0;
    for (const EachItem& item : items_of(*view.each, {}, at)) {
      if (!key || *key == item.key) out += marks_of(selection, view, item.variables, at);
    }
    return out;
  }

  /// Within one instance of a view.
  size_t marks_of(const SelectionSpec& selection, const ViewSpec& view, const Variables& variables,
                  const Location& at) const {
    size_t out = 0;
    for (size_t i = 0; i < view.marks.size(); ++i) {
      const bool whole = selection.mark < 0 && view.marks[i].group < 0;
      if (!whole && size_t(selection.mark) != i) continue;
      const bool one = selection.mark_instance || !view.marks[i].each;
      out += one ? 1 : items_of(*view.marks[i].each, variables, at).size();
    }
    return out;
  }

  /// Told where they come and go: how many there are is not known before the steps have their
  /// times.
  std::vector<EachItem> items_of(const EachSpec& each, const Variables& outer,
                                 const Location& at) const {
    bool live = false;
    const std::vector<TablePtr> none;
    auto items = compiler_.items(each, outer, [&](const TableRef&) -> const std::vector<TablePtr>& {
      live = true;
      return none;
    });
    if (live) {
      compiler_.diagnostics().error(
          "live-list", at,
          "`one_by_one` wants a fixed list, and what this step shows comes and goes",
          "say how long all of them take: for: 2s, stagger: 200ms, by: instance");
    }
    return items ? std::move(*items) : std::vector<EachItem>();
  }

  /// What is left at a moment of the time that the caption which is shown takes to be read.
  double left_to_read(const StepSpec& step, double time) {
    const Said* shown = nullptr;
    for (const Said& said : says_) {
      if (said.start <= time && (!shown || said.start >= shown->start)) shown = &said;
    }
    if (!shown || shown->reading <= 0) {
      compiler_.diagnostics().warning("no-effect", step.at,
                                      "`hold: read` waits for a caption, and there is none",
                                      "give the step a `say`, or a time: hold: 2s");
      return 0;
    }
    return std::max(0.0, shown->start + shown->reading - time);
  }

  double run_pause(const StepSpec& step, const Variables& variables, double start, int depth) {
    if (depth > 0) {
      compiler_.diagnostics().error("step-time", step.at, "`pause` cannot stand inside a block",
                                    "put it between the steps of the timeline");
    }
    times_.steps.push_back({&step, variables, start, 0});
    return start;
  }

  /// What the block itself does: it starts a section.
  void start_block(const StepSpec& step, const Variables& variables, double start) {
    const bool does = has_verb(step, [](const StepVerb& verb) { return verb.of_blocks; });
    if (does) times_.steps.push_back({&step, variables, start, 0});
  }

  double run_sequence(const StepSpec& step, const Variables& variables, double start, int depth) {
    start_block(step, variables, start);
    double cursor = start;
    run_in_order(step.steps, variables, cursor, depth + 1);
    return cursor;
  }

  double run_together(const StepSpec& step, const Variables& variables, double start, int depth) {
    start_block(step, variables, start);
    double end = start;
    for (const StepSpec& child : step.steps) {
      end = std::max(end, run_one(child, variables, start_of(child, start), depth + 1));
    }
    return end;
  }

  double run_each(const StepSpec& step, const Variables& variables, double start, int depth) {
    start_block(step, variables, start);
    if (!step.each) return start;
    const auto items = compiler_.items(*step.each, variables);
    double cursor = start;
    if (!items) return cursor;
    for (const EachItem& item : *items) {
      // A pause between repeated steps is as good as one between written ones.
      run_in_order(step.steps, item.variables, cursor, depth);
    }
    return cursor;
  }

  /// Whether the step has a verb of that sort.
  template <class Is>
  bool has_verb(const StepSpec& step, Is is) const {
    return std::any_of(compiler_.verbs().begin(), compiler_.verbs().end(),
                       [&](const StepVerb* verb) { return is(*verb) && verb->given(step); });
  }

  struct Said {
    double start = 0;
    double reading = 0;  ///< seconds
  };

  Compiler& compiler_;
  StepTimes times_;
  std::vector<Said> says_;
  bool too_long_ = false;
};

}  // namespace

StepTimes time_steps(Compiler& compiler) {
  return Walker(compiler).run();
}

}  // namespace lantern
