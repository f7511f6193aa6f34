#include "core/scene/bind/column_planner.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/data/number_slips.h"
#include "core/record/columns.h"
#include "core/scene/bind/row_values.h"

namespace lantern {
namespace {

/// A bare word where a param or a model is meant.
std::optional<std::string> value_hint(const Planning& planning, const std::string& name) {
  const SceneNames* names = planning.scope.names;
  std::vector<std::string> known = names ? names->all() : std::vector<std::string>{};
  if (planning.scope.variables) {
    for (const Variable& variable : *planning.scope.variables) known.push_back(variable.name);
  }
  if (std::find(known.begin(), known.end(), name) == known.end()) return std::nullopt;
  return fmt::format("a bare word is a column; for the value of {} write ={}", name, name);
}

/// What can be done where rows lack a column.
std::string mend_of_column(Planning& planning, const std::string& name,
                           const std::vector<std::string>& known) {
  if (const auto value = value_hint(planning, name)) return *value;
  if (name.find_first_of("()+*/^ ") != std::string::npos || name.starts_with("-")) {
    return fmt::format("what is computed begins with =: ={}", name);
  }
  const std::string& table = planning.scope.row_table;
  const auto of = planning.scope.names ? planning.scope.names->find(table) : std::nullopt;
  if (of && of->type == SceneName::Type::family && !of->family.instances.empty()) {
    return fmt::format(
        "{} is made for each item of a list: choose one, {}@{}, or go over the rows "
        "of all by `aggregate` with `over: {}`",
        table, table, of->family.instances.front().first, table);
  }
  return known.empty() ? "it has no columns" : fmt::format("it has {}", join_and(known));
}

void report_no_data(Planning& planning, const Field& field, const Location& at,
                    const std::string& name) {
  planning.error("no-data", at,
                 fmt::format("{} names the column {}, but there is no `data` here",
                             in_quotes(field.name), in_quotes(name)),
                 value_hint(planning, name).value_or("give `data`, a number, or =expression"));
}

void report_texts(Planning& planning, const Field& field, const Location& at,
                  const ColumnDecl& column) {
  planning.error("wrong-type", at,
                 fmt::format("{} wants numbers, and the column {} holds texts",
                             in_quotes(field.name), in_quotes(column.name)),
                 column.slip ? to_string(*column.slip) : "");
}

std::optional<Program> bind_column(Planning& planning, const Field& field, const SpecValue& value) {
  const std::string& name = value.as<Word>()->text;
  const int column = find_column(planning, name);
  if (!planning.scope.row) {
    report_no_data(planning, field, value.at, name);
  } else if (column < 0) {
    report_unknown_column(planning, value.at, name);
  } else if ((*planning.scope.row)[size_t(column)].type == ColumnType::text &&
             field.axis == AxisName::none) {
    report_texts(planning, field, value.at, (*planning.scope.row)[size_t(column)]);
  } else {
    warn_of_slip(planning, column, value.at, SlipUse::order);
    return column_program(planning, column, value.at);
  }
  return std::nullopt;
}

/// Along an axis there may be categories; everything else is measured.
std::optional<Program> bind_along(const Planning& planning, const Field& field, const AstPtr& ast) {
  if (field.axis != AxisName::none) {
    auto program = planning.bind(ast);
    if (program && program->type() == ValueType::text) {
      warn_of_slip(planning, ast, SlipUse::order);
    }
    if (!program || program->type() == ValueType::text) return program;
  }
  return planning.bind(ast, field, ValueType::number);
}

void check_column(Planning& planning, const Location& at, const std::string& name) {
  if (find_column(planning, name) < 0) report_unknown_column(planning, at, name);
}

/// The columns that any option of the choice names.
void check_options(Planning& planning, const Location& at, LeafId choice) {
  for (const auto& [option, columns] : planning.context.graph.leaves[size_t(choice)].options) {
    for (const std::string& column : columns) {
      check_column(planning, at, column);
      warn_of_slip(planning, find_column(planning, column), at, SlipUse::input);
    }
  }
}

/// `features: =inputs`: a choice between lists of columns.
LeafId find_choice(Planning& planning, const Field& field, const AstPtr& ast) {
  const Graph& graph = planning.context.graph;
  const auto* address = std::get_if<Address>(&ast->node);
  const auto name = address && address->selectors.empty()
                        ? planning.context.scope.names->find(address->head)
                        : std::nullopt;
  if (name && name->type == SceneName::Type::leaf &&
      !graph.leaves[size_t(name->id)].options.empty()) {
    return name->id;
  }
  planning.error("wrong-type", ast->at,
                 fmt::format("{} wants columns, or a param that chooses between lists of them",
                             in_quotes(field.name)),
                 "params: {inputs: {one_of: {one: [a], both: [a, b]}}}");
  return -1;
}

}  // namespace

int find_column(const Planning& planning, std::string_view name) {
  return planning.scope.row ? find_column(*planning.scope.row, name) : -1;
}

std::vector<std::string> column_names(const Planning& planning) {
  return planning.scope.row ? column_names(*planning.scope.row) : std::vector<std::string>{};
}

Program column_program(const Planning& planning, int column, const Location& at) {
  warn_of_replaced((*planning.scope.row)[size_t(column)], at, planning.context.diagnostics);
  const ValueType type = value_type((*planning.scope.row)[size_t(column)].type);
  return Program({{Instruction(Instruction::Op::column, column, 0, 0, 0, at)}}, type, true, at);
}

void warn_of_slip(const Planning& planning, int column, const Location& at, SlipUse use) {
  if (column < 0) return;
  const ColumnDecl& decl = (*planning.scope.row)[size_t(column)];
  if (!decl.slip) return;
  const Measures& measures = decl.slip->measures;
  if (measures.all && (use == SlipUse::kinds || (use == SlipUse::order && measures.rising))) return;
  planning.context.diagnostics.warning(
      "number-slip", at,
      fmt::format("{} is taken for categories, because {} is not a number (at {})",
                  in_quotes(decl.name), in_quotes(decl.slip->text), decl.slip->at),
      mend_of_slip(decl.slip->text));
}

void warn_of_slip(const Planning& planning, const AstPtr& ast, SlipUse use) {
  const auto* address = std::get_if<Address>(&ast->node);
  if (!address || !find_slip(*address, planning.scope)) return;
  const std::string& name = address->selectors.empty() ? address->head : address->selectors[0].name;
  warn_of_slip(planning, find_column(planning, name), ast->at, use);
}

void report_unknown_column(Planning& planning, const Location& at, const std::string& name) {
  if (!planning.scope.row) {
    return planning.error(
        "no-data", at, fmt::format("{} is a column, but there is no `data` here", in_quotes(name)),
        value_hint(planning, name).value_or("give `data`"));
  }
  const std::vector<std::string> known = column_names(planning);
  planning.error("unknown-column", at,
                 fmt::format("{} has no column {}{}", planning.scope.row_table, in_quotes(name),
                             did_you_mean(name, known)),
                 mend_of_column(planning, name, known));
}

void plan_channel(Planning& planning, const Field& field, const SpecValue& value, FieldPlan& out) {
  if (const auto* quantity = value.as<Quantity>()) {
    NumberChannel channel;
    channel.given = true;
    channel.constant = quantity->value;
    channel.unit = quantity->unit;
    out.how = FieldValue{channel};
    return;
  }
  if (planning.no_rows) return;
  const auto* ast = value.as<AstPtr>();
  auto program = ast ? bind_along(planning, field, *ast) : bind_column(planning, field, value);
  if (!program) return planning.fail();
  planning.depend_on(*program);
  out.how = FieldPlan::Channel{std::move(*program), Unit::data};
}

void plan_columns(Planning& planning, const Field& field, const SpecValue& value, bool one,
                  FieldPlan& out) {
  if (planning.no_rows) return;
  FieldPlan::Columns plan;
  plan.one = one;
  const auto* ast = value.as<AstPtr>();
  if (ast) {
    plan.choice = find_choice(planning, field, *ast);
    if (plan.choice < 0) return planning.fail();
    merge_leaves(planning.leaves, {plan.choice});
    check_options(planning, value.at, plan.choice);
  }
  const SpecList items = ast ? SpecList{} : one ? SpecList{value} : *value.as<SpecList>();
  for (const SpecValue& item : items) {
    check_column(planning, item.at, item.as<Word>()->text);
    plan.names.push_back(item.as<Word>()->text);
    const bool shown = !one && field.name == "columns";  // of a table, as they are written
    const SlipUse use = field.name == "features" ? SlipUse::input : SlipUse::kinds;
    if (!shown) warn_of_slip(planning, find_column(planning, plan.names.back()), item.at, use);
  }
  out.how = std::move(plan);
}

}  // namespace lantern
