#include "renderer/motion/anchors.h"

#include <algorithm>

namespace lantern {

const Anchor* find_anchor(const Anchors& anchors, const std::string& key) {
  if (!anchors.keys) return nullptr;
  const auto found = std::find(anchors.keys->begin(), anchors.keys->end(), key);
  const auto index = static_cast<size_t>(found - anchors.keys->begin());
  return index < anchors.rows.size() ? &anchors.rows[index] : nullptr;
}

}  // namespace lantern
