#include "core/scene/compile/params.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/scene/compile/targets.h"

namespace lantern {
namespace {

LeafValue initial_value(const ParamSpec& param) {
  const bool number = param.type == ParamType::real || param.type == ParamType::count;
  if (const auto* quantity = param.value.as<Quantity>()) {
    if (number) return quantity->value;
    return quantity->text();
  }
  if (const auto* word = param.value.as<Word>()) return word->text;
  if (number) return 0.0;
  return std::string();
}

bool is_value_of(const TimelineTarget& target, const std::string& text) {
  if (std::holds_alternative<double>(target.initial)) {
    const auto number = parse_number(text);
    if (!number || *number < target.least || *number > target.most) return false;
    return target.type != ParamType::count || *number == std::floor(*number);
  }
  return target.options.empty() ||
         std::any_of(target.options.begin(), target.options.end(),
                     [&](const auto& option) { return option.first == text; });
}

LeafValue value_for(const TimelineTarget& target, const std::string& name,
                    const std::string& text) {
  if (!is_value_of(target, text)) {
    const bool number = std::holds_alternative<double>(target.initial);
    throw UsageError(
        fmt::format("--set {}={}: {} {}", name, text, name,
                    number ? "wants " + number_wanted(target) : "is " + range_of(target)));
  }
  if (std::holds_alternative<double>(target.initial)) return *parse_number(text);
  return text;
}

[[noreturn]] void stop_unknown_param(const std::string& name,
                                     const std::vector<ParamSpec>& params) {
  std::vector<std::string> known;
  for (const ParamSpec& param : params) known.push_back(param.name);
  const auto near = nearest(name, known);
  throw UsageError(fmt::format("--set {}: the scene has no such param{}", name,
                               near ? fmt::format("; did you mean {}?", *near) : ""));
}

}  // namespace

void declare_params(const std::vector<ParamSpec>& params, Graph& graph, SceneNameMap& names) {
  for (const ParamSpec& param : params) {
    TimelineTarget target;
    target.name = param.name;
    target.type = param.type;
    target.initial = initial_value(param);
    target.least = param.least;
    target.most = param.most;
    target.at = param.at;
    target.options = param.options;
    graph.targets.push_back(std::move(target));
    names[param.name] = {SceneName::Kind::target, static_cast<int>(graph.targets.size()) - 1, {}};
  }
}

std::set<TargetId> hold_params(const std::map<std::string, std::string>& values,
                               const std::vector<ParamSpec>& params, const SceneNameMap& names,
                               Graph& graph) {
  std::set<TargetId> held;
  for (const auto& [name, text] : values) {
    const auto found = names.find(name);
    if (found == names.end() || found->second.kind != SceneName::Kind::target) {
      stop_unknown_param(name, params);
    }
    TimelineTarget& target = graph.targets[size_t(found->second.id)];
    target.initial = value_for(target, name, text);
    held.insert(found->second.id);
  }
  return held;
}

}  // namespace lantern
