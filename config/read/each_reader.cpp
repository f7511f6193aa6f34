#include "config/read/each_reader.h"

#include <fmt/format.h>

#include "config/read/constants.h"
#include "config/read/expressions.h"
#include "config/read/scalars.h"
#include "core/base/text.h"

namespace lantern {
namespace {

/// A range, a list of constants, or the name of a list or table.
SpecValue read_each_list(const ReadContext& context, const YamlNode& node) {
  SpecValue out{node.at, {}};
  if (node.type == YamlNode::Type::sequence) {
    SpecList list;
    for (const YamlPtr& item : node.items) {
      SpecValue value = read_constant(context, *item, "an entry of the list");
      if (value.given()) list.push_back(std::move(value));
    }
    out.value = std::move(list);
    return out;
  }
  const auto text = read_scalar(context, node, "\"each\"", "1..9, a list, or a name");
  if (!text) return out;
  if (const auto range = parse_range(*text)) {
    out.value = *range;
  } else if (AstPtr address = read_address(context, node, "\"each\"")) {
    out.value = std::move(address);
  }
  return out;
}

}  // namespace

std::optional<EachSpec> read_each(const ReadContext& context, const YamlNode& node) {
  if (node.type != YamlNode::Type::map || node.entries.empty()) {
    if (!node.reported) {
      context.error("wrong-type", node.at,
                    fmt::format("\"each\" wants a map of variables, not {}", describe(node)),
                    "write each: {fold: cv.folds}, or each: {r: 1..15}");
    }
    return std::nullopt;
  }
  EachSpec out{node.at, {}};
  for (const YamlNode::Entry& entry : node.entries) {
    if (entry.value->type == YamlNode::Type::null) {
      report_null(context, entry);
      continue;
    }
    if (!check_name(context, *entry.key, "variable")) continue;
    SpecValue list = read_each_list(context, *entry.value);
    if (list.given()) out.variables.push_back({entry.key->scalar, entry.key->at, std::move(list)});
  }
  if (out.variables.size() != node.entries.size()) return std::nullopt;
  return out;
}

}  // namespace lantern
