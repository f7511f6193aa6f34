#include "renderer/motion/anchors.h"

#include <cmath>

#include "core/base/text.h"

namespace lantern {

Anchor nowhere() {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  return {{kNone, kNone}, {}, {}};
}

bool is_nowhere(const Anchor& anchor) {
  return !std::isfinite(anchor.at.x) || !std::isfinite(anchor.at.y);
}

const Anchor* find_anchor(const Anchors& anchors, const std::string& key) {
  auto index = anchors.keys.find(key);
  if (!index) {  // "1.0" means the row 1 where there is no other
    if (const auto number = parse_number(key)) index = anchors.keys.find(*number);
  }
  return index && *index < anchors.rows.size() ? &anchors.rows[*index] : nullptr;
}

}  // namespace lantern
