#include "core/scene/compile/timeline.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/scene/bind/binder.h"
#include "core/scene/bind/live_text_planner.h"
#include "core/scene/compile/added_rows.h"
#include "core/scene/compile/assignments.h"
#include "core/scene/compile/step_times.h"
#include "core/scene/nodes/recorded_table.h"

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
    return std::move(timeline_);
  }

 private:
  void add(const TimedStep& step) {
    const StepSpec& spec = *step.spec;
    if (spec.section) add_section(step);
    if (spec.type == StepSpec::Type::pause) timeline_.pauses.push_back(step.start);
    if (spec.type != StepSpec::Type::step) return;
    if (step.duration > 0)
      timeline_.steps.push_back({&spec, step.start, step.start + step.duration});
    const JumpId jump = add_jump(step);
    for (const AssignmentSpec& set : spec.set) {
      add_set(compiler_, memo_, timeline_, set, step, jump);
    }
    for (const AssignmentSpec& animate : spec.animate) {
      add_animate(compiler_, memo_, timeline_, animate, step);
    }
    for (const RecordedSpec& recorded : spec.record) add_rows(recorded, step, jump);
    for (const ChangeSpec& change : spec.change) {
      if (auto selection = bind(change.selection, step.variables)) {
        timeline_.changes.push_back(
            {step.start, jump, std::move(*selection), &change.fields, step.variables});
      }
    }
    if (!spec.layout.empty()) add_layout(spec, step, jump);
    for (const SelectionSpec& selection : spec.show) add_visibility(selection, step, true);
    for (const SelectionSpec& selection : spec.hide) add_visibility(selection, step, false);
    if (!spec.highlight.empty()) add_highlight(step);
    if (spec.say) {
      const double end = step.start + step.duration;
      timeline_.cues.push_back(
          {step.start, end, spec.say->when_start ? step.start : end, &*spec.say, step.variables});
    }
  }

  Ease ease_of(const StepSpec& spec) const {
    return spec.ease ? *spec.ease : compiler_.spec().canvas.step.ease;
  }

  /// One jump for all that a step changes at once; −1 where it changes nothing discrete.
  JumpId add_jump(const TimedStep& step) {
    const StepSpec& spec = *step.spec;
    if (spec.set.empty() && spec.change.empty() && spec.layout.empty() && spec.record.empty()) {
      return -1;
    }
    Jump jump{step.start, step.start + step.duration, {}};
    jump.tween = {step.start, step.duration, ease_of(spec), spec.stagger};
    timeline_.jumps.push_back(std::move(jump));
    return static_cast<JumpId>(timeline_.jumps.size()) - 1;
  }

  void add_section(const TimedStep& step) {
    const PlanContext context = compiler_.plan_context(&step.variables);
    const auto label = plan_live_text(*step.spec->section, context.scope, context);
    if (!label) return;
    const Leaves leaves = leaves_at(timeline_, compiler_.graph(), memo_, Moment{step.start, {}});
    const Evaluation at(compiler_.graph(), memo_, leaves);
    try {
      timeline_.sections.push_back({label->text(label->holes(at)), step.start, step.start});
    } catch (const SceneError& e) {
      compiler_.diagnostics().add(e.diagnostic());
    }
  }

  /// The rows are as of the step's start, and stay so.
  void add_rows(const RecordedSpec& spec, const TimedStep& step, JumpId jump) {
    const auto name = compiler_.find(spec.table);
    if (name && name->type == SceneName::Type::broken) return;
    auto* table =
        name && name->type == SceneName::Type::node
            ? dynamic_cast<RecordedTable*>(compiler_.graph().nodes[size_t(name->id)].get())
            : nullptr;
    if (!table) {
      std::vector<std::string> tables;
      for (const DataSpec& data : compiler_.spec().data) tables.push_back(data.name);
      const auto near = nearest(spec.table, tables);
      compiler_.diagnostics().error(
          "unknown-name", spec.at,
          fmt::format("there is no table {} under `data`{}", in_quotes(spec.table),
                      near ? fmt::format("; did you mean {}?", in_quotes(*near)) : ""),
          "give one: {rows: [], columns: [a, b]}");
      return;
    }
    for (const AddedRowSpec& row : spec.rows) add_row(row, step, *table);
    Track::Segment segment;
    segment.start = step.start;
    segment.end = step.start + step.duration;
    segment.jump = jump;
    segment.value = static_cast<double>(table->added());
    segment.at = spec.at;
    timeline_.tracks[size_t(table->count())].add(std::move(segment));
  }

  void add_row(const AddedRowSpec& row, const TimedStep& step, RecordedTable& table) {
    std::vector<std::string> columns;
    for (const ColumnDecl& decl : table.schema()) columns.push_back(decl.name);
    const PlanContext context = compiler_.plan_context(&step.variables);
    const auto programs = bind_added_row(row, table.name(), columns, context.scope,
                                         compiler_.graph(), compiler_.diagnostics());
    if (!programs) return;
    const Evaluation at(compiler_.graph(), memo_,
                        leaves_at(timeline_, compiler_.graph(), memo_, Moment{step.start, {}}));
    std::vector<Operand> cells;
    try {
      for (size_t i = 0; i < programs->size(); ++i) {
        cells.push_back((*programs)[i].run(at));
        const bool text = cells.back().type == ValueType::text;
        if (!text || table.schema()[i].type == ColumnType::text) continue;
        compiler_.diagnostics().error(
            "wrong-type", row.at,
            fmt::format("the column {} of {} holds numbers, and this is {}", in_quotes(columns[i]),
                        table.name(), in_quotes(cells.back().text)));
        return;
      }
    } catch (const SceneError& e) {
      compiler_.diagnostics().add(e.diagnostic());
      return;
    }
    if (table.add(std::move(cells))) return;
    compiler_.diagnostics().error(
        "data-format", row.at, fmt::format("the key of this row is in {} already", table.name()));
  }

  void add_layout(const StepSpec& spec, const TimedStep& step, JumpId jump) {
    const auto& layouts = compiler_.spec().canvas.layouts;
    for (size_t i = 0; i < layouts.size(); ++i) {
      if (layouts[i].name == spec.layout) {
        timeline_.layouts.push_back({step.start, jump, static_cast<int>(i)});
      }
    }
  }

  std::optional<Selection> bind(const SelectionSpec& spec, const Variables& variables) {
    Selection out{spec.view, spec.mark, "", "", ""};
    const std::pair<const AstPtr&, std::string&> keys[] = {{spec.view_instance, out.view_instance},
                                                           {spec.mark_instance, out.mark_instance},
                                                           {spec.row, out.row}};
    for (const auto& [ast, key] : keys) {
      if (!ast) continue;
      auto value = compiler_.constant_key(ast, variables);
      if (!value) return std::nullopt;
      key = std::move(*value);
    }
    return out;
  }

  void add_visibility(const SelectionSpec& spec, const TimedStep& step, bool show) {
    auto selection = bind(spec, step.variables);
    if (!selection) return;
    timeline_.visibility.push_back({step.start, step.start + step.duration, show,
                                    std::move(*selection), step.spec->where, step.spec->order,
                                    step.variables, ease_of(*step.spec), step.spec->stagger,
                                    step.spec->effect, spec.at});
  }

  void add_highlight(const TimedStep& step) {
    HighlightEvent event{
        step.start,   step.start + step.duration, {}, step.spec->where, step.variables,
        step.spec->at};
    for (const SelectionSpec& spec : step.spec->highlight) {
      if (auto selection = bind(spec, step.variables))
        event.selections.push_back(std::move(*selection));
    }
    timeline_.highlights.push_back(std::move(event));
  }

  void end_sections() {
    for (size_t i = 0; i < timeline_.sections.size(); ++i) {
      timeline_.sections[i].end =
          i + 1 < timeline_.sections.size() ? timeline_.sections[i + 1].start : timeline_.duration;
    }
  }

  /// A caption stays until the next one, or until a new section starts.
  void end_cues() {
    std::stable_sort(timeline_.cues.begin(), timeline_.cues.end(),
                     [](const CueEvent& a, const CueEvent& b) { return a.start < b.start; });
    for (size_t i = 0; i < timeline_.cues.size(); ++i) {
      CueEvent& cue = timeline_.cues[i];
      cue.end = i + 1 < timeline_.cues.size() ? timeline_.cues[i + 1].start : timeline_.duration;
      for (const Section& section : timeline_.sections) {
        if (section.start > cue.start && section.start < cue.end) cue.end = section.start;
      }
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
