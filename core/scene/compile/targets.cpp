#include "core/scene/compile/targets.h"

#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/expr/parser.h"

namespace lantern {
namespace {

std::optional<TargetId> find_cell(const Graph& graph, NodeId table, const std::string& row,
                                  const std::string& column) {
  for (size_t i = 0; i < graph.targets.size(); ++i) {
    const TimelineTarget& target = graph.targets[i];
    if (target.kind == TimelineTarget::Kind::cell && target.node == table && target.row == row &&
        target.column == column) {
      return static_cast<TargetId>(i);
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

std::optional<TargetId> step_of(const Graph& graph, NodeId node) {
  for (size_t i = 0; i < graph.targets.size(); ++i) {
    const TimelineTarget& target = graph.targets[i];
    if (target.kind == TimelineTarget::Kind::step && target.node == node)
      return static_cast<TargetId>(i);
  }
  return std::nullopt;
}

std::optional<TargetId> find_target(const Address& address, const Scope& scope,
                                    const Graph& graph) {
  const auto name = named(address.head, scope);
  if (!name || name->kind == SceneName::Kind::broken) return std::nullopt;
  const auto& steps = address.selectors;
  if (name->kind == SceneName::Kind::target) {
    return steps.empty() ? std::optional(name->id) : std::nullopt;
  }
  NodeId node = name->id;
  size_t next = 0;
  if (name->kind == SceneName::Kind::family) {
    if (steps.empty() || steps[0].kind != Selector::Kind::key) return std::nullopt;
    const NodeId* instance = name->family.find(steps[next++].name);
    if (!instance) return std::nullopt;
    node = *instance;
  }
  const size_t left = steps.size() - next;
  if (left == 1 && steps[next].kind == Selector::Kind::member && steps[next].name == "step") {
    return step_of(graph, node);
  }
  if (left == 2 && steps[next].kind == Selector::Kind::key &&
      steps[next + 1].kind == Selector::Kind::member) {
    return find_cell(graph, node, steps[next].name, steps[next + 1].name);
  }
  return std::nullopt;
}

std::optional<TargetId> find_target(const std::string& text, const Scope& scope,
                                    const Graph& graph) {
  Diagnostics ignored;
  const AstPtr ast = parse_address(
      text, [](size_t, size_t) { return Location{}; }, ignored);
  const auto* address = ast ? std::get_if<Address>(&ast->node) : nullptr;
  return address ? find_target(*address, scope, graph) : std::nullopt;
}

std::string range_of(const TimelineTarget& target) {
  if (!target.options.empty()) {
    std::vector<std::string> names;
    for (const auto& [name, columns] : target.options) names.push_back(name);
    return join_or(names);
  }
  if (std::isfinite(target.least) && std::isfinite(target.most)) {
    return fmt::format("{} to {}", shortest(target.least), shortest(target.most));
  }
  if (std::isfinite(target.most)) return fmt::format("at most {}", shortest(target.most));
  return fmt::format("at least {}", shortest(target.least));
}

}  // namespace lantern
