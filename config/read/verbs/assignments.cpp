#include "config/read/verbs/assignments.h"

#include "config/read/constants.h"
#include "config/read/entries.h"
#include "config/read/expressions.h"
#include "config/read/scalars.h"

namespace lantern {
namespace {

SpecValue read_waypoints(const ReadContext& context, const YamlNode& node) {
  SpecValue out{node.at, {}};
  SpecList list;
  for (const YamlPtr& item : node.items) {
    SpecValue waypoint = read_assigned(context, *item);
    if (waypoint.given()) list.push_back(std::move(waypoint));
  }
  if (list.size() == node.items.size()) out.value = std::move(list);
  return out;
}

}  // namespace

SpecValue read_assigned(const ReadContext& context, const YamlNode& node) {
  if (node.type == YamlNode::Type::sequence) return read_waypoints(context, node);
  SpecValue out{node.at, {}};
  if (node.type == YamlNode::Type::map) {
    const auto has = [&](std::string_view key) { return node.find(key) != nullptr; };
    context.error("wrong-type", node.at,
                  "this value wants a constant, a list or =expression, not a map",
                  has("from") || has("to") ? "from one to the next: a list, as in [0, 1]"
                                           : "fields of marks and views: `change`");
    return out;
  }
  const auto text = read_scalar(context, node, "this value", "a constant, a list or =expression");
  if (!text) return out;
  if (!text->starts_with("=")) return constant_in(node);
  if (AstPtr ast = read_expression(context, node, "this value")) out.value = ast;
  return out;
}

std::vector<AssignmentSpec> read_assignments(const VerbContext& in, const YamlNode& node,
                                             std::string_view verb) {
  std::vector<AssignmentSpec> out;
  const auto read = [&](const YamlNode::Entry& entry) {
    const AstPtr target = read_address(in.read, *entry.key, in_quotes(verb));
    const auto* address = target ? std::get_if<Address>(&target->node) : nullptr;
    if (!address) return;
    SpecValue value = read_assigned(in.read, *entry.value);
    if (value.given()) out.push_back({*address, entry.key->at, std::move(value)});
  };
  for_each_entry(in.read, node, verb, read, fmt::format("write {}: {{threshold: 0.5}}", verb));
  return out;
}

}  // namespace lantern
