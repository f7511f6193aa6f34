#include "core/scene/bind/look_planner.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/color.h"
#include "core/base/text.h"
#include "core/scene/bind/column_planner.h"

namespace lantern {
namespace {

bool has_word(const Vocabulary& vocabulary, bool color, const std::string& name) {
  const std::vector<std::string>& words = color ? vocabulary.colors : vocabulary.glyphs;
  return std::find(words.begin(), words.end(), name) != words.end() ||
         (color && (name.starts_with("#") || name == kNoColor));
}

bool is_numeric(const Planning& planning, int column) {
  return column >= 0 && (*planning.scope.row)[size_t(column)].type == ColumnType::number;
}

void report_tie(Planning& planning, const Location& at, const std::string& name,
                std::string_view other) {
  planning.error("ambiguous-name", at,
                 fmt::format("{} is both a column of {} and {}", in_quotes(name),
                             planning.scope.row_table, other),
                 fmt::format("write =row.{} for the column, ='{}' for the other", name, name));
}

void report_unknown_look(Planning& planning, bool color, const Location& at,
                         const std::string& name) {
  std::vector<std::string> known = column_names(planning);
  for (const auto& [meaning, look] : planning.context.graph.meanings) known.push_back(meaning);
  const Vocabulary& vocabulary = planning.context.vocabulary;
  const auto& words = color ? vocabulary.colors : vocabulary.glyphs;
  known.insert(known.end(), words.begin(), words.end());
  planning.error(
      "unknown-name", at,
      fmt::format("{} is no column{}, no value with a meaning and no {}{}", in_quotes(name),
                  planning.scope.row ? " of " + planning.scope.row_table : "",
                  color ? "colour" : "glyph", did_you_mean(name, known)),
      color ? color_hint(vocabulary) : "`lantern list glyphs` shows all");
}

/// `=loss` and `=row.loss` are called as `loss` is.
std::string name_in(const Ast& ast) {
  const auto* address = std::get_if<Address>(&ast.node);
  if (!address) return "";
  if (address->selectors.empty()) return address->head;
  const Selector& last = address->selectors.back();
  return last.type == Selector::Type::member ? last.name : "";
}

void plan_computed_look(Planning& planning, const AstPtr& ast, FieldPlan& out) {
  if (planning.no_rows) return;
  auto program = planning.bind(ast);
  if (!program) return planning.fail();
  warn_of_slip(planning, ast);
  planning.depend_on(*program);
  out.how = FieldPlan::Look{std::move(*program), name_in(*ast)};
}

void report_unknown_word(Planning& planning, const Field& field, const Location& at,
                         const std::string& name) {
  std::vector<std::string> known(field.choices.begin(), field.choices.end());
  const std::string all = join_or(known);
  for (const std::string& column : column_names(planning)) known.push_back(column);
  planning.error(
      "unknown-name", at,
      fmt::format("{} is no {}{}{}", in_quotes(name), field.name,
                  planning.scope.row ? " and no column of " + planning.scope.row_table : "",
                  did_you_mean(name, known)),
      fmt::format("it is {}", all));
}

FieldValue constant_look(const std::string& name) {
  TextChannel channel;
  channel.given = true;
  channel.constant = name;
  return FieldValue{channel};
}

}  // namespace

void plan_look(Planning& planning, const Field& field, const SpecValue& value, FieldPlan& out) {
  if (const auto* ast = value.as<AstPtr>()) return plan_computed_look(planning, *ast, out);
  const std::string& name = value.as<Word>()->text;
  const bool color = field.kind == FieldKind::color;
  const bool meant = planning.context.graph.meanings.count(name) > 0;
  const bool known = has_word(planning.context.vocabulary, color, name);
  int column = planning.no_rows ? -1 : find_column(planning, name);
  if ((meant || known) && is_numeric(planning, column)) column = -1;  // no name of a look
  if (column >= 0 && (meant || known)) {
    report_tie(planning, value.at, name,
               meant   ? "a value with a meaning"
               : color ? "a colour"
                       : "a glyph");
  } else if (column >= 0) {
    warn_of_slip(planning, column, value.at);
    out.how = FieldPlan::Look{column_program(planning, column, value.at), name};
  } else if (meant || known) {
    out.how = constant_look(name);
  } else if (!planning.no_rows) {
    report_unknown_look(planning, color, value.at, name);
  }
}

void plan_word(Planning& planning, const Field& field, const SpecValue& value, FieldPlan& out) {
  if (const auto* ast = value.as<AstPtr>()) return plan_computed_look(planning, *ast, out);
  const std::string& name = value.as<Word>()->text;
  const auto& words = field.choices;
  if (std::find(words.begin(), words.end(), name) != words.end()) {
    out.how = constant_look(name);
    return;
  }
  const int column = planning.no_rows ? -1 : find_column(planning, name);
  if (column >= 0) {
    out.how = FieldPlan::Look{column_program(planning, column, value.at), name};
  } else if (words.empty()) {
    out.how = constant_look(name);
  } else if (!planning.no_rows) {
    report_unknown_word(planning, field, value.at, name);
  }
}

void plan_category(Planning& planning, const Field& field, const SpecValue& value, FieldPlan& out) {
  if (planning.no_rows) return;
  if (value.as<AstPtr>()) return plan_look(planning, field, value, out);
  const std::string& name = value.as<Word>()->text;
  const int column = find_column(planning, name);
  if (column < 0) return report_unknown_column(planning, value.at, name);
  warn_of_slip(planning, column, value.at);
  out.how = FieldPlan::Look{column_program(planning, column, value.at), name};
}

}  // namespace lantern
