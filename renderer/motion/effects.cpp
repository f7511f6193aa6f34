#include "renderer/motion/effects.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "renderer/frame/transform_item.h"
#include "renderer/paragraph/rich_text.h"

namespace lantern {
namespace {

ItemPtr fade(const ItemPtr& item, double amount) {
  return faded(item, amount);
}

/// Texts are read while they come: they keep their size.
bool is_text(const ItemPtr& item) {
  return text_item_words(*item).has_value();
}

ItemPtr grow(const ItemPtr& item, double amount) {
  if (is_text(item)) return faded(item, amount);
  return scaled(item, amount, bounds_of(*item).center());
}

/// A little past its size and back (Penner's back-out, overshoot 1.70158), visible early.
double pop_size(double amount) {
  constexpr double kOvershoot = 1.70158;
  const double t = amount - 1;
  return t * t * ((kOvershoot + 1) * t + kOvershoot) + 1;
}
double pop_opacity(double amount) {
  return std::min(1.0, amount * 3);
}

ItemPtr pop(const ItemPtr& item, double amount) {
  if (is_text(item)) return faded(item, amount);
  return scaled(faded(item, pop_opacity(amount)), pop_size(amount), bounds_of(*item).center());
}

/// Strokes as a pen draws them; filled areas are uncovered from left to right; texts fade in when
/// the pen has got to them.
ItemPtr draw(const ItemPtr& item, double amount) {
  const auto* shape = std::get_if<PathShape>(&item->shape);
  if (!shape) return faded(item, std::clamp(amount * 2 - 1, 0.0, 1.0));
  if (!shape->fill) {
    Item out = *item;
    std::get<PathShape>(out.shape).path = trimmed(shape->path, amount);
    return std::make_shared<const Item>(std::move(out));
  }
  Box clip = bounds_of(*item);
  clip.x1 = clip.x0 + clip.width() * amount;
  return make_item(item->id + ".draw", Group{{item}, clip}, 1, item->row);
}

const EffectType kDraw{
    {"draw", "Lines are drawn as by a pen, areas are uncovered.", {}}, draw, [](double amount) {
      return EffectType::Factors{1, amount};
    }};
const EffectType kFade{{"fade", "Slowly visible.", {}}, fade, [](double amount) {
                         return EffectType::Factors{1, amount};
                       }};
const EffectType kGrow{{"grow", "From nothing to its size.", {}}, grow, [](double amount) {
                         return EffectType::Factors{amount, 1};
                       }};
const EffectType kPop{
    {"pop", "From nothing to a little past its size, and back.", {}}, pop, [](double amount) {
      return EffectType::Factors{pop_size(amount), pop_opacity(amount)};
    }};

constexpr std::array kEffects{&kDraw, &kFade, &kGrow, &kPop};

/// One item of many symbols: each has its own amount.
ItemPtr with_amounts(const Item& item, const Presence& presence, const EffectType& effect,
                     const Origins& origins) {
  Item out = item;
  auto& symbols = std::get<Instances>(out.shape);
  for (size_t i = 0; i < symbols.count(); ++i) {
    const double amount = presence.rows.empty() ? presence.all : double(presence.rows[i]);
    if (origins.of(i) && amount > 0) {
      bring(symbols, i, *origins.of(i), amount);
      continue;
    }
    const EffectType::Factors factors = effect.factors(amount);
    symbols.size[i] *= static_cast<float>(amount <= 0 ? 0 : factors.size);
    symbols.opacity[i] *= static_cast<float>(amount <= 0 ? 0 : factors.opacity);
  }
  return std::make_shared<const Item>(std::move(out));
}

double amount_for(const Item& item, const Presence& presence) {
  if (presence.rows.empty()) return presence.all;
  if (item.row >= 0) return presence.rows[size_t(item.row)];
  // An item of the whole mark comes with its first row.
  return presence.most();
}

/// How much of its opacity a mark keeps while others are highlighted.
struct Kept {
  double all = 1;  // where `rows` is empty
  std::vector<float> rows;
};

double dimmed_by(const Emphasis::Other& other, const Theme& theme) {
  const double ramp = std::min(theme.dim_time, other.lasts / 3);
  const double in = std::min({other.since / ramp, other.left / ramp, 1.0});
  return 1 + (theme.dimmed - 1) * in;
}

Kept kept_of(const Emphasis& emphasis, const Theme& theme) {
  Kept out;
  for (const Emphasis::Other& other : emphasis.others) {
    const double dimmed = dimmed_by(other, theme);
    if (other.lit.empty()) {
      out.all *= dimmed;
      continue;
    }
    out.rows.resize(other.lit.size(), 1.0f);
    for (size_t row = 0; row < out.rows.size(); ++row) {
      if (!other.lit[row]) out.rows[row] *= static_cast<float>(dimmed);
    }
  }
  for (float& row : out.rows) row *= static_cast<float>(out.all);
  return out;
}

}  // namespace

std::span<const EffectType* const> effects() {
  return kEffects;
}

const EffectType& find_effect(std::string_view name) {
  for (const EffectType* effect : kEffects) {
    if (effect->kind.name == name) return *effect;
  }
  return kFade;
}

KindList effect_kinds() {
  static const std::array kKinds{&kDraw.kind, &kFade.kind, &kGrow.kind, &kPop.kind};
  return kKinds;
}

std::vector<std::string_view> effect_names() {
  return {"draw", "fade", "grow", "pop"};
}

std::vector<ItemPtr> with_presence(const std::vector<ItemPtr>& items, const Presence& presence,
                                   std::string_view default_effect, const Origins& origins) {
  if (presence.full()) return items;
  std::vector<ItemPtr> out;
  if (presence.hidden()) return out;
  const EffectType& effect =
      find_effect(presence.effect.empty() ? default_effect : std::string_view(presence.effect));
  for (const ItemPtr& item : items) {
    if (std::holds_alternative<Instances>(item->shape)) {
      out.push_back(with_amounts(*item, presence, effect, origins));
      continue;
    }
    const double amount = amount_for(*item, presence);
    if (amount >= 1) out.push_back(item);
    else if (amount > 0)
      out.push_back(origins.of(item->row) ? brought(item, *origins.of(item->row), amount)
                                          : effect.apply(item, amount));
  }
  return out;
}

std::vector<ItemPtr> with_emphasis(const std::vector<ItemPtr>& items, const Emphasis& emphasis,
                                   const Theme& theme) {
  if (emphasis.others.empty()) return items;
  const Kept opacity_kept = kept_of(emphasis, theme);
  std::vector<ItemPtr> out;
  for (const ItemPtr& item : items) {
    if (opacity_kept.rows.empty()) {
      out.push_back(faded(item, opacity_kept.all));
    } else if (std::holds_alternative<Instances>(item->shape)) {
      Item copy = *item;
      auto& opacity = std::get<Instances>(copy.shape).opacity;
      for (size_t i = 0; i < opacity.size(); ++i) opacity[i] *= opacity_kept.rows[i];
      out.push_back(std::make_shared<const Item>(std::move(copy)));
    } else {
      const double kept =
          item->row >= 0 ? double(opacity_kept.rows[size_t(item->row)]) : opacity_kept.all;
      out.push_back(faded(item, kept));
    }
  }
  return out;
}

}  // namespace lantern
