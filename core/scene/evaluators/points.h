#pragma once

#include <string_view>

#include "core/spec/spec_value.h"

namespace lantern {

/// How many points the range of that name is cut into: all of them alike, or each as it says.
inline double points_of(const SpecValue& points, std::string_view name, double otherwise) {
  if (const auto* all = points.as<Quantity>()) return all->value;
  const auto* map = points.as<SpecMap>();
  for (size_t i = 0; map && i < map->entries.size(); ++i) {
    if (map->entries[i].key == name) return map->entries[i].value.as<Quantity>()->value;
  }
  return otherwise;
}

}  // namespace lantern
