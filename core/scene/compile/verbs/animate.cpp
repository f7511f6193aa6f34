#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/scene/bind/binder.h"
#include "core/scene/compile/assigned_value.h"
#include "core/scene/compile/assignments.h"
#include "core/scene/compile/step_verb.h"

namespace lantern::animate_verb {
namespace {

bool fill_waypoints(const Writing& writing, const SpecList& list, Track::Segment& segment) {
  if (list.size() < 2) {
    writing.error("wrong-type", writing.spec.value.at, "waypoints are two or more numbers",
                  "the first one is where it starts");
    return false;
  }
  for (const SpecValue& item : list) {
    const auto waypoint = assigned_value(writing, item);
    if (!waypoint) return false;
    segment.waypoints.push_back(std::get<double>(*waypoint));
  }
  return true;
}

/// An expression of p. False where it reads no p and is just a goal.
bool fill_program(const Writing& writing, const AstPtr& ast, Track::Segment& segment) {
  Scope scope = writing.context.scope;
  scope.progress = true;
  auto program =
      bind_expression(ast, scope, writing.compiler.graph(), writing.compiler.diagnostics(),
                      ValueType::number, in_quotes(writing.leaf().name));
  if (!program) return true;
  if (!program->uses_progress()) return false;
  segment.program = std::move(program);
  segment.start_leaves = std::make_shared<const Leaves>(writing.in.leaves_at_start());
  return true;
}

/// Traces are at their ends unless the script says otherwise, which is easily forgotten.
void warn_of_standstill(const Writing& writing, const Track::Segment& segment) {
  const auto* word = writing.spec.value.as<Word>();
  if (!word || word->text != "last" || segment.waypoints[0] != segment.waypoints[1]) return;
  writing.compiler.diagnostics().warning(
      "no-effect", writing.spec.at,
      fmt::format("{} is at its end already, so nothing moves", to_string(writing.spec.address)),
      "let it start at 0: `step: 0` in the model, or [0, last] here");
}

bool fill_goal(const Writing& writing, double present, Track::Segment& segment) {
  const auto goal = assigned_value(writing, writing.spec.value);
  if (!goal) return false;
  segment.waypoints = {present, std::get<double>(*goal)};
  if (std::isinf(present)) {  // a trace at its end
    const auto last = last_step(writing);
    if (!last) return false;
    segment.waypoints[0] = std::get<double>(*last);
  }
  warn_of_standstill(writing, segment);
  return true;
}

bool fill_animation(const Writing& writing, Track::Segment& segment) {
  const Track& track = writing.in.timeline.tracks[size_t(writing.id)];
  const auto present =
      track.value(Moment{writing.in.start(), {}}, writing.compiler.graph(), writing.in.memo);
  const SpecValue& value = writing.spec.value;
  if (const auto* list = value.as<SpecList>()) return fill_waypoints(writing, *list, segment);
  if (const auto* ast = value.as<AstPtr>(); ast && fill_program(writing, *ast, segment)) {
    return segment.program.has_value();
  }
  return fill_goal(writing, std::get<double>(present), segment);
}

bool check_movable(const Writing& writing) {
  if (writing.number()) return true;
  writing.error("not-a-number", writing.spec.at,
                fmt::format("{} is a {}, which cannot move from one value to another",
                            in_quotes(writing.leaf().name),
                            writing.leaf().options.empty() ? "key" : "choice"),
                "use set");
  return false;
}

void apply(const StepContext& in, const std::vector<AssignmentSpec>& assignments) {
  for_each_writing(in, assignments, [&](const Writing& writing) {
    if (!check_movable(writing)) return;
    Track::Segment segment;
    segment.ease = in.ease();
    segment.loops = in.spec().loop;
    segment.back = in.spec().back;
    if (!fill_animation(writing, segment)) return;
    add_segment(writing, std::move(segment), in.end());
  });
}

}  // namespace

extern const StepVerb kVerb;
constinit const StepVerb kVerb = step_verb<&StepSpec::animate, apply, names_of_assigned>();

}  // namespace lantern::animate_verb
