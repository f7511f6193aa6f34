#include "renderer/motion/anchors.h"

namespace lantern {

const Anchor* find_anchor(const Anchors& anchors, const std::string& key) {
  const auto index = anchors.keys.find(key);
  return index && *index < anchors.rows.size() ? &anchors.rows[*index] : nullptr;
}

}  // namespace lantern
