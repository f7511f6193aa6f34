#include "core/scene/compile/leaves.h"

#include <cmath>
#include <span>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/expr/parser.h"

namespace lantern {
namespace {

std::optional<LeafId> find_cell(const Graph& graph, NodeId table, const std::string& row,
                                const std::string& column) {
  for (size_t i = 0; i < graph.leaves.size(); ++i) {
    const Leaf& leaf = graph.leaves[i];
    if (leaf.source == Leaf::Source::cell && leaf.node == table && leaf.row == row &&
        leaf.column == column) {
      return static_cast<LeafId>(i);
    }
  }
  return std::nullopt;
}

/// A variable of `each` may stand for a model's instance.
std::optional<SceneName> named(const std::string& head, const Scope& scope) {
  if (scope.variables) {
    for (const Variable& variable : *scope.variables) {
      const auto* name = std::get_if<SceneName>(&variable.value);
      if (variable.name == head && name) return *name;
    }
  }
  return scope.names->find(head);
}

}  // namespace

std::optional<LeafId> step_of(const Graph& graph, NodeId node) {
  for (size_t i = 0; i < graph.leaves.size(); ++i) {
    const Leaf& leaf = graph.leaves[i];
    if (leaf.source == Leaf::Source::step && leaf.node == node) return static_cast<LeafId>(i);
  }
  return std::nullopt;
}

namespace {

/// ".step" of a trace, "@key.column" of a table.
std::optional<LeafId> leaf_of_node(NodeId node, std::span<const Selector> steps,
                                   const Graph& graph) {
  if (steps.size() == 1 && steps[0].type == Selector::Type::member && steps[0].name == "step") {
    return step_of(graph, node);
  }
  if (steps.size() == 2 && steps[0].type == Selector::Type::key &&
      steps[1].type == Selector::Type::member) {
    return find_cell(graph, node, steps[0].name, steps[1].name);
  }
  return std::nullopt;
}

}  // namespace

std::optional<LeafId> find_leaf(const Address& address, const Scope& scope, const Graph& graph) {
  const auto name = named(address.head, scope);
  if (!name || name->type == SceneName::Type::broken) return std::nullopt;
  std::span<const Selector> steps = address.selectors;
  if (name->type == SceneName::Type::leaf) {
    return steps.empty() ? std::optional(name->id) : std::nullopt;
  }
  if (name->type == SceneName::Type::node) return leaf_of_node(name->id, steps, graph);
  if (steps.empty() || steps[0].type != Selector::Type::key) return std::nullopt;
  const NodeId* instance = name->family.find(steps[0].name);
  return instance ? leaf_of_node(*instance, steps.subspan(1), graph) : std::nullopt;
}

std::optional<LeafId> find_leaf(const std::string& text, const Scope& scope, const Graph& graph) {
  Diagnostics ignored;
  const AstPtr ast = parse_address(
      text, [](size_t, size_t) { return Location{}; }, ignored);
  const auto* address = ast ? std::get_if<Address>(&ast->node) : nullptr;
  return address ? find_leaf(*address, scope, graph) : std::nullopt;
}

std::string range_of(const Leaf& leaf) {
  if (!leaf.options.empty()) {
    std::vector<std::string> names;
    for (const auto& [name, columns] : leaf.options) names.push_back(name);
    return join_or(names);
  }
  if (std::isfinite(leaf.least) && std::isfinite(leaf.most)) {
    return fmt::format("{} to {}", shortest(leaf.least), shortest(leaf.most));
  }
  if (std::isfinite(leaf.most)) return fmt::format("at most {}", shortest(leaf.most));
  return fmt::format("at least {}", shortest(leaf.least));
}

std::string number_wanted(const Leaf& leaf) {
  const std::string_view kind = leaf.type == ParamType::count ? "a whole number" : "a number";
  const bool limited = std::isfinite(leaf.least) || std::isfinite(leaf.most);
  return limited ? fmt::format("{}, {}", kind, range_of(leaf)) : std::string(kind);
}

}  // namespace lantern
