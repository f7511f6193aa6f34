#include "core/scene/compile/params.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/scene/compile/leaves.h"

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

bool is_value_of(const Leaf& leaf, const std::string& text) {
  if (std::holds_alternative<double>(leaf.initial)) {
    const auto number = parse_number(text);
    if (!number || *number < leaf.least || *number > leaf.most) return false;
    return leaf.type != ParamType::count || *number == std::floor(*number);
  }
  return leaf.options.empty() ||
         std::any_of(leaf.options.begin(), leaf.options.end(),
                     [&](const auto& option) { return option.first == text; });
}

LeafValue value_for(const Leaf& leaf, const std::string& name, const std::string& text) {
  if (!is_value_of(leaf, text)) {
    const bool number = std::holds_alternative<double>(leaf.initial);
    throw UsageError(fmt::format("--set {}={}: {} {}", name, text, name,
                                 number ? "wants " + number_wanted(leaf) : "is " + range_of(leaf)));
  }
  if (std::holds_alternative<double>(leaf.initial)) return *parse_number(text);
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
    Leaf leaf;
    leaf.name = param.name;
    leaf.type = param.type;
    leaf.initial = initial_value(param);
    leaf.least = param.least;
    leaf.most = param.most;
    leaf.at = param.at;
    leaf.options = param.options;
    graph.leaves.push_back(std::move(leaf));
    names[param.name] = {SceneName::Type::leaf, static_cast<int>(graph.leaves.size()) - 1, {}};
  }
}

std::set<LeafId> hold_params(const std::map<std::string, std::string>& values,
                             const std::vector<ParamSpec>& params, const SceneNameMap& names,
                             Graph& graph) {
  std::set<LeafId> held;
  for (const auto& [name, text] : values) {
    const auto found = names.find(name);
    if (found == names.end() || found->second.type != SceneName::Type::leaf) {
      stop_unknown_param(name, params);
    }
    Leaf& leaf = graph.leaves[size_t(found->second.id)];
    leaf.initial = value_for(leaf, name, text);
    held.insert(found->second.id);
  }
  return held;
}

}  // namespace lantern
