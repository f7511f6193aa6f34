#pragma once

#include <fmt/format.h>

#include "config/read/context.h"
#include "core/base/text.h"

namespace lantern {

/// Calls `read` for every entry of a map of declarations that has a usable name and value. `hint`
/// is for what is no map.
template <class Read>
void for_each_entry(const ReadContext& context, const YamlNode& node, std::string_view section,
                    Read read, std::string hint = "") {
  if (node.type != YamlNode::Type::map) {
    if (!node.reported) {
      context.error("wrong-type", node.at,
                    fmt::format("{} wants a map, not {}", in_quotes(section), describe(node)),
                    std::move(hint));
    }
    return;
  }
  for (const YamlNode::Entry& entry : node.entries) {
    if (entry.value->type == YamlNode::Type::null) {
      report_null(context, entry);
    } else {
      read(entry);
    }
  }
}

}  // namespace lantern
