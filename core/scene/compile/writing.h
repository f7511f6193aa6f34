#pragma once

#include "core/scene/compile/step_context.h"

namespace lantern {

/// One assignment of a step while it is compiled: what it writes, and what was before.
struct Writing {
  Writing(const StepContext& step_, const AssignmentSpec& assignment)
      : in(step_),
        compiler(step_.compiler),
        spec(assignment),
        context(compiler.plan_context(&step_.step.variables)) {}

  const StepContext& in;
  Compiler& compiler;
  const AssignmentSpec& spec;
  PlanContext context;
  LeafId id = -1;

  const Leaf& leaf() const { return compiler.graph().leaves[size_t(id)]; }
  bool number() const { return std::holds_alternative<double>(leaf().initial); }
  void error(std::string_view code, const Location& at, std::string message,
             std::string hint = "") const {
    compiler.diagnostics().error(code, at, std::move(message), std::move(hint));
  }
};

}  // namespace lantern
