#include "core/scene/compile/assignments.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/scene/compile/targets.h"

namespace lantern {
namespace {

/// One assignment of a step, its target found and its values checked.
class Assignment {
 public:
  Assignment(Compiler& compiler, Memo& memo, Timeline& timeline, const AssignmentSpec& spec,
             const TimedStep& step)
      : compiler_(compiler),
        memo_(memo),
        timeline_(timeline),
        spec_(spec),
        step_(step),
        context_(compiler.plan_context(&step.variables)) {}

  void set(JumpId jump) {
    if (!find()) return;
    auto value = value_of(spec_.value);
    if (!value) return;
    Track::Segment segment;
    segment.jump = jump;
    segment.value = std::move(*value);
    add(std::move(segment), step_.start);
  }

  void animate() {
    if (!find()) return;
    if (std::holds_alternative<std::string>(target().initial)) {
      error("not-a-number", spec_.at,
            fmt::format("{} is a {}, which cannot move from one value to another",
                        in_quotes(target().name), target().options.empty() ? "key" : "choice"),
            "use set");
      return;
    }
    Track::Segment segment;
    segment.ease = step_.spec->ease ? *step_.spec->ease : compiler_.spec().canvas.step.ease;
    segment.loops = step_.spec->loop;
    if (!fill_animation(segment)) return;
    add(std::move(segment), step_.start + step_.duration);
  }

 private:
  const TimelineTarget& target() const { return compiler_.graph().targets[size_t(target_)]; }

  // ---- the target

  bool find() {
    Address address = spec_.target;
    for (Selector& selector : address.selectors) {
      if (selector.kind != Selector::Kind::computed_key) continue;
      auto key = compiler_.constant_key(selector.expr, step_.variables);
      if (!key) return false;
      selector = {Selector::Kind::key, std::move(*key), nullptr, selector.at};
    }
    const auto found = find_target(address, context_.scope, compiler_.graph());
    if (found) {
      target_ = *found;
      return true;
    }
    explain_missing(address);
    return false;
  }

  void explain_missing(const Address& address) {
    const auto name = compiler_.find(address.head);
    if (name && name->kind == SceneName::Kind::broken) return;
    const std::string written = in_quotes(to_string(address));
    if (!name) {
      const auto near = nearest(address.head, compiler_.all());
      error("unknown-name", spec_.at,
            fmt::format("there is no param, table or model {}{}", in_quotes(address.head),
                        near ? fmt::format("; did you mean {}?", in_quotes(*near)) : ""));
    } else if (name->kind == SceneName::Kind::target) {
      error("unknown-name", spec_.at, fmt::format("{} is a param: it has no parts", address.head));
    } else if (!address.selectors.empty() && address.selectors.back().name == "step") {
      error("unknown-name", spec_.at, fmt::format("{}: {} is no trace", written, address.head));
    } else if (const Table* table =
                   name->kind == SceneName::Kind::node ? own_table(*name) : nullptr) {
      explain_cell(address, *table);
    } else {
      error("unknown-name", spec_.at,
            fmt::format("{} is computed: the timeline cannot write it", address.head),
            "write a param, a trace's .step or a cell of a table that the model reads");
    }
  }

  /// The table of the script that the name stands for; null for models.
  const Table* own_table(const SceneName& name) {
    const Node& node = *compiler_.graph().nodes[size_t(name.id)];
    for (const DataSpec& data : compiler_.spec().data) {
      if (data.name == node.name()) return compiler_.fixed_table(name.id, 0);
    }
    return nullptr;
  }

  void explain_cell(const Address& address, const Table& table) {
    const auto& steps = address.selectors;
    if (steps.size() != 2 || steps[0].kind != Selector::Kind::key ||
        steps[1].kind != Selector::Kind::member) {
      error("unknown-name", spec_.at,
            fmt::format("{} is a table: only a cell can be written", in_quotes(address.head)),
            fmt::format("write {}@key.column", address.head));
    } else if (!table.keys().find(steps[0].name)) {
      const auto near = nearest(steps[0].name, *table.keys().names());
      error("unknown-name", spec_.at,
            fmt::format("no row {} in {}{}", in_quotes(steps[0].name), address.head,
                        near ? fmt::format("; did you mean {}?", in_quotes(*near)) : ""));
    } else if (!table.find(steps[1].name)) {
      const auto near = nearest(steps[1].name, table.names());
      error("unknown-column", spec_.at,
            fmt::format("{} has no column {}{}", address.head, in_quotes(steps[1].name),
                        near ? fmt::format("; did you mean {}?", in_quotes(*near)) : ""),
            fmt::format("it has {}", join_and(table.names())));
    } else {
      error("not-a-number", spec_.at,
            fmt::format("the column {} of {} holds texts; only numbers can be written",
                        in_quotes(steps[1].name), address.head));
    }
  }

  // ---- values

  Leaves leaves_at_start() const {
    return leaves_at(timeline_, compiler_.graph(), memo_, Moment{step_.start, {}});
  }

  std::optional<LeafValue> value_of(const SpecValue& value) {
    const bool number = std::holds_alternative<double>(target().initial);
    if (const auto* quantity = value.as<Quantity>()) {
      if (!number) return checked_text(shortest(quantity->value), value.at);
      return checked_number(quantity->value, value.at);
    }
    if (const auto* word = value.as<Word>()) {
      if (!number) return checked_text(word->text, value.at);
      if (word->text == "last" && target().kind == TimelineTarget::Kind::step) return last_step();
      error(
          "wrong-type", value.at,
          fmt::format("{} wants a number, not {}", in_quotes(target().name), in_quotes(word->text)),
          word->text.empty() ? "" : fmt::format("for an expression, write ={}", word->text));
      return std::nullopt;
    }
    if (const auto* ast = value.as<AstPtr>()) return computed(*ast, number);
    error("wrong-type", value.at, "`set` takes one value; waypoints are for `animate`");
    return std::nullopt;
  }

  std::optional<LeafValue> computed(const AstPtr& ast, bool number) {
    const auto program =
        bind_expression(ast, context_.scope, compiler_.graph(), compiler_.diagnostics(),
                        number ? ValueType::number : ValueType::text, in_quotes(target().name));
    if (!program) return std::nullopt;
    try {
      const Evaluation at(compiler_.graph(), memo_, leaves_at_start());
      const Operand result = program->run(at);
      if (number) return checked_number(result.number, ast->at);
      return checked_text(result.text, ast->at);
    } catch (const SceneError& e) {
      compiler_.diagnostics().add(e.diagnostic());
      return std::nullopt;
    }
  }

  std::optional<LeafValue> checked_number(double value, const Location& at) {
    if (std::isnan(value)) {
      error("out-of-range", at, fmt::format("{} is not a number here", in_quotes(target().name)));
      return std::nullopt;
    }
    double most = target().most;
    if (target().kind == TimelineTarget::Kind::step) {
      const auto last = last_step();
      if (!last) return std::nullopt;
      most = std::get<double>(*last);
      if (value > most) {
        error("out-of-range", at,
              fmt::format("{}: {}, but the trace has {} steps", target().name, shortest(value),
                          shortest(most)));
        return std::nullopt;
      }
    }
    if (value < target().least || value > most) {
      error("out-of-range", at,
            fmt::format("{} is {}; {} is outside", in_quotes(target().name), range_of(target()),
                        shortest(value)));
      return std::nullopt;
    }
    if (target().type == ParamType::count && value != std::floor(value)) {
      error("wrong-type", at,
            fmt::format("{} is a count: {} is not a whole number", in_quotes(target().name),
                        shortest(value)));
      return std::nullopt;
    }
    return value;
  }

  std::optional<LeafValue> checked_text(const std::string& text, const Location& at) {
    std::vector<std::string> known;
    for (const auto& [name, columns] : target().options) known.push_back(name);
    const Table* of = key_table();
    if (of) known = *of->keys().names();
    if (known.empty() || std::find(known.begin(), known.end(), text) != known.end()) return text;
    const auto near = nearest(text, known);
    error("unknown-word", at,
          fmt::format("{} cannot be {}{}", in_quotes(target().name), in_quotes(text),
                      near ? fmt::format("; did you mean {}?", in_quotes(*near)) : ""),
          of ? "" : fmt::format("it is {}", join_or(known)));
    return std::nullopt;
  }

  const Table* key_table() {
    if (target().type != ParamType::key) return nullptr;
    for (const ParamSpec& param : compiler_.spec().params) {
      if (param.name != target().name) continue;
      const auto table = compiler_.find(param.of);
      if (table && table->kind == SceneName::Kind::node) return compiler_.fixed_table(table->id, 0);
    }
    return nullptr;
  }

  std::optional<LeafValue> last_step() {
    const Node& trace = *compiler_.graph().nodes[size_t(target().node)];
    try {
      const Evaluation at(compiler_.graph(), memo_, leaves_at_start());
      return std::get<double>(at.output(target().node, trace.find_output("steps")));
    } catch (const SceneError& e) {
      compiler_.diagnostics().add(e.diagnostic());
      return std::nullopt;
    }
  }

  // ---- animations

  bool fill_animation(Track::Segment& segment) {
    const auto present =
        timeline_.tracks[size_t(target_)].value(Moment{step_.start, {}}, compiler_.graph(), memo_);
    if (const auto* list = spec_.value.as<SpecList>()) {
      if (list->size() < 2) {
        error("wrong-type", spec_.value.at, "waypoints are two or more numbers",
              "the first one is where it starts");
        return false;
      }
      for (const SpecValue& item : *list) {
        const auto waypoint = value_of(item);
        if (!waypoint) return false;
        segment.waypoints.push_back(std::get<double>(*waypoint));
      }
      return true;
    }
    if (const auto* ast = spec_.value.as<AstPtr>(); ast && fill_program(*ast, segment)) {
      return segment.program.has_value();
    }
    const auto goal = value_of(spec_.value);
    if (!goal) return false;
    segment.waypoints = {std::get<double>(present), std::get<double>(*goal)};
    if (std::isinf(segment.waypoints[0])) {  // a trace at its end
      const auto last = last_step();
      if (!last) return false;
      segment.waypoints[0] = std::get<double>(*last);
    }
    warn_of_standstill(segment);
    return true;
  }

  /// Traces are at their ends unless the script says otherwise, which is easily forgotten.
  void warn_of_standstill(const Track::Segment& segment) {
    const auto* word = spec_.value.as<Word>();
    if (!word || word->text != "last" || segment.waypoints[0] != segment.waypoints[1]) return;
    compiler_.diagnostics().warning(
        "no-effect", spec_.at,
        fmt::format("{} is at its end already, so nothing moves", to_string(spec_.target)),
        "let it start at 0: `step: 0` in the model, or [0, last] here");
  }

  /// An expression of p. False where it reads no p and is just a goal.
  bool fill_program(const AstPtr& ast, Track::Segment& segment) {
    Scope scope = context_.scope;
    scope.progress = true;
    auto program = bind_expression(ast, scope, compiler_.graph(), compiler_.diagnostics(),
                                   ValueType::number, in_quotes(target().name));
    if (!program) return true;
    if (!program->uses_progress()) return false;
    segment.program = std::move(program);
    segment.start_leaves = std::make_shared<const Leaves>(leaves_at_start());
    return true;
  }

  // ---- the track

  void add(Track::Segment segment, double end) {
    if (compiler_.held().count(target_)) return;  // --set holds it
    segment.start = step_.start;
    segment.end = end;
    segment.at = spec_.at;
    Track& track = timeline_.tracks[size_t(target_)];
    if (!track.segments().empty()) {
      const Track::Segment& before = track.segments().back();
      if (segment.start < before.end - 1e-9) {
        error("two-writers", spec_.at,
              fmt::format("two steps write {} between {}s and {}s", target().name,
                          shortest(segment.start), shortest(before.end)),
              fmt::format("the other one is in line {}", before.at.line));
        return;
      }
    }
    track.add(std::move(segment));
  }

  void error(std::string_view code, const Location& at, std::string message,
             std::string hint = "") {
    compiler_.diagnostics().error(code, at, std::move(message), std::move(hint));
  }

  Compiler& compiler_;
  Memo& memo_;
  Timeline& timeline_;
  const AssignmentSpec& spec_;
  const TimedStep& step_;
  PlanContext context_;
  TargetId target_ = -1;
};

/// `fits@*.step`: the same for every instance; else the one assignment as it is.
std::vector<AssignmentSpec> expanded(Compiler& compiler, const AssignmentSpec& spec) {
  const auto& selectors = spec.target.selectors;
  if (selectors.empty() || selectors[0].kind != Selector::Kind::key || selectors[0].name != "*") {
    return {spec};
  }
  const auto name = compiler.find(spec.target.head);
  if (!name || name->kind != SceneName::Kind::family) return {spec};
  std::vector<AssignmentSpec> out;
  for (const auto& [key, node] : name->family.instances) {
    out.push_back(spec);
    out.back().target.selectors[0].name = key;
  }
  return out;
}

}  // namespace

void add_set(Compiler& compiler, Memo& memo, Timeline& timeline, const AssignmentSpec& assignment,
             const TimedStep& step, JumpId jump) {
  for (const AssignmentSpec& one : expanded(compiler, assignment)) {
    Assignment(compiler, memo, timeline, one, step).set(jump);
  }
}

void add_animate(Compiler& compiler, Memo& memo, Timeline& timeline,
                 const AssignmentSpec& assignment, const TimedStep& step) {
  for (const AssignmentSpec& one : expanded(compiler, assignment)) {
    Assignment(compiler, memo, timeline, one, step).animate();
  }
}

}  // namespace lantern
