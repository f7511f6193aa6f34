#include "config/read/verbs/selections.h"

#include "config/read/selections.h"

namespace lantern {

std::vector<SelectionSpec> read_selections(const VerbContext& in, const YamlNode& node) {
  std::vector<SelectionSpec> out;
  const auto add = [&](const YamlNode& item) {
    if (auto selection = read_selection(in.read, item, in.views)) {
      out.push_back(std::move(*selection));
    }
  };
  if (node.type != YamlNode::Type::sequence) add(node);
  else
    for (const YamlPtr& item : node.items) add(*item);
  return out;
}

}  // namespace lantern
