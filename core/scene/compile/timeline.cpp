#include "core/scene/compile/timeline.h"

#include <algorithm>

#include "core/scene/compile/going_over.h"
#include "core/scene/compile/moments.h"
#include "core/scene/compile/step_context.h"
#include "core/scene/compile/step_verb.h"

namespace lantern {
namespace {

class TimelineCompiler {
 public:
  TimelineCompiler(Compiler& compiler, Memo& memo) : compiler_(compiler), memo_(memo) {
    for (const Leaf& leaf : compiler.graph().leaves) {
      timeline_.tracks.emplace_back(leaf.initial, leaf.type == ParamType::count);
    }
  }

  Timeline run() {
    const StepTimes times = time_steps(compiler_);
    timeline_.duration = times.end;
    std::set<double> ends{0, times.end};
    for (const TimedStep& step : times.steps) {
      add(step);
      ends.insert(step.start);
      ends.insert(step.start + step.duration);
    }
    timeline_.step_ends.assign(ends.begin(), ends.end());
    end_sections();
    end_cues();
    timeline_.moments = moments_of(timeline_);
    return std::move(timeline_);
  }

 private:
  void add(const TimedStep& step) {
    const StepSpec& spec = *step.spec;
    const bool is_block = spec.type != StepSpec::Type::step;
    if (spec.type == StepSpec::Type::pause) timeline_.pauses.push_back(step.start);
    if (!is_block && step.duration > 0) {
      timeline_.steps.push_back({&spec, step.start, step.start + step.duration});
    }
    std::vector<const StepVerb*> given;
    for (const StepVerb* verb : compiler_.verbs()) {
      if (verb->given(spec) && (verb->of_blocks || !is_block)) given.push_back(verb);
    }
    StepContext in{compiler_, memo_, timeline_, step};
    in.jump = add_jump(in, given);
    for (const StepVerb* verb : given) verb->apply(in, spec, in.jump);
  }

  /// One jump for all that a step changes at once; −1 where it changes nothing discrete.
  JumpId add_jump(const StepContext& in, const std::vector<const StepVerb*>& given) {
    const bool jumps =
        std::any_of(given.begin(), given.end(), [](const StepVerb* v) { return v->jumps; });
    if (!jumps && !goes_over(compiler_.spec(), in.spec())) return -1;
    Jump jump{in.start(), in.end(), {}, nullptr, {}};
    jump.tween = {in.moves_from(), in.moves_until() - in.moves_from(), in.ease(), in.spec().stagger,
                  nullptr};
    jump.step = &in.spec();
    jump.variables = in.step.variables;
    timeline_.jumps.push_back(std::move(jump));
    return static_cast<JumpId>(timeline_.jumps.size()) - 1;
  }

  void end_sections() {
    for (size_t i = 0; i < timeline_.sections.size(); ++i) {
      timeline_.sections[i].end =
          i + 1 < timeline_.sections.size() ? timeline_.sections[i + 1].start : timeline_.duration;
    }
  }

  /// A caption stays until the next one; an empty one ends it.
  void end_cues() {
    std::stable_sort(timeline_.cues.begin(), timeline_.cues.end(),
                     [](const CueEvent& a, const CueEvent& b) { return a.start < b.start; });
    for (size_t i = 0; i < timeline_.cues.size(); ++i) {
      CueEvent& cue = timeline_.cues[i];
      cue.end = i + 1 < timeline_.cues.size() ? timeline_.cues[i + 1].start : timeline_.duration;
    }
  }

  Compiler& compiler_;
  Memo& memo_;
  Timeline timeline_;
};

}  // namespace

Timeline compile_timeline(Compiler& compiler, Memo& memo) {
  return TimelineCompiler(compiler, memo).run();
}

}  // namespace lantern
