#include "core/scene/bind/address_head.h"

#include <limits>
#include <numbers>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/record/columns.h"
#include "core/scene/bind/address_steps.h"

namespace lantern {
namespace {

/// What the scopes at hand know of a name.
struct HeadMeanings {
  int column = -1;
  const Variable* variable = nullptr;
  std::optional<SceneName> in_scene;

  int count() const {
    return int(column >= 0) + int(variable != nullptr) + int(in_scene.has_value());
  }
};

const Variable* find_variable(const Scope& scope, const std::string& name) {
  if (!scope.variables) return nullptr;
  for (const Variable& variable : *scope.variables) {
    if (variable.name == name) return &variable;
  }
  return nullptr;
}

HeadMeanings meanings_of(const Scope& scope, const std::string& name) {
  return {scope.row ? find_column(*scope.row, name) : -1, find_variable(scope, name),
          scope.names ? scope.names->find(name) : std::nullopt};
}

// ---- what cannot stand there

/// Whether a value of this type can: it has no parts, but that texts have `.text`.
bool fits(const AddressWalk& walk, ValueType type) {
  const auto& selectors = walk.address.selectors;
  if (!walk.code) return false;  // a table is wanted
  if (selectors.empty()) return !walk.wanted || *walk.wanted == type;
  return type == ValueType::text && selectors.size() == 1 && selectors[0].name == "text";
}

/// Tables, models and rows have parts, and are no values themselves.
bool fits_whole(const AddressWalk& walk) {
  return !walk.code || !walk.address.selectors.empty();
}

bool fits(const AddressWalk& walk, const Variable& variable) {
  if (std::holds_alternative<double>(variable.value)) return fits(walk, ValueType::number);
  if (std::holds_alternative<std::string>(variable.value)) return fits(walk, ValueType::text);
  return fits_whole(walk);
}

bool fits(const AddressWalk& walk, const SceneName& name) {
  if (name.type == SceneName::Type::broken) return true;
  if (name.type != SceneName::Type::leaf) return fits_whole(walk);
  const Leaf& leaf = walk.graph.leaves[size_t(name.id)];
  return fits(walk,
              std::holds_alternative<double>(leaf.initial) ? ValueType::number : ValueType::text);
}

/// Of several meanings, those that can stand here; all where none can.
HeadMeanings fitting(const AddressWalk& walk, const HeadMeanings& known) {
  HeadMeanings out = known;
  if (known.count() < 2) return out;
  if (out.column >= 0 && !fits(walk, value_type((*walk.scope.row)[size_t(out.column)].type))) {
    out.column = -1;
  }
  if (out.variable && !fits(walk, *out.variable)) out.variable = nullptr;
  if (out.in_scene && !fits(walk, *out.in_scene)) out.in_scene.reset();
  return out.count() > 0 ? out : known;
}

// ---- mistakes

[[noreturn]] void stop_tie(const AddressWalk& walk, const HeadMeanings& known) {
  const std::string& name = walk.address.head;
  std::vector<std::string> meanings;
  std::vector<std::string> ways;
  if (known.column >= 0) {
    meanings.push_back("a column of " + walk.scope.row_table);
    ways.push_back("row." + name);
  }
  if (known.variable) meanings.push_back("a variable of `each`");
  if (known.in_scene) {
    meanings.push_back("a name of the scene");
    ways.push_back("scene." + name);
  }
  walk.wrong("ambiguous-name", fmt::format("{} is both {}", in_quotes(name), join_and(meanings)),
             ways.size() == 2 ? fmt::format("write {}", join_or(ways)) : "rename one of them");
}

/// A column, a variable or a name of the scene that is called like a word of the language.
[[noreturn]] void stop_shadowed(const AddressWalk& walk, const HeadMeanings& known) {
  const std::string& name = walk.address.head;
  const bool column = known.column >= 0, in_scene = known.in_scene.has_value();
  const std::string other = column     ? "a column of " + walk.scope.row_table
                            : in_scene ? "a name of the scene"
                                       : "a variable of `each`";
  walk.wrong("ambiguous-name",
             fmt::format("{} is both a word of the language and {}", in_quotes(name), other),
             column     ? fmt::format("write row.{} for the column", name)
             : in_scene ? fmt::format("write scene.{} for it", name)
                        : "rename it");
}

[[noreturn]] void stop_unknown(const AddressWalk& walk, const std::string& name) {
  const Scope& scope = walk.scope;
  std::vector<std::string> known;
  if (scope.row) known = column_names(*scope.row);
  if (scope.variables) {
    for (const Variable& variable : *scope.variables) known.push_back(variable.name);
  }
  if (scope.names) {
    for (const std::string& other : scope.names->all()) known.push_back(other);
  }
  const std::string where =
      scope.row ? fmt::format("the scene and {} have", scope.row_table) : "the scene has";
  walk.wrong("unknown-name",
             fmt::format("{} no {}{}", where, in_quotes(name), did_you_mean(name, known)));
}

// ---- what each meaning is

Reached row_column(AddressWalk& walk, int column) {
  return walk.emit(Instruction(Instruction::Op::column, column),
                   value_type((*walk.scope.row)[size_t(column)].type), true);
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

/// "row.score", "row@(part)": the column whose name is the constant part.
Reached qualified_column(AddressWalk& walk) {
  const Scope& scope = walk.scope;
  if (!scope.row) walk.wrong("unknown-name", "there are no rows here for `row` to mean");
  if (walk.next == walk.address.selectors.size()) {
    const HeadMeanings known = meanings_of(scope, "row");
    if (known.column >= 0) stop_shadowed(walk, known);
    walk.wrong("unknown-name", "`row` alone is no value", "write row.column");
  }
  const Selector& selector = walk.address.selectors[walk.next++];
  std::string name = selector.name;
  if (selector.type == Selector::Type::computed_key) {
    if (!walk.keys.is_constant(selector.expr)) {
      return pick_column(walk, selector, *scope.row, scope.row_table,
                         [&](int column) { return row_column(walk, column); });
    }
    name = key_text(walk.constant_key(selector, "the name of a column"));
  }
  const int column = find_column(*scope.row, name);
  if (column < 0) {
    walk.wrong("unknown-column",
               fmt::format("{} has no column {}{}", scope.row_table, in_quotes(name),
                           did_you_mean(name, column_names(*scope.row))),
               fmt::format("it has {}", join_and(column_names(*scope.row))));
  }
  return row_column(walk, column);
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
  if (name == "row") return qualified_column(walk);
  if (name == "scene") return qualified_name(walk);
  const HeadMeanings all = meanings_of(scope, name);
  const HeadMeanings known = fitting(walk, all);
  if (is_word(scope, name)) {
    if (all.count() > 0) stop_shadowed(walk, all);
    return word(walk, name);
  }
  if (known.count() > 1) stop_tie(walk, known);
  if (known.column >= 0) return row_column(walk, known.column);
  if (known.variable) return variable_value(walk, *known.variable);
  if (known.in_scene) return scene_name(walk, *known.in_scene);
  stop_unknown(walk, name);
}

}  // namespace lantern
