#pragma once

#include "core/scene/bind/planning.h"

namespace lantern {

/// Plans a colour or a glyph. A bare word is a column, a value with a meaning, or a name of the
/// theme (a glyph): exactly one.
void plan_look(Planning& planning, const Field& field, const SpecValue& value, FieldPlan& out);

/// Plans one of a few words: the word, a column, or an expression for each row. Of a field without
/// choices any word may be one: who draws it says which are not.
void plan_word(Planning& planning, const Field& field, const SpecValue& value, FieldPlan& out);

/// Plans what tells rows apart: a column, or an expression for each row.
void plan_category(Planning& planning, const Field& field, const SpecValue& value, FieldPlan& out);

}  // namespace lantern
