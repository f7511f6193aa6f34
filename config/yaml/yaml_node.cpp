#include "config/yaml/yaml_node.h"

namespace lantern {

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const Entry& entry : entries) {
    if (entry.key->scalar == key) return entry.value.get();
  }
  return nullptr;
}

}  // namespace lantern
