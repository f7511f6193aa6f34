#pragma once

#include <optional>

#include "core/scene/bind/code.h"
#include "core/scene/bind/scope.h"

// Values of the rows at hand, and, where the rows of another table are gone through, of those
// around them.

namespace lantern {

/// The scope outside of all tables that are gone through.
const Scope& outermost(const Scope& scope);

const Local* find_local(const std::vector<Local>* locals, std::string_view name);

/// The type of a value, here or around; nothing where there is none.
std::optional<Typed> type_of_row_value(const Scope& scope, const InnerScope::Around& what);

/// Pushes it (where there is code). It must be there.
Typed push_row_value(const Scope& scope, Code* code, const InnerScope::Around& what,
                     const Location& at);

/// The column that an instruction reads of the rows at hand; null where it reads something else.
const ColumnDecl* column_at(const Scope& scope, size_t place);

/// Warns where a column is read that a model has put in the place of one of the data.
void warn_of_replaced(const ColumnDecl& column, const Location& at, Diagnostics& diagnostics);

/// Pushes the number or key of the inner row.
Typed push_inner_name(InnerScope& inner, Code* code, bool key, const Location& at);

/// Whether the address starts with that of the table: how many of its selectors that takes.
std::optional<size_t> starts_with(const Address& address, const Address& table);

}  // namespace lantern
