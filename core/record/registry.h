#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "core/record/field.h"

// What registries share. A registry is an array of pointers to types (models, marks, layouts …),
// each of which has its description in a member `kind`.

namespace lantern {

/// The descriptions of a registry's types.
template <class Type, size_t N>
std::array<const Kind*, N> kinds_of(const std::array<const Type*, N>& types) {
  std::array<const Kind*, N> out{};
  std::transform(types.begin(), types.end(), out.begin(),
                 [](const Type* type) { return &type->kind; });
  return out;
}

/// The type of that name; null where there is none.
template <class Types>
auto find_by_name(const Types& types, std::string_view name) {
  const auto found = std::find_if(types.begin(), types.end(),
                                  [&](const auto* type) { return type->kind.name == name; });
  return found == types.end() ? nullptr : *found;
}

/// The type that this describes; null where there is none.
template <class Types>
auto find_by_kind(const Types& types, const Kind* kind) {
  const auto found = std::find_if(types.begin(), types.end(),
                                  [&](const auto* type) { return &type->kind == kind; });
  return found == types.end() ? nullptr : *found;
}

}  // namespace lantern
