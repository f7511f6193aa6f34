#include "config/read/kinds.h"

#include <fmt/format.h>

#include "core/base/text.h"

namespace lantern {

std::string names_of(KindList kinds) {
  std::vector<std::string> names;
  for (const Kind* kind : kinds) names.emplace_back(kind->name);
  return join_or(names);
}

const Kind* find_kind(KindList kinds, std::string_view name) {
  for (const Kind* kind : kinds) {
    if (kind->name == name) return kind;
  }
  return nullptr;
}

void report_unknown_kind(const ReadContext& context, const Location& at, std::string_view name,
                         KindList kinds, std::string_view what) {
  std::vector<std::string_view> known;
  for (const Kind* kind : kinds) known.push_back(kind->name);
  context.error(
      "unknown-kind", at,
      fmt::format("there is no {} {}{}", what, in_quotes(name), did_you_mean(name, known)),
      fmt::format("a {} is {}", what, names_of(kinds)));
}

const YamlNode& empty_map() {
  static const YamlNode kEmpty = [] {
    YamlNode node;
    node.type = YamlNode::Type::map;
    return node;
  }();
  return kEmpty;
}

}  // namespace lantern
