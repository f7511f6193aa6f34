#include "core/scene/bind/address_head.h"

#include <limits>
#include <numbers>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/record/columns.h"
#include "core/scene/bind/address_steps.h"
#include "core/scene/bind/head_meanings.h"
#include "core/scene/bind/row_values.h"

namespace lantern {
namespace {

// ---- what each meaning is

Reached row_value(AddressWalk& walk, const InnerScope::Around& what) {
  Reached here{Reached::Type::value};
  here.typed = push_row_value(walk.scope, walk.code, what, walk.at);
  return here;
}

Reached leaf_value(AddressWalk& walk, LeafId id) {
  if (walk.code) merge_leaves(walk.code->leaves, {id});
  const Leaf& leaf = walk.graph.leaves[size_t(id)];
  const bool number = std::holds_alternative<double>(leaf.initial);
  return walk.emit(Instruction(Instruction::Op::leaf, id),
                   number ? ValueType::number : ValueType::text);
}

Reached scene_name(AddressWalk& walk, const SceneName& name) {
  switch (name.type) {
    case SceneName::Type::broken:
      throw StopAddress{};
    case SceneName::Type::leaf:
      return leaf_value(walk, name.id);
    case SceneName::Type::value: {
      Reached from{Reached::Type::node};
      from.node = name.id;
      return walk.emit_of(from, Instruction(Instruction::Op::output, name.id, 0),
                          walk.graph.nodes[size_t(name.id)]->outputs()[0].type);
    }
    case SceneName::Type::node: {
      Reached here{Reached::Type::node};
      here.node = name.id;
      return here;
    }
    case SceneName::Type::family:
      break;
  }
  Reached here{Reached::Type::family};
  here.family = name.family;
  return here;
}

Reached variable_value(AddressWalk& walk, const Variable& variable) {
  if (const auto* number = std::get_if<double>(&variable.value)) {
    return walk.constant(Operand::of(*number));
  }
  if (const auto* text = std::get_if<std::string>(&variable.value)) {
    return walk.constant(Operand::of(*text));
  }
  if (const auto* name = std::get_if<SceneName>(&variable.value)) return scene_name(walk, *name);
  const RowRef& row = std::get<RowRef>(variable.value);
  Reached here{Reached::Type::row};
  here.key_of_variable = row.key;
  here.node = row.node;
  here.output = row.output;
  return here;
}

// ---- names that say where they come from

[[noreturn]] void stop_no_rows(const AddressWalk& walk) {
  const InnerScope* inner = walk.scope.inner;
  walk.wrong("unknown-name", "there are no rows here for `row` to mean",
             inner ? fmt::format("write {}.column for those that are gone through",
                                 to_string(*inner->table))
                   : "");
}

/// "row.score", "row@(part)": the column whose name is the constant part.
Reached qualified_column(AddressWalk& walk) {
  const Scope& scope = outermost(walk.scope);
  if (!scope.row) stop_no_rows(walk);
  if (walk.next == walk.address.selectors.size()) {
    const HeadMeanings known = meanings_of(scope, "row");
    if (known.column >= 0) stop_shadowed(walk, known);
    walk.wrong("unknown-name", "`row` alone is no value", "write row.column");
  }
  const Selector& selector = walk.address.selectors[walk.next++];
  std::string name = selector.name;
  if (selector.type == Selector::Type::computed_key) {
    if (!walk.keys.is_constant(selector.expr)) {
      return pick_column(walk, selector, *scope.row, scope.row_table, [&](int column) {
        return row_value(walk, {(*scope.row)[size_t(column)].name, false, true});
      });
    }
    name = key_text(walk.constant_key(selector, "the name of a column"));
  }
  if (find_column(*scope.row, name) < 0) {
    walk.wrong("unknown-column",
               fmt::format("{} has no column {}{}", scope.row_table, in_quotes(name),
                           did_you_mean(name, column_names(*scope.row))),
               fmt::format("it has {}", join_and(column_names(*scope.row))));
  }
  return row_value(walk, {name, false, true});
}

constexpr std::string_view kNext = "next.";

/// Of what the step at hand has made so far.
std::vector<std::string> names_of_next(const Scope& scope) {
  std::vector<std::string> out;
  for (size_t i = 0; scope.locals && i < scope.locals->size(); ++i) {
    const std::string& name = (*scope.locals)[i].name;
    if (name.starts_with(kNext)) out.push_back(name.substr(kNext.size()));
  }
  return out;
}

/// "next.q": what the step at hand has made of q.
Reached next_value(AddressWalk& walk) {
  const auto& selectors = walk.address.selectors;
  if (walk.next == selectors.size() || selectors[walk.next].type != Selector::Type::member) {
    walk.wrong("unknown-name", "`next` alone is no value", "write next.column");
  }
  const Selector& selector = selectors[walk.next++];
  const std::string name = std::string(kNext) + selector.name;
  if (local_here_or_around(walk.scope, name)) return row_value(walk, {name, true});
  const std::vector<std::string> known = names_of_next(outermost(walk.scope));
  walk.wrong_at(selector,
                fmt::format("this step has not made {} yet{}", in_quotes(selector.name),
                            did_you_mean(selector.name, known)),
                known.empty() ? "nothing is before it in `next`"
                              : fmt::format("before it are {}", join_and(known)));
}

/// Only where steps are made.
bool knows_next(const Scope& scope) {
  const auto* locals = outermost(scope).locals;
  return locals && !locals->empty() && !locals->front().hides;
}

/// "spots.x" where the rows of spots are gone through: a column of the row there.
std::optional<Reached> inner_column(AddressWalk& walk) {
  const auto& selectors = walk.address.selectors;
  for (const Scope* scope = &walk.scope; scope->inner; scope = scope->inner->outer) {
    const auto length = starts_with(walk.address, *scope->inner->table);
    if (!length || *length >= selectors.size()) continue;
    const Selector& column = selectors[*length];
    const bool alone = selectors.size() == *length + 1 ||
                       (selectors.size() == *length + 2 && selectors.back().name == "text");
    if (!alone || column.type != Selector::Type::member) continue;
    if (find_column(*scope->row, column.name) < 0) continue;
    walk.next = *length + 1;
    return row_value(walk, {column.name, false, false, scope->inner->table});
  }
  return std::nullopt;
}

Reached qualified_name(AddressWalk& walk) {
  const auto& selectors = walk.address.selectors;
  if (walk.next == selectors.size() || selectors[walk.next].type != Selector::Type::member) {
    const HeadMeanings known = meanings_of(walk.scope, "scene");
    if (known.column >= 0) stop_shadowed(walk, known);
    walk.wrong("unknown-name", "`scene` alone is no value", "write scene.name");
  }
  const std::string& name = selectors[walk.next++].name;
  SceneNames* names = walk.scope.names;
  const auto found = names ? names->find(name) : std::nullopt;
  if (!found) {
    const auto known = names ? names->all() : std::vector<std::string>{};
    walk.wrong("unknown-name", fmt::format("the scene has no param, table or model {}{}",
                                           in_quotes(name), did_you_mean(name, known)));
  }
  return scene_name(walk, *found);
}

// ---- words of the language

bool is_word(const Scope& scope, std::string_view name) {
  return (name == "p" && scope.progress) || (scope.row && (name == "index" || name == "key")) ||
         name == "pi" || name == "nan";
}

Reached word(AddressWalk& walk, std::string_view name) {
  using Op = Instruction::Op;
  if (name == "p") return walk.emit(Instruction(Op::progress), ValueType::number);
  if (InnerScope* inner = walk.scope.inner; inner && (name == "index" || name == "key")) {
    Reached here{Reached::Type::value};
    here.typed = push_inner_name(*inner, walk.code, name == "key", walk.at);
    return here;
  }
  if (name == "index") return walk.emit(Instruction(Op::row_index), ValueType::number, true);
  if (name == "key") return walk.emit(Instruction(Op::row_key), ValueType::text, true);
  const bool pi = name == "pi";
  return walk.constant(
      Operand::of(pi ? std::numbers::pi : std::numeric_limits<double>::quiet_NaN()));
}

}  // namespace

Reached head_of(AddressWalk& walk) {
  const std::string& name = walk.address.head;
  const Scope& scope = walk.scope;
  if (auto column = inner_column(walk)) return *column;
  if (name == "row") return qualified_column(walk);
  if (name == "scene") return qualified_name(walk);
  if (name == "next" && knows_next(scope)) return next_value(walk);
  const HeadMeanings all = meanings_of(scope, name);
  const HeadMeanings known = fitting(walk, all);
  if (is_word(scope, name) && !(all.local && all.local->hides)) {
    if (all.count() > 0) stop_shadowed(walk, all);
    return word(walk, name);
  }
  if (known.count() > 1) stop_tie(walk, known);
  if (known.local) return row_value(walk, {name, true});
  if (known.column >= 0 || known.around) return row_value(walk, {name});
  if (known.variable) return variable_value(walk, *known.variable);
  if (known.in_scene) return scene_name(walk, *known.in_scene);
  stop_unknown(walk, name);
}

}  // namespace lantern
