#include "core/scene/compile/turns.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/scene/bind/binder.h"

namespace lantern {
namespace {

bool comes_before(double a, double b) {  // missing ones last
  return std::isnan(a) || std::isnan(b) ? !std::isnan(a) && std::isnan(b) : a < b;
}

/// Whether all rows that are variables of its `each`, or of its view's, are there.
bool is_there(const MarkPlan& mark, const Evaluation& now) {
  std::vector<RowRef> rows;
  for (const Variable& variable : mark.variables) {
    if (const auto* row = std::get_if<RowRef>(&variable.value)) rows.push_back(*row);
  }
  return are_there(rows, now);
}

/// Puts those that are there now first; returns how many they are.
size_t first_there(const Evaluation& now, Followers& marks) {
  const auto absent = std::stable_partition(
      marks.begin(), marks.end(), [&](const auto& one) { return is_there(*one.first, now); });
  return size_t(absent - marks.begin());
}

/// By the variables of their `each`; those that are not there last.
void order_units(const AstPtr& order, const Evaluation& now, Followers& marks, Compiler& compiler) {
  std::vector<std::pair<double, std::pair<MarkPlan*, size_t>>> ranked;
  for (const auto& one : marks) {
    const PlanContext context = compiler.plan_context(&one.first->variables);
    const auto program = bind_expression(order, context.scope, compiler.graph(),
                                         compiler.diagnostics(), ValueType::number, "\"order\"");
    if (!program) return;
    const bool there = is_there(*one.first, now);
    ranked.emplace_back(there ? program->run(now, nullptr).number : std::nan(""), one);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return comes_before(a.first, b.first); });
  for (size_t i = 0; i < marks.size(); ++i) marks[i] = ranked[i].second;
}

/// All rows of a mark at once, when it is its turn: one after another, or as the step staggers.
void take_turn(PresenceStep& step) {
  constexpr double kMostSpread = 0.75;
  const double lasts = step.end - step.start;
  const auto others = double(step.marks - 1);
  const double spread = step.stagger > 0 ? std::min(step.stagger * others, kMostSpread * lasts)
                                         : lasts * others / double(step.marks);
  const double wait = others > 0 ? spread * double(step.rank) / others : 0;
  step.start += wait;
  step.end = step.start + lasts - spread;
  step.stagger = 0;
}

/// The order of a mark's rows; nothing where it has none, or not what the expression speaks of.
std::optional<RowOrder> order_in(const MarkPlan& mark, const Jump& jump, const Evaluation& now,
                                 Compiler& compiler, Diagnostics& diagnostics) {
  const RecordPlanPtr& plan = mark.versions.versions[mark.versions.at(Moment{jump.start, {}})].plan;
  const TablePtr rows = plan ? plan->rows(now) : nullptr;
  if (!rows) return std::nullopt;
  Variables variables = mark.variables;
  variables.insert(variables.end(), jump.variables.begin(), jump.variables.end());
  const Schema schema = rows->schema();
  Scope scope = compiler.plan_context(&variables).scope;
  scope.row = &schema;
  scope.row_table = "the rows of " + mark.id;
  const auto program = bind_expression(jump.step->order, scope, compiler.graph(), diagnostics,
                                       ValueType::number, "\"order\"");
  if (!program) return std::nullopt;
  return order_of(rows->keys(), program->run(now, rows.get()));
}

void order_tween(Jump& jump, const std::vector<ViewPlan>& views, const Evaluation& now,
                 Compiler& compiler) {
  RowOrders orders;
  Diagnostics unfit;  // marks whose rows have other columns go as they come
  for (const ViewPlan& view : views) {
    for (const MarkPlan& mark : view.marks) {
      if (auto order = order_in(mark, jump, now, compiler, unfit)) {
        orders.emplace(mark.id, std::move(*order));
      }
    }
  }
  if (orders.empty()) {
    for (const Diagnostic& one : unfit.sorted()) compiler.diagnostics().add(one);
  }
  jump.tween.order = std::make_shared<const RowOrders>(std::move(orders));
}

}  // namespace

RowOrder order_of(const Keys& keys, const Operand& numbers) {
  std::vector<size_t> by_value(keys.size());
  std::iota(by_value.begin(), by_value.end(), size_t{0});
  std::stable_sort(by_value.begin(), by_value.end(), [&](size_t a, size_t b) {
    return comes_before(numbers.number_at(a), numbers.number_at(b));
  });
  RowOrder out;
  out.by_row.resize(keys.size());
  int place = -1;
  double before = 0;
  for (const size_t row : by_value) {
    if (place < 0 || comes_before(before, numbers.number_at(row))) ++place;
    before = numbers.number_at(row);
    out.places[keys[row]] = place;
    out.by_row[row] = place;
  }
  out.count = size_t(place + 1);
  return out;
}

void rank_marks(const StepSpec& step, double start, Followers& marks, Compiler& compiler,
                const Timeline& timeline, Memo& memo) {
  size_t there = marks.size();
  if (step.takes_turns()) {
    try {
      const Evaluation now(compiler.graph(), memo,
                           leaves_at(timeline, compiler.graph(), memo, Moment{start, {}}));
      there = std::max(first_there(now, marks), size_t(1));
      if (step.order) order_units(step.order, now, marks, compiler);
    } catch (const SceneError& e) {
      compiler.diagnostics().add(e.diagnostic());
    }
  }
  for (size_t i = 0; i < marks.size(); ++i) {
    PresenceStep& presence = marks[i].first->presence[marks[i].second];
    presence.rank = std::min(i, there - 1);  // what comes later takes no time of the others
    presence.marks = there;
    if (step.takes_turns()) take_turn(presence);
  }
}

void order_tweens(const std::vector<ViewPlan>& views, Compiler& compiler, Timeline& timeline,
                  Memo& memo) {
  for (Jump& jump : timeline.jumps) {
    if (!jump.step || !jump.step->order || jump.step->takes_turns()) continue;
    const Evaluation now(compiler.graph(), memo,
                         leaves_at(timeline, compiler.graph(), memo, Moment{jump.start, {}}));
    try {
      order_tween(jump, views, now, compiler);
    } catch (const SceneError& e) {
      compiler.diagnostics().add(e.diagnostic());
    }
  }
}

}  // namespace lantern
