#include <algorithm>

#include <fmt/format.h>

#include "config/read/entries.h"
#include "config/read/expressions.h"
#include "config/read/sections.h"
#include "core/base/text.h"
#include "core/expr/builtins.h"

namespace lantern {
namespace {

/// A part of a key, with its place.
YamlNode part_of(const ReadContext& context, const YamlNode& key, size_t start, size_t end) {
  YamlNode out = key;
  const std::string_view written = std::string_view(key.scalar).substr(start, end - start);
  const std::string_view part = trimmed(written);
  out.scalar = part;
  out.at = locator(context, key, 0)(start + size_t(part.data() - written.data()),
                                    std::max<size_t>(1, part.size()));
  return out;
}

void report_form(const ReadContext& context, const YamlNode& key) {
  const bool cut = key.scalar.find('(') != std::string::npos;
  context.error("bad-name", key.at,
                fmt::format("{} is no function{}", in_quotes(key.scalar),
                            cut ? ": YAML has cut it at its comma" : " with its arguments"),
                cut ? "write a line for each function, without braces around all of them"
                    : fmt::format("write {}(x): =expression of x", key.scalar));
}

/// "loss(p, y)": false where it is no such thing.
bool read_head(const ReadContext& context, const YamlNode& key, FunctionSpec& out) {
  const size_t open = key.scalar.find('(');
  if (open == std::string::npos || !key.scalar.ends_with(')')) {
    report_form(context, key);
    return false;
  }
  const YamlNode name = part_of(context, key, 0, open);
  if (!check_name(context, name, "function")) return false;
  out.name = name.scalar;
  size_t start = open + 1;
  while (start < key.scalar.size()) {
    const size_t end = std::min(key.scalar.find(',', start), key.scalar.size() - 1);
    const YamlNode parameter = part_of(context, key, start, end);
    start = end + 1;
    if (parameter.scalar.empty() && out.parameters.empty() && start == key.scalar.size()) break;
    if (!check_name(context, parameter, "parameter")) return false;
    out.parameters.push_back(parameter.scalar);
    out.parameters_at.push_back(parameter.at);
  }
  return true;
}

bool check_head(const ReadContext& context, const FunctionSpec& function) {
  if (find_builtin(function.name)) {
    context.error(
        "duplicate-name", function.at,
        fmt::format("{} is a function of the language already", in_quotes(function.name)));
    return false;
  }
  for (size_t i = 0; i < function.parameters.size(); ++i) {
    const auto& names = function.parameters;
    if (std::count(names.begin(), names.end(), names[i]) < 2) continue;
    context.error("duplicate-name", function.parameters_at[i],
                  fmt::format("{} has two parameters {}", function.name, in_quotes(names[i])));
    return false;
  }
  return true;
}

}  // namespace

FunctionSpecs read_functions(const ReadContext& context, const YamlNode& node) {
  FunctionSpecs out;
  if (node.type == YamlNode::Type::map) {
    for (const YamlNode::Entry& entry : node.entries) {
      if (entry.key->scalar.find('(') == std::string::npos || entry.key->scalar.ends_with(')'))
        continue;
      report_form(context, *entry.key);
      return out;
    }
  }
  for_each_entry(context, node, "functions", [&](const YamlNode::Entry& entry) {
    FunctionSpec function;
    function.at = entry.key->at;
    if (!read_head(context, *entry.key, function)) return;
    AstPtr body = read_expression(context, *entry.value, in_quotes(entry.key->scalar));
    if (check_head(context, function)) function.body = std::move(body);
    out.push_back(std::move(function));
  });
  return out;
}

}  // namespace lantern
