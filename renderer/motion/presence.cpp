#include "renderer/motion/presence.h"

#include "renderer/effects/effect.h"
#include "renderer/frame/transform_item.h"

namespace lantern {
namespace {

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

}  // namespace

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

std::vector<ItemPtr> with_emphasis(const std::vector<ItemPtr>& items, const Emphasis& emphasis) {
  if (emphasis.rows.empty() && emphasis.all >= 1) return items;
  std::vector<ItemPtr> out;
  for (const ItemPtr& item : items) {
    if (emphasis.rows.empty()) {
      out.push_back(faded(item, emphasis.all));
    } else if (std::holds_alternative<Instances>(item->shape)) {
      Item copy = *item;
      auto& opacity = std::get<Instances>(copy.shape).opacity;
      for (size_t i = 0; i < opacity.size(); ++i) opacity[i] *= emphasis.rows[i];
      out.push_back(std::make_shared<const Item>(std::move(copy)));
    } else {
      const double kept = item->row >= 0 ? double(emphasis.rows[size_t(item->row)]) : emphasis.all;
      out.push_back(faded(item, kept));
    }
  }
  return out;
}

}  // namespace lantern
