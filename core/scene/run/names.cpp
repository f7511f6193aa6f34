#include "core/scene/run/names.h"

namespace lantern {

const NodeId* Family::find(std::string_view key) const {
  for (const auto& [name, node] : instances) {
    if (name == key) return &node;
  }
  return nullptr;
}

}  // namespace lantern
