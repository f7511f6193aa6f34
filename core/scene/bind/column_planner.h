#pragma once

#include "core/scene/bind/planning.h"

// Fields that columns are written into by their bare names.

namespace lantern {

/// −1 where the rows at hand, if any, have no such column.
int find_column(const Planning& planning, std::string_view name);
std::vector<std::string> column_names(const Planning& planning);
/// What reads that column of the rows at hand.
Program column_program(const Planning& planning, int column, const Location& at);
/// What a column of texts is taken for.
enum class SlipUse {
  kinds,  ///< numbers with units do as well as other names
  order,  ///< numbers with units are in the order of the rows
  input,  ///< of a model, to which each of them would be a kind
};

/// Warns where a column of numbers with a few texts is taken for categories: most likely a slip in
/// the file, and a picture that is wrong. None where the column is −1.
void warn_of_slip(const Planning& planning, int column, const Location& at,
                  SlipUse use = SlipUse::kinds);
/// The same of an expression that is such a column.
void warn_of_slip(const Planning& planning, const AstPtr& ast, SlipUse use = SlipUse::kinds);

void report_unknown_column(Planning& planning, const Location& at, const std::string& name);

/// A constant, a column or an expression for each row.
void plan_channel(Planning& planning, const Field& field, const SpecValue& value, FieldPlan& out);

/// Names of columns themselves, such as a model's features: one, or a list.
void plan_columns(Planning& planning, const Field& field, const SpecValue& value, bool one,
                  FieldPlan& out);

}  // namespace lantern
