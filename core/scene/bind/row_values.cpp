#include "core/scene/bind/row_values.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/record/columns.h"

namespace lantern {
namespace {

using Source = RowSource;

/// Whether the rows of this scope itself may be meant.
bool may_be_here(const Scope& scope, const InnerScope::Around& what) {
  if (what.of) return scope.inner && scope.inner->table == what.of;
  return !what.of_row || !scope.inner;
}

int column_here(const Scope& scope, const InnerScope::Around& what) {
  if (what.local || !scope.row || !may_be_here(scope, what)) return -1;
  return find_column(*scope.row, what.name);
}

int place_of_source(InnerScope& inner, Source::From from, int place) {
  const auto same = [&](const Source& s) { return s.from == from && s.place == place; };
  const auto known = std::find_if(inner.sources.begin(), inner.sources.end(), same);
  if (known != inner.sources.end()) return int(known - inner.sources.begin());
  inner.sources.push_back({from, place});
  return int(inner.sources.size()) - 1;
}

int place_around(InnerScope& inner, const InnerScope::Around& what) {
  const auto known = std::find(inner.around.begin(), inner.around.end(), what);
  if (known != inner.around.end()) return int(known - inner.around.begin());
  inner.around.push_back(what);
  return int(inner.around.size()) - 1;
}

}  // namespace

const Scope& outermost(const Scope& scope) {
  return scope.inner ? outermost(*scope.inner->outer) : scope;
}

const Local* find_local(const std::vector<Local>* locals, std::string_view name) {
  if (!locals) return nullptr;
  const auto found = std::find_if(locals->begin(), locals->end(),
                                  [&](const Local& local) { return local.name == name; });
  return found == locals->end() ? nullptr : &*found;
}

std::optional<Typed> type_of_row_value(const Scope& scope, const InnerScope::Around& what) {
  if (what.local) {
    const Local* local = find_local(scope.locals, what.name);
    if (local) return Typed{local->type, local->per_row};
  }
  const int column = column_here(scope, what);
  if (column >= 0) return Typed{value_type((*scope.row)[size_t(column)].type), true};
  return scope.inner ? type_of_row_value(*scope.inner->outer, what) : std::nullopt;
}

Typed push_row_value(const Scope& scope, Code* code, const InnerScope::Around& what,
                     const Location& at) {
  using Op = Instruction::Op;
  const Typed typed = *type_of_row_value(scope, what);
  if (!code) return typed;
  const Local* local = what.local ? find_local(scope.locals, what.name) : nullptr;
  const int column = column_here(scope, what);
  if (local) {
    code->push(Instruction(Op::local, local->slot, 0, 0, 0, at));
  } else if (column >= 0 && !scope.inner) {
    code->push(Instruction(Op::column, column, 0, 0, 0, at));
  } else {
    InnerScope& inner = *scope.inner;
    const int place = column >= 0
                          ? place_of_source(inner, Source::From::column, column)
                          : place_of_source(inner, Source::From::around, place_around(inner, what));
    code->push(Instruction(Op::column, place, 0, 0, 0, at));
  }
  return typed;
}

const ColumnDecl* column_at(const Scope& scope, size_t place) {
  if (scope.inner) {
    const RowSource& source = scope.inner->sources[place];
    if (source.from != Source::From::column) return nullptr;
    place = size_t(source.place);
  }
  return scope.row && place < scope.row->size() ? &(*scope.row)[place] : nullptr;
}

void warn_of_replaced(const ColumnDecl& column, const Location& at, Diagnostics& diagnostics) {
  if (column.maker.empty()) return;
  diagnostics.warning("replaced-column", at,
                      fmt::format("this {} is the one that {} makes: that of the data is lost here",
                                  in_quotes(column.name), column.maker),
                      "give the column of the data another name, or read it of the data");
}

Typed push_inner_name(InnerScope& inner, Code* code, bool key, const Location& at) {
  const int place = place_of_source(inner, key ? Source::From::key : Source::From::index, 0);
  if (code) code->push(Instruction(Instruction::Op::column, place, 0, 0, 0, at));
  return {key ? ValueType::text : ValueType::number, true};
}

std::optional<size_t> starts_with(const Address& address, const Address& table) {
  const size_t length = table.selectors.size();
  if (address.head != table.head || address.selectors.size() < length) return std::nullopt;
  for (size_t i = 0; i < length; ++i) {
    const Selector &a = address.selectors[i], &b = table.selectors[i];
    if (a.type != b.type || a.name != b.name || a.type == Selector::Type::computed_key) {
      return std::nullopt;
    }
  }
  return length;
}

}  // namespace lantern
