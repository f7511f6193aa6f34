#include "core/scene/compile/targets.h"

#include <cmath>
#include <span>

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

namespace {

/// ".step" of a trace, "@key.column" of a table.
std::optional<TargetId> target_of_node(NodeId node, std::span<const Selector> steps,
                                       const Graph& graph) {
  if (steps.size() == 1 && steps[0].kind == Selector::Kind::member && steps[0].name == "step") {
    return step_of(graph, node);
  }
  if (steps.size() == 2 && steps[0].kind == Selector::Kind::key &&
      steps[1].kind == Selector::Kind::member) {
    return find_cell(graph, node, steps[0].name, steps[1].name);
  }
  return std::nullopt;
}

}  // namespace

std::optional<TargetId> find_target(const Address& address, const Scope& scope,
                                    const Graph& graph) {
  const auto name = named(address.head, scope);
  if (!name || name->kind == SceneName::Kind::broken) return std::nullopt;
  std::span<const Selector> steps = address.selectors;
  if (name->kind == SceneName::Kind::target) {
    return steps.empty() ? std::optional(name->id) : std::nullopt;
  }
  if (name->kind == SceneName::Kind::node) return target_of_node(name->id, steps, graph);
  if (steps.empty() || steps[0].kind != Selector::Kind::key) return std::nullopt;
  const NodeId* instance = name->family.find(steps[0].name);
  return instance ? target_of_node(*instance, steps.subspan(1), graph) : std::nullopt;
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

std::string number_wanted(const TimelineTarget& target) {
  const std::string_view kind = target.type == ParamType::count ? "a whole number" : "a number";
  const bool limited = std::isfinite(target.least) || std::isfinite(target.most);
  return limited ? fmt::format("{}, {}", kind, range_of(target)) : std::string(kind);
}

}  // namespace lantern
