#include "core/scene/run/names.h"

#include <algorithm>

namespace lantern {

const NodeId* Family::find(std::string_view key) const {
  for (const auto& [name, node] : instances) {
    if (name == key) return &node;
  }
  return nullptr;
}

int chosen_instance(const std::vector<std::string>& keys, const std::string* key,
                    const std::string& own) {
  const auto found = std::find(keys.begin(), keys.end(), key ? *key : own);
  if (found != keys.end()) return static_cast<int>(found - keys.begin());
  return !key && keys.size() == 1 ? 0 : -1;
}

}  // namespace lantern
