#include "core/scene/bind/head_meanings.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/expr/builtins.h"
#include "core/record/columns.h"

namespace lantern {
namespace {

const Variable* find_variable(const Scope& scope, const std::string& name) {
  if (!scope.variables) return nullptr;
  for (const Variable& variable : *scope.variables) {
    if (variable.name == name) return &variable;
  }
  return nullptr;
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
  if (name.type == SceneName::Type::value) {
    return fits(walk, walk.graph.nodes[size_t(name.id)]->outputs()[0].type);
  }
  if (name.type != SceneName::Type::leaf) return fits_whole(walk);
  const Leaf& leaf = walk.graph.leaves[size_t(name.id)];
  return fits(walk,
              std::holds_alternative<double>(leaf.initial) ? ValueType::number : ValueType::text);
}

}  // namespace

const Local* local_here_or_around(const Scope& scope, const std::string& name) {
  const Local* local = find_local(scope.locals, name);
  return local || !scope.inner ? local : local_here_or_around(*scope.inner->outer, name);
}

HeadMeanings meanings_of(const Scope& scope, const std::string& name) {
  HeadMeanings out;
  out.local = local_here_or_around(scope, name);
  if (out.local && out.local->hides) return out;
  out.column = scope.row ? find_column(*scope.row, name) : -1;
  out.around = scope.inner && type_of_row_value(*scope.inner->outer, {name}).has_value();
  out.variable = find_variable(scope, name);
  out.in_scene = scope.names ? scope.names->find(name) : std::nullopt;
  return out;
}

HeadMeanings fitting(const AddressWalk& walk, const HeadMeanings& known) {
  HeadMeanings out = known;
  if (known.count() < 2) return out;
  if (out.column >= 0 && !fits(walk, value_type((*walk.scope.row)[size_t(out.column)].type))) {
    out.column = -1;
  }
  if (out.around &&
      !fits(walk, type_of_row_value(*walk.scope.inner->outer, {walk.address.head})->type)) {
    out.around = false;
  }
  if (out.local && !fits(walk, out.local->type)) out.local = nullptr;
  if (out.variable && !fits(walk, *out.variable)) out.variable = nullptr;
  if (out.in_scene && !fits(walk, *out.in_scene)) out.in_scene.reset();
  return out.count() > 0 ? out : known;
}

// ---- mistakes

void stop_tie(const AddressWalk& walk, const HeadMeanings& known) {
  const std::string& name = walk.address.head;
  std::vector<std::string> meanings;
  std::vector<std::string> ways;
  if (known.column >= 0) {
    const InnerScope* inner = walk.scope.inner;
    meanings.push_back("a column of " + walk.scope.row_table);
    ways.push_back((inner ? to_string(*inner->table) : "row") + "." + name);
  }
  if (known.around) {
    meanings.push_back("a column of " + outermost(walk.scope).row_table);
    ways.push_back("row." + name);
  }
  if (known.local) meanings.push_back("a column of the state");
  if (known.variable) meanings.push_back("a variable of `each`");
  if (known.in_scene) {
    meanings.push_back("a name of the scene");
    ways.push_back("scene." + name);
  }
  walk.wrong("ambiguous-name", fmt::format("{} is both {}", in_quotes(name), join_and(meanings)),
             ways.size() == 2 ? fmt::format("write {}", join_or(ways)) : "rename one of them");
}

void stop_shadowed(const AddressWalk& walk, const HeadMeanings& known) {
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

void stop_unknown(const AddressWalk& walk, const std::string& name) {
  const Scope& scope = walk.scope;
  std::vector<std::string> known;
  if (scope.row) known = column_names(*scope.row);
  if (scope.inner && outermost(scope).row) {
    for (const std::string& other : column_names(*outermost(scope).row)) known.push_back(other);
  }
  for (size_t i = 0; scope.locals && i < scope.locals->size(); ++i) {
    known.push_back((*scope.locals)[i].name);
  }
  if (scope.variables) {
    for (const Variable& variable : *scope.variables) known.push_back(variable.name);
  }
  if (scope.names) {
    for (const std::string& other : scope.names->all()) known.push_back(other);
  }
  const std::string where =
      scope.row ? fmt::format("the scene and {} have", scope.row_table) : "the scene has";
  const std::string near = did_you_mean(name, known);
  const bool text = near.empty() && walk.address.selectors.empty();
  walk.wrong("unknown-name", fmt::format("{} no {}{}", where, in_quotes(name), near),
             !scope.names                 ? "data are made once, before there are params and models"
             : text && find_builtin(name) ? fmt::format("it is a function: {}(…)", name)
             : text ? fmt::format("if a text is meant, it stands in quotes: '{}'", name)
                    : "");
}

}  // namespace lantern
