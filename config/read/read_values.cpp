#include <algorithm>

#include "config/read/entries.h"
#include "config/read/expressions.h"
#include "config/read/sections.h"
#include "core/base/text.h"

namespace lantern {

std::vector<ValueSpec> read_values(const ReadContext& context, const YamlNode& node) {
  std::vector<ValueSpec> out;
  for_each_entry(context, node, "values", [&](const YamlNode::Entry& entry) {
    if (!check_name(context, *entry.key, "value")) return;
    AstPtr value = read_expression(context, *entry.value, in_quotes(entry.key->scalar));
    out.push_back({entry.key->scalar, entry.key->at, std::move(value)});
  });
  return out;
}

}  // namespace lantern
