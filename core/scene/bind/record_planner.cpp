#include "core/scene/bind/record_planner.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/scene/bind/binder.h"
#include "core/scene/bind/column_planner.h"
#include "core/scene/bind/live_text_planner.h"
#include "core/scene/bind/look_planner.h"

namespace lantern {
namespace {

RecordPlanPtr plan_in(const RecordSpec& spec, const PlanContext& context, const Scope& scope);

/// The rows that the other fields' columns mean.
void plan_data(Planning& planning, const RecordSpec& spec) {
  const int index = spec.kind->find("data");
  if (index < 0 || !spec.values[size_t(index)].given()) return;
  const PlanContext& context = planning.context;
  const AstPtr& ast = *spec.values[size_t(index)].as<AstPtr>();
  planning.data = bind_table(ast, context.scope, context.graph, context.diagnostics);
  if (!planning.data) {
    planning.failed = planning.no_rows = true;
    return;
  }
  const Node& node = *context.graph.nodes[size_t(planning.data->node)];
  planning.scope.row = &node.outputs()[size_t(planning.data->output)].schema;
  planning.scope.row_table = to_string(std::get<Address>(ast->node));
}

void plan_scalar(Planning& planning, const Field& field, const SpecValue& value, ValueType wanted,
                 FieldPlan& out) {
  if (const auto* quantity = value.as<Quantity>()) {
    out.how = FieldValue{quantity->value};
  } else if (const auto* truth = value.as<bool>()) {
    out.how = FieldValue{*truth};
  } else if (const auto* ast = value.as<AstPtr>()) {
    auto program = planning.bind_single(*ast, field, wanted);
    if (!program) return planning.fail();
    planning.depend_on(*program);
    out.how = std::move(*program);
  }
}

/// The key of a row of another table: no row at hand is meant.
void plan_key_of(Planning& planning, const SpecValue& value, FieldPlan& out) {
  const auto* ast = value.as<AstPtr>();
  if (!ast) {
    out.how = FieldValue{value.as<Word>()->text};
    return;
  }
  auto program = bind_expression(*ast, planning.without_rows(), planning.context.graph,
                                 planning.context.diagnostics);
  if (!program) return planning.fail();
  planning.depend_on(*program);
  out.how = std::move(*program);
}

/// Whether a mark that is one thing for all of its rows shows this column: its label is its name.
bool is_name_of_what_is_shown(const Planning& planning, const std::string& column) {
  const RecordSpec& record = *planning.record;
  const int color = record.kind->find("color");
  if (color < 0 || !record.kind->fields[size_t(color)].whole) return false;
  for (size_t i = 0; i < record.values.size(); ++i) {
    const auto* word = record.values[i].as<Word>();
    if (word && word->text == column && record.kind->fields[i].axis != AxisName::none) return true;
  }
  return false;
}

/// `label: name` where a column of the rows is called so.
void warn_of_column_as_text(const Planning& planning, const Template& text, const Location& at) {
  if (text.places || text.pieces.size() != 1 || text.pieces[0].hole) return;
  const std::string& word = text.pieces[0].literal;
  if (find_column(planning, word) < 0 || is_name_of_what_is_shown(planning, word)) return;
  planning.context.diagnostics.warning(
      "text-hole", at,
      fmt::format("this text is the word {} for every row, and {} has a column of that name",
                  in_quotes(word), planning.scope.row_table),
      fmt::format("write \"{{={}}}\" for what the column holds", word));
}

void plan_text(Planning& planning, const SpecValue& value, FieldPlan& out) {
  if (planning.no_rows) return;
  warn_of_column_as_text(planning, *value.as<Template>(), value.at);
  auto label = plan_live_text(*value.as<Template>(), planning.scope, planning.context);
  if (!label) return planning.fail();
  for (const LiveTextPlan::Piece& piece : label->pieces) {
    if (piece.hole) planning.depend_on(*piece.hole);
  }
  out.how = std::move(label);
}

void plan_table(Planning& planning, const Field& field, const SpecValue& value, FieldPlan& out) {
  const PlanContext& context = planning.context;
  const auto table = field.name == "data" ? planning.data
                                          : bind_table(*value.as<AstPtr>(), context.scope,
                                                       context.graph, context.diagnostics);
  if (!table) return planning.fail();
  merge_leaves(planning.leaves, context.graph.nodes[size_t(table->node)]->leaves());
  out.how = *table;
}

void plan_numbers(Planning& planning, const Field& field, const SpecValue& value, FieldPlan& out) {
  FieldPlan::Numbers plan;
  std::vector<double> constants;
  for (const SpecValue& item : *value.as<SpecList>()) {
    if (const auto* quantity = item.as<Quantity>()) {
      plan.items.push_back(quantity->value);
      constants.push_back(quantity->value);
      continue;
    }
    auto program = planning.bind_single(*item.as<AstPtr>(), field, ValueType::number);
    if (!program) return planning.fail();
    planning.depend_on(*program);
    plan.items.push_back(std::move(*program));
  }
  if (constants.size() == plan.items.size()) out.how = FieldValue{std::move(constants)};
  else out.how = std::move(plan);
}

void plan_texts(const SpecValue& value, FieldPlan& out) {
  std::vector<std::string> texts;
  for (const SpecValue& item : *value.as<SpecList>()) texts.push_back(item.as<Word>()->text);
  out.how = FieldValue{std::move(texts)};
}

bool is_of_words(const SpecValue& value) {
  const SpecList& list = *value.as<SpecList>();
  return !list.empty() && list.front().as<Word>();
}

void plan_ticks(const SpecValue& value, FieldPlan& out) {
  TickList ticks;
  for (const SpecMap::Entry& entry : value.as<SpecMap>()->entries) {
    ticks.at.push_back(*parse_number(entry.key));
    ticks.texts.push_back(entry.value.as<Word>()->text);
  }
  out.how = FieldValue{std::move(ticks)};
}

/// What holds of each row, or sorts them.
void plan_rows(Planning& planning, const Field& field, const SpecValue& value, ValueType wanted,
               FieldPlan& out) {
  if (planning.no_rows) return;
  if (!planning.scope.row) {
    planning.error(
        "no-data", value.at,
        fmt::format("{} chooses among rows, but there is no `data` here", in_quotes(field.name)));
    return;
  }
  auto program = planning.bind(*value.as<AstPtr>(), field, wanted);
  if (!program) return planning.fail();
  planning.depend_on(*program);
  out.how = std::move(*program);
}

void plan_picture(Planning& planning, const SpecValue& value, FieldPlan& out) {
  ImagePtr picture = planning.context.read_picture(value.as<Word>()->text, value.at);
  if (!picture) return planning.fail();
  out.how = FieldValue{std::move(picture)};
}

/// Of the place where it is asked for: x and y are its variables, or x alone, whatever rows there
/// are.
void plan_surface(Planning& planning, const Field& field, const SpecValue& value, FieldPlan& out) {
  static const Schema kPlace{{"x", ColumnType::number}, {"y", ColumnType::number}};
  static const Schema kAlong{{"x", ColumnType::number}};
  Scope scope = planning.scope;
  scope.row = field.axis == AxisName::x ? &kAlong : &kPlace;
  scope.row_table = "the place";
  const Asked asked = question_of(*value.as<AstPtr>(), scope, planning.context.graph);
  auto program =
      bind_expression(asked.ast, scope, planning.context.graph, planning.context.diagnostics);
  if (!program) return planning.fail();
  planning.depend_on(*program);
  out.how = FieldPlan::Function{std::move(*program), asked.likely};
}

/// A constant key is worked out here and now: of literals and the variables of `each`.
bool plan_key(Planning& planning, const Selector* selector, FieldPlan::Key& out) {
  if (!selector) return true;
  out.at = selector->at;
  out.constant.given = true;
  if (selector->type == Selector::Type::key) {
    out.constant.constant = selector->name;
    return true;
  }
  auto key = planning.bind(selector->expr);
  if (!key) return false;
  planning.depend_on(*key);
  if (key->per_row() || !key->constant()) out.computed = std::move(key);
  else out.constant.constant = constant_key(*key, planning.context.graph);
  return true;
}

void plan_mark(Planning& planning, const SpecValue& value, FieldPlan& out) {
  const auto place = planning.context.find_mark_place(*value.as<AstPtr>());
  if (!place) return planning.fail();
  if (planning.no_rows) return;
  FieldPlan::Mark plan{place->view, place->mark, {}, {}, {}, place->part};
  if (!plan_key(planning, place->view_instance, plan.view_instance) ||
      !plan_key(planning, place->mark_instance, plan.mark_instance) ||
      !plan_key(planning, place->row, plan.row)) {
    return planning.fail();
  }
  out.how = std::move(plan);
}

void plan_nested(Planning& planning, const SpecValue& value, FieldPlan& out) {
  if (planning.no_rows) return;
  const RecordPlanPtr plan = plan_in(**value.as<RecordSpecPtr>(), planning.context, planning.scope);
  if (!plan) return planning.fail();
  merge_leaves(planning.leaves, plan->leaves());
  out.how = plan;
}

void plan_field(Planning& planning, const Field& field, const SpecValue& value, FieldPlan& out) {
  switch (field.kind) {
    case FieldKind::number:
    case FieldKind::count:
      return plan_scalar(planning, field, value, ValueType::number, out);
    case FieldKind::boolean:
      return plan_scalar(planning, field, value, ValueType::boolean, out);
    case FieldKind::choice:
      if (value.as<AstPtr>()) return plan_scalar(planning, field, value, ValueType::text, out);
      [[fallthrough]];
    case FieldKind::text:
      out.how = FieldValue{value.as<Word>()->text};
      return;
    case FieldKind::key:
      return plan_key_of(planning, value, out);
    case FieldKind::live_text:
    case FieldKind::tex:
      return plan_text(planning, value, out);
    case FieldKind::channel:
      return plan_channel(planning, field, value, out);
    case FieldKind::color:
      if (value.as<RecordSpecPtr>()) return plan_nested(planning, value, out);
      return plan_look(planning, field, value, out);
    case FieldKind::glyph:
      return plan_look(planning, field, value, out);
    case FieldKind::word:
      return plan_word(planning, field, value, out);
    case FieldKind::domain:
      if (is_of_words(value)) return plan_texts(value, out);
      return plan_numbers(planning, field, value, out);
    case FieldKind::ticks:
      if (value.as<SpecMap>()) return plan_ticks(value, out);
      return plan_numbers(planning, field, value, out);
    case FieldKind::category:
      return plan_category(planning, field, value, out);
    case FieldKind::table:
      return plan_table(planning, field, value, out);
    case FieldKind::column:
      return plan_columns(planning, field, value, true, out);
    case FieldKind::columns:
      return plan_columns(planning, field, value, false, out);
    case FieldKind::numbers:
      return plan_numbers(planning, field, value, out);
    case FieldKind::texts:
      return plan_texts(value, out);
    case FieldKind::condition:
      return plan_rows(planning, field, value, ValueType::boolean, out);
    case FieldKind::order:
      return plan_rows(planning, field, value, ValueType::number, out);
    case FieldKind::picture:
      return plan_picture(planning, value, out);
    case FieldKind::surface:
      return plan_surface(planning, field, value, out);
    case FieldKind::mark:
      return plan_mark(planning, value, out);
    case FieldKind::kind:
    case FieldKind::record:
      return plan_nested(planning, value, out);
    case FieldKind::family:
    case FieldKind::model:
    case FieldKind::formula:
    case FieldKind::ease:
    case FieldKind::param:
    case FieldKind::points:
    case FieldKind::range:
    case FieldKind::settings:
    case FieldKind::takes:
    case FieldKind::step:
    case FieldKind::special:
      return;  // read by the code of their kind
  }
}

/// Of a nested record, `scope` has the rows of the one around it.
RecordPlanPtr plan_in(const RecordSpec& spec, const PlanContext& context, const Scope& scope) {
  Planning planning{.context = context, .scope = scope, .record = &spec};
  plan_data(planning, spec);
  std::vector<FieldPlan> fields;
  for (size_t i = 0; i < spec.values.size(); ++i) {
    const Field& field = spec.kind->fields[i];
    const SpecValue& value = spec.values[i];
    fields.push_back({{}, value.at});
    if (value.given()) plan_field(planning, field, value, fields.back());
    else if (field.required && field.unless.empty() && field.kind != FieldKind::special)
      planning.fail();  // reported by the reader
  }
  if (planning.failed) return nullptr;
  return std::make_shared<const RecordPlan>(spec.kind, spec.at, std::move(fields),
                                            std::move(planning.leaves));
}

}  // namespace

RecordPlanPtr plan_record(const RecordSpec& spec, const PlanContext& context) {
  return plan_in(spec, context, context.scope);
}

}  // namespace lantern
