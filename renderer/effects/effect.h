#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/record/field.h"
#include "renderer/frame/frame.h"

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
/// Fade where there is no such effect.
const EffectType& find_effect(std::string_view name);
KindList effect_kinds();
std::vector<std::string_view> effect_names();

/// The point from which effects scale an item.
Point pivot_of(const Item& item);

/// Texts are read while they come: they keep their size.
bool keeps_size(const Item& item);

}  // namespace lantern
