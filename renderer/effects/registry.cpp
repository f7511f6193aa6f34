#include <array>

#include "core/record/registry.h"
#include "renderer/effects/effect.h"

namespace lantern {

// Sorted by name. To add one, write its file and add its line here.
// clang-format off
#define EFFECTS(_) \
  _(draw) \
  _(fade) \
  _(grow) \
  _(pop)
// clang-format on

#define DECLARE(name)                \
  namespace name##_effect {          \
    extern const EffectType kEffect; \
  }
#define ADDRESS(name) &name##_effect::kEffect,
#define NAME(name) #name,

EFFECTS(DECLARE)

namespace {

constexpr auto kEffects = std::to_array<const EffectType*>({EFFECTS(ADDRESS)});

}  // namespace

std::span<const EffectType* const> effects() {
  return kEffects;
}

const EffectType& find_effect(std::string_view name) {
  const EffectType* found = find_by_name(kEffects, name);
  return found ? *found : fade_effect::kEffect;
}

KindList effect_kinds() {
  static const auto kKinds = kinds_of(kEffects);
  return kKinds;
}

/// Not out of the descriptions, which may not be there yet: marks are described with these names.
std::vector<std::string_view> effect_names() {
  return {EFFECTS(NAME)};
}

}  // namespace lantern
