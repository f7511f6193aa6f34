#pragma once

#include "core/scene/compile/step_times.h"
#include "core/scene/run/timeline.h"

namespace lantern {

/// One assignment of a step while it is compiled: what it writes, and what was before.
struct Writing {
  Writing(Compiler& of, Memo& of_film, const Timeline& so_far, const AssignmentSpec& assignment,
          const TimedStep& in)
      : compiler(of),
        memo(of_film),
        timeline(so_far),
        spec(assignment),
        step(in),
        context(of.plan_context(&in.variables)) {}

  Compiler& compiler;
  Memo& memo;
  const Timeline& timeline;
  const AssignmentSpec& spec;
  const TimedStep& step;
  PlanContext context;
  LeafId id = -1;

  const Leaf& leaf() const { return compiler.graph().leaves[size_t(id)]; }
  bool number() const { return std::holds_alternative<double>(leaf().initial); }
  Leaves leaves_at_start() const {
    return leaves_at(timeline, compiler.graph(), memo, Moment{step.start, {}});
  }
  void error(std::string_view code, const Location& at, std::string message,
             std::string hint = "") const {
    compiler.diagnostics().error(code, at, std::move(message), std::move(hint));
  }
};

}  // namespace lantern
