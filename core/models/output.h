#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/data/table.h"
#include "core/record/field.h"
#include "core/record/value.h"

// Descriptions of what a model gives. A model's result is a struct; its members are described once,
// as fields are, and the checks, `lantern list` and the tables themselves come from that.

namespace lantern {

/// A column of a table that a model gives.
struct ColumnDoc {
  std::string_view name;
  ColumnType type = ColumnType::number;
  std::string_view doc;
  Column (*take)(void* columns) = nullptr;  ///< out of the struct that has it as a member
};

/// One output of a model, as declared before any value is known.
struct OutputDecl {
  std::string_view name;
  ValueType type = ValueType::number;
  std::string_view doc;
  std::vector<ColumnDoc> columns = {};  ///< of a table or record
  std::string_view key = {};            ///< what names a table's rows; empty: they are numbered
  /// A table field of the model whose columns come first, and whose rows it keeps by name; where
  /// that one is left out, the field `data`.
  std::string_view extends = {};
  /// Out of the struct that has it as a member; null: whoever evaluates the model gives it.
  Value (*take)(void* result, const OutputDecl& self) = nullptr;
};

/// A column of truths: 1, 0, or missing (not a number).
struct Truths {
  std::vector<double> values;
};

/// A column of texts that are few: each is a place in `words`, −1 where it is missing.
struct Words {
  std::vector<std::int32_t> codes;
  std::shared_ptr<const std::vector<std::string>> words;
};

/// A table with more columns, whose rows are those of `base`.
template <class Columns>
struct Extended {
  TablePtr base;
  Columns columns;
};

/// A table that is made when it is first looked into: one that is large, and that few scenes show.
/// `Columns` may be an `Extended`.
template <class Columns>
struct Later {
  size_t bytes = 0;  ///< about what it takes until then
  std::function<Columns()> make;
};

/// The description of a column that is a member of `Columns`.
template <class Columns>
struct ColumnOf {
  ColumnDoc doc;
};
/// The description of an output that is a member of `Result`.
template <class Result>
struct OutputOf {
  OutputDecl decl;
};

struct TableOptions {
  std::string_view key = {};      ///< the column that names the rows; see `OutputDecl`
  std::string_view extends = {};  ///< of an `Extended`; see `OutputDecl`
  bool record = false;            ///< it has one row, whose columns are values
};

/// A table of these columns; `columns` is the struct that they are members of.
TablePtr make_table(const OutputDecl& decl, void* columns);
TablePtr extend_table(const OutputDecl& decl, const Table& base, void* columns);

namespace detail {

template <class T>
struct TableOf {
  using Columns = T;
};
template <class T>
struct TableOf<Extended<T>> {
  using Columns = T;
};
template <class T>
struct TableOf<Later<T>> : TableOf<T> {};

template <class T>
constexpr bool is_column =
    std::is_same_v<T, std::vector<double>> || std::is_same_v<T, std::vector<std::string>> ||
    std::is_same_v<T, Truths> || std::is_same_v<T, Words> || std::is_same_v<T, Column>;

template <class T>
constexpr ColumnType column_type() {
  static_assert(is_column<T>, "no column of a table is of this type");
  if constexpr (std::is_same_v<T, std::vector<double>>) return ColumnType::number;
  else if constexpr (std::is_same_v<T, Truths>) return ColumnType::boolean;
  else return ColumnType::text;
}

template <auto Member, class Class>
Column take_column(void* columns) {
  auto& member = static_cast<Class*>(columns)->*Member;
  using Type = typename MemberOf<decltype(Member)>::Type;
  if constexpr (std::is_same_v<Type, std::vector<double>>) {
    return Column::numbers(std::move(member));
  } else if constexpr (std::is_same_v<Type, std::vector<std::string>>) {
    return Column::texts(member);
  } else if constexpr (std::is_same_v<Type, Truths>) {
    return Column::booleans(std::move(member.values));
  } else if constexpr (std::is_same_v<Type, Words>) {
    return Column::coded(std::move(member.codes), std::move(member.words));
  } else {
    return std::move(member);
  }
}

/// What is no number, truth or text is a table.
template <class T>
constexpr ValueType value_of_type() {
  if constexpr (std::is_same_v<T, double>) return ValueType::number;
  else if constexpr (std::is_same_v<T, bool>) return ValueType::boolean;
  else if constexpr (std::is_same_v<T, std::string>) return ValueType::text;
  else return ValueType::table;
}

template <class Columns>
TablePtr take_table(Columns& columns, const OutputDecl& decl) {
  return make_table(decl, &columns);
}
template <class Columns>
TablePtr take_table(Extended<Columns>& table, const OutputDecl& decl) {
  return extend_table(decl, *table.base, &table.columns);
}
template <class Columns>
TablePtr take_table(Later<Columns>& table, const OutputDecl& decl) {
  return std::make_shared<const Table>(
      Table::later(table.bytes, [make = std::move(table.make), decl] {
        Columns columns = make();
        return *take_table(columns, decl);
      }));
}

template <auto Member>
Value take_output(void* result, const OutputDecl& self) {
  auto& member = static_cast<typename MemberOf<decltype(Member)>::Class*>(result)->*Member;
  using Type = typename MemberOf<decltype(Member)>::Type;
  if constexpr (value_of_type<Type>() == ValueType::table) return take_table(member, self);
  else return std::move(member);
}

}  // namespace detail

/// Describes a column by the member that holds it; a column of an input's is one of texts.
/// `Columns` is the struct that is described, where the member belongs to a base of it.
template <auto Member, class Columns = typename detail::MemberOf<decltype(Member)>::Class>
ColumnOf<Columns> column(std::string_view name, std::string_view doc) {
  constexpr ColumnType type =
      detail::column_type<typename detail::MemberOf<decltype(Member)>::Type>();
  return {{name, type, doc, &detail::take_column<Member, Columns>}};
}

/// Describes an output by the member of the result that holds it; its type is that member's. Of a
/// table, a struct of columns or an `Extended` one, with its columns in order.
template <auto Member, class Of = detail::MemberOf<decltype(Member)>,
          class Columns = typename detail::TableOf<typename Of::Type>::Columns>
OutputOf<typename Of::Class> output(std::string_view name, std::string_view doc,
                                    const std::vector<ColumnOf<Columns>>& columns = {},
                                    TableOptions options = {}) {
  OutputDecl out{name, detail::value_of_type<typename Of::Type>(), doc};
  for (const ColumnOf<Columns>& one : columns) out.columns.push_back(one.doc);
  out.key = options.key;
  out.extends = options.extends;
  if (options.record) out.type = ValueType::record;
  out.take = &detail::take_output<Member>;
  return {std::move(out)};
}

/// The outputs out of a result, in the order of their declarations. The result is used up.
Outputs take_outputs(const std::vector<OutputDecl>& decls, void* result);

}  // namespace lantern
