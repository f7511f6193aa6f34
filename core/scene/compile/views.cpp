#include "core/scene/compile/views.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/scene/bind/binder.h"
#include "core/scene/bind/record_planner.h"
#include "core/scene/compile/going_over.h"
#include "core/scene/compile/groups.h"
#include "core/scene/compile/selection_check.h"
#include "core/scene/compile/shown_rows.h"
#include "core/scene/compile/tables_ever.h"
#include "core/scene/compile/turns.h"

namespace lantern {
namespace {

/// What is written of a record, not its fallbacks, put over another one of its kind.
RecordSpecPtr patched_inside(const RecordSpec& base, const RecordSpec& patch) {
  auto out = std::make_shared<RecordSpec>(base);
  for (size_t i = 0; i < patch.values.size(); ++i) {
    const SpecValue& value = patch.values[i];
    if (value.given() && value.at != patch.at) out->values[i] = value;
  }
  return out;
}

/// The fields of `base` with those given in `patch` put in their place; of an axis, those that it
/// gives.
RecordSpec patched(const RecordSpec& base, const RecordSpec& patch) {
  RecordSpec out = base;
  for (size_t i = 0; i < patch.values.size(); ++i) {
    if (!patch.values[i].given()) continue;
    const auto* inner = patch.values[i].as<RecordSpecPtr>();
    const auto* before = base.values[i].as<RecordSpecPtr>();
    const bool both = inner && before && base.kind->fields[i].kind == FieldKind::record;
    out.values[i] = patch.values[i];
    if (both) out.values[i].value = patched_inside(**before, **inner);
  }
  return out;
}

constexpr double kEntrance = 0.7;  // seconds in which what moves comes

class PictureCompiler {
 public:
  PictureCompiler(Compiler& compiler, const Timeline& timeline, Memo& memo)
      : compiler_(compiler),
        timeline_(timeline),
        memo_(memo),
        tables_ever_(timeline, compiler.graph(), memo) {}

  std::vector<ViewPlan> run() {
    std::vector<ViewPlan> views;
    for (size_t i = 0; i < compiler_.spec().views.size(); ++i) add_view(static_cast<int>(i), views);
    check_selections(timeline_, views, compiler_.spec(), compiler_.diagnostics());
    for (const VisibilityEvent& event : timeline_.visibility) apply_visibility(event, views);
    for (auto& [step, marks] : followers_) {
      rank_marks(*step.first, step.second, marks, compiler_, timeline_, memo_);
    }
    for (const HighlightEvent& event : timeline_.highlights) apply_highlight(event, views);
    return views;
  }

 private:
  void add_view(int index, std::vector<ViewPlan>& views) {
    const ViewSpec& spec = compiler_.spec().views[size_t(index)];
    if (!spec.each) {
      views.push_back(make_view(spec, index, spec.name, "", {}));
      return;
    }
    const auto items = items_ever(*spec.each, {});
    if (!items) return;
    for (size_t i = 0; i < items->size(); ++i) {
      const EachItem& item = (*items)[i];
      views.push_back(make_view(spec, index, spec.name + "@" + item.key, item.key, item.variables));
      views.back().there = item.there;
      views.back().instance = static_cast<int>(i);
      views.back().instances = static_cast<int>(items->size());
    }
  }

  std::optional<std::vector<EachItem>> items_ever(const EachSpec& each, const Variables& outer) {
    return compiler_.instances(each, outer,
                               [this](const TableRef& table) -> const std::vector<TablePtr>& {
                                 return tables_ever_.of(table);
                               });
  }

  ViewPlan make_view(const ViewSpec& spec, int index, const std::string& id, const std::string& key,
                     const Variables& variables) {
    ViewPlan out;
    out.id = id;
    out.key = key;
    out.index = index;
    out.variables = variables;
    out.uid = next_uid_++;
    out.versions = versions_of(spec.record, variables, index, key, -1, "");
    for (size_t i = 0; i < spec.marks.size(); ++i) {
      add_mark(spec.marks[i], static_cast<int>(i), out);
    }
    return out;
  }

  void add_mark(const MarkSpec& spec, int index, ViewPlan& view) {
    if (!spec.record.kind) return;  // could not be read
    if (!spec.each) {
      view.marks.push_back(make_mark(spec, index, "", view.variables, view));
      return;
    }
    const auto items = items_ever(*spec.each, view.variables);
    if (!items) return;
    for (const EachItem& item : *items) {
      view.marks.push_back(make_mark(spec, index, item.key, item.variables, view));
      view.marks.back().there = item.there;
    }
  }

  MarkPlan make_mark(const MarkSpec& spec, int index, const std::string& key,
                     const Variables& variables, const ViewPlan& view) {
    MarkPlan out;
    out.group = group_in(view, spec.group, key);
    out.id = view.id + "." + spec.name + (key.empty() ? "" : "@" + key);
    out.key = key;
    out.index = index;
    out.kind = spec.record.kind;
    out.variables = variables;
    out.uid = next_uid_++;
    out.versions = versions_of(spec.record, variables, view.index, view.key, index, key);
    out.starts_hidden = first_mention_shows(view, out);
    return out;
  }

  /// The record as it is at the start, and as each `change` leaves it.
  Versions versions_of(const RecordSpec& spec, const Variables& variables, int view,
                       const std::string& view_key, int mark, const std::string& mark_key) {
    Versions out;
    RecordSpec present = spec;
    const auto add = [&](double start, JumpId jump) {
      const PlanContext context = compiler_.plan_context(&variables, view);
      out.versions.push_back({start, jump, plan_record(present, context)});
    };
    add(0, -1);
    for (const ChangeEvent& change : timeline_.changes) {
      const bool whole_view = change.selection.mark < 0;
      if (whole_view != (mark < 0)) continue;
      const bool mine =
          whole_view ? change.selection.view == view && (change.selection.view_instance.empty() ||
                                                         change.selection.view_instance == view_key)
                     : change.selection.covers(view, view_key, mark, mark_key);
      if (!mine) continue;
      present = patched(present, *change.fields);
      add(change.start, change.jump);
    }
    return out;
  }

  /// A mark whose first mention in the timeline is `show` starts hidden.
  bool first_mention_shows(const ViewPlan& view, const MarkPlan& mark) const {
    const auto covers = [&](const Selection& selection) { return comes_by(selection, view, mark); };
    double first_show = -1;
    for (const VisibilityEvent& event : timeline_.visibility) {
      if (!covers(event.selection)) continue;
      if (!event.show) return false;
      first_show = event.start;
      break;
    }
    if (first_show < 0) return false;
    for (const HighlightEvent& event : timeline_.highlights) {
      if (event.start < first_show &&
          std::any_of(event.selections.begin(), event.selections.end(), covers)) {
        return false;
      }
    }
    return true;
  }

  // ---- what steps do to rows

  /// The rows of a mark that a step's `where` lets through, and their places in its `order`.
  struct Rows {
    bool some = false;
    std::map<std::string, int> keys;
    std::map<std::string, int> order;
    size_t places = 0;  // how many `order` has
  };

  std::optional<Rows> rows_of(const MarkPlan& mark, double start, const AstPtr& where,
                              const AstPtr& order, const Variables& step_variables,
                              const std::string& row, const Location& at) {
    Rows out;
    out.some = where || !row.empty();
    if (!out.some && !order) return out;
    const Moment moment{start, {}};
    const RecordPlanPtr& plan = mark.versions.versions[mark.versions.at(moment)].plan;
    if (!plan) return std::nullopt;
    try {
      const Evaluation now(compiler_.graph(), memo_,
                           leaves_at(timeline_, compiler_.graph(), memo_, moment));
      const TablePtr rows = plan->rows(now);
      if (!rows) {
        error(at, fmt::format("{} has no rows to choose from", mark.id));
        return std::nullopt;
      }
      Variables variables = mark.variables;
      variables.insert(variables.end(), step_variables.begin(), step_variables.end());
      if (!choose_rows(out, *rows, now, where, row, variables, mark, at)) return std::nullopt;
      if (order && !order_rows(out, *rows, now, order, variables, mark)) return std::nullopt;
    } catch (const SceneError& e) {
      compiler_.diagnostics().add(e.diagnostic());
      return std::nullopt;
    }
    return out;
  }

  std::optional<Operand> over_rows(const Table& rows, const Evaluation& now, const AstPtr& ast,
                                   const Variables& variables, ValueType type,
                                   std::string_view what, const MarkPlan& mark) {
    const Schema schema = rows.schema();
    Scope scope = compiler_.plan_context(&variables).scope;
    scope.row = &schema;
    scope.row_table = "the rows of " + mark.id;
    const auto program =
        bind_expression(ast, scope, compiler_.graph(), compiler_.diagnostics(), type, what);
    if (!program) return std::nullopt;
    return program->run(now, &rows);
  }

  bool choose_rows(Rows& out, const Table& rows, const Evaluation& now, const AstPtr& where,
                   const std::string& row, const Variables& variables, const MarkPlan& mark,
                   const Location& at) {
    if (!row.empty()) {
      if (!rows.keys().find(row)) {
        const auto near = nearest(row, *rows.keys().names());
        error(at, fmt::format("no row {} in {}{}", in_quotes(row), mark.id,
                              near ? fmt::format("; did you mean {}?", in_quotes(*near)) : ""));
        return false;
      }
      out.keys.emplace(row, 0);
    }
    if (!where) return true;
    const auto kept = over_rows(rows, now, where, variables, ValueType::boolean, "\"where\"", mark);
    if (!kept) return false;
    std::map<std::string, int> chosen;
    for (size_t i = 0; i < rows.rows(); ++i) {
      if (!kept->true_at(i) || (!row.empty() && rows.keys()[i] != row)) continue;
      chosen.emplace(rows.keys()[i], static_cast<int>(chosen.size()));
    }
    out.keys = std::move(chosen);
    return true;
  }

  bool order_rows(Rows& out, const Table& rows, const Evaluation& now, const AstPtr& order,
                  const Variables& variables, const MarkPlan& mark) {
    const auto value = over_rows(rows, now, order, variables, ValueType::number, "\"order\"", mark);
    if (!value) return false;
    RowOrder order_now = order_of(rows.keys(), *value);
    out.order = std::move(order_now.places);
    out.places = order_now.count;
    return true;
  }

  void apply_visibility(const VisibilityEvent& event, std::vector<ViewPlan>& views) {
    for (ViewPlan& view : views) {
      for (MarkPlan& mark : view.marks) {
        if (!comes_by(event.selection, view, mark)) continue;
        const bool units = event.step->takes_turns();
        auto rows =
            rows_of(mark, event.start, event.where, units ? nullptr : event.order, event.variables,
                    event.selection.row, place_of(event.selection, event.at));
        if (!rows) continue;
        warn_if_idle(mark, event, rows->some);
        const bool grows = event.show && grows_during(mark, event, timeline_, compiler_.graph());
        // What moves meanwhile is there soon, so that it is seen moving.
        const bool soon = event.show && !grows && !units && event.stagger <= 0 &&
                          moves_during(mark, event, timeline_);
        const double end = soon ? std::min(event.end, event.start + kEntrance) : event.end;
        mark.presence.push_back({event.start, end, event.show, rows->some, std::move(rows->keys),
                                 std::move(rows->order), rows->places, event.ease, event.stagger,
                                 event.effect, 0, 1, grows});
        if (goes_over(compiler_.spec(), event, mark, view.index)) {
          mark.presence.back().jump = event.jump;
          mark.presence.back().start = timeline_.jumps[size_t(event.jump)].start;
        }
        if (units || (event.stagger > 0 && !has_rows(mark))) {
          followers_[{event.step, event.start}].emplace_back(&mark, mark.presence.size() - 1);
        }
      }
    }
  }

  static const Location& place_of(const Selection& selection, const Location& at) {
    return selection.row_at.known() ? selection.row_at : at;
  }

  void warn_if_idle(const MarkPlan& mark, const VisibilityEvent& event, bool some_rows) {
    if (some_rows || std::any_of(mark.presence.begin(), mark.presence.end(),
                                 [](const PresenceStep& step) { return step.some_rows; })) {
      return;
    }
    const bool visible = mark.presence.empty() ? !mark.starts_hidden : mark.presence.back().show;
    if (visible != event.show) return;
    compiler_.diagnostics().warning(
        "no-effect", event.at,
        fmt::format("{} is {} already", mark.id, visible ? "visible" : "hidden"));
  }

  void apply_highlight(const HighlightEvent& event, std::vector<ViewPlan>& views) {
    for (ViewPlan& view : views) {
      for (MarkPlan& mark : view.marks) {
        HighlightStep step{event.start, event.end, false, {}};
        for (const Selection& selection : event.selections) {
          if (!selection.covers(view.index, view.key, mark.index, mark.key)) continue;
          const auto rows = rows_of(mark, event.start, event.where, nullptr, event.variables,
                                    selection.row, place_of(selection, event.at));
          if (!rows) continue;
          step.all = step.all || !rows->some;
          for (const auto& [key, place] : rows->keys) step.rows.insert(key);
        }
        mark.highlights.push_back(std::move(step));
      }
      share_highlight(view);
    }
  }

  void error(const Location& at, std::string message) {
    compiler_.diagnostics().error("no-target", at, std::move(message));
  }

  Compiler& compiler_;
  const Timeline& timeline_;
  Memo& memo_;
  TablesEver tables_ever_;
  std::uint64_t next_uid_ = 0;
  /// By step and its start: the marks that follow each other in it.
  std::map<std::pair<const StepSpec*, double>, Followers> followers_;
};

}  // namespace

std::vector<ViewPlan> compile_views(Compiler& compiler, const Timeline& timeline, Memo& memo) {
  return PictureCompiler(compiler, timeline, memo).run();
}

}  // namespace lantern
