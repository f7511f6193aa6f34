#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/record/field.h"
#include "core/scene/run/state.h"
#include "core/spec/theme.h"
#include "renderer/frame/frame.h"
#include "renderer/motion/origins.h"

namespace lantern {

/// A way for items to come and go. `amount` is 0 (not there) to 1 (as it is).
struct EffectType {
  Kind kind;
  ItemPtr (*apply)(const ItemPtr& item, double amount) = nullptr;
  /// The same for one of many small symbols: factors of its size and opacity.
  struct Factors {
    double size = 1;
    double opacity = 1;
  };
  Factors (*factors)(double amount) = nullptr;
};

/// All effects, sorted by name.
std::span<const EffectType* const> effects();
const EffectType& find_effect(std::string_view name);
KindList effect_kinds();
std::vector<std::string_view> effect_names();

/// The items of a mark as far as its rows have entered; rows that come from somewhere are on their
/// way from there.
std::vector<ItemPtr> with_presence(const std::vector<ItemPtr>& items, const Presence& presence,
                                   std::string_view default_effect, const Origins& origins = {});

/// The items with the rows that do not stand out dimmed.
std::vector<ItemPtr> with_emphasis(const std::vector<ItemPtr>& items, const Emphasis& emphasis,
                                   const Theme& theme);

}  // namespace lantern
