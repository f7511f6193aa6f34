#include "renderer/motion/presence.h"

#include <algorithm>

#include "renderer/effects/effect.h"
#include "renderer/frame/transform_item.h"
#include "renderer/motion/dimmed.h"
#include "renderer/paragraph/rich_text.h"

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

/// What leads from words to what they are about waits for them, and they for nothing.
double paced(const Item& item, double amount) {
  constexpr double kWords = 0.4;  // of the way
  return std::clamp(
      text_item_words(item) ? 0.5 + amount / kWords / 2 : (amount - kWords / 2) / (1 - kWords / 2),
      0.0, 1.0);
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

std::vector<ItemPtr> with_presence(const std::vector<ItemPtr>& items, const Presence& presence,
                                   const Entrance& entrance, const Origins& origins) {
  if (presence.full()) return items;
  std::vector<ItemPtr> out;
  if (presence.hidden()) return out;
  const EffectType& effect =
      find_effect(presence.effect.empty() ? entrance.effect : std::string_view(presence.effect));
  const bool waits = entrance.words_first && effect.kind.name == "draw";
  for (const ItemPtr& item : items) {
    if (std::holds_alternative<Instances>(item->shape)) {
      out.push_back(with_amounts(*item, presence, effect, origins));
      continue;
    }
    const double own = amount_for(*item, presence), amount = waits ? paced(*item, own) : own;
    if (amount >= 1) out.push_back(item);
    else if (amount > 0)
      out.push_back(origins.of(item->row) ? brought(item, *origins.of(item->row), amount)
                                          : effect.apply(item, amount));
  }
  return out;
}

KeptRange kept_range(const Emphasis& emphasis, const Theme& theme) {
  const Kept kept = kept_of(emphasis, theme);
  if (kept.rows.empty()) return {kept.all, kept.all};
  const auto [least, most] = std::minmax_element(kept.rows.begin(), kept.rows.end());
  return {double(*least), double(*most)};
}

std::vector<ItemPtr> with_emphasis(const std::vector<ItemPtr>& items, const Emphasis& emphasis,
                                   const Theme& theme, const std::optional<Color>& ground) {
  if (emphasis.others.empty()) return items;
  const Kept opacity_kept = kept_of(emphasis, theme);
  const auto keep = [&](const ItemPtr& item, double kept) {
    return ground ? dimmed(item, kept, *ground) : faded(item, kept);
  };
  std::vector<ItemPtr> out;
  for (const ItemPtr& item : items) {
    if (opacity_kept.rows.empty()) {
      out.push_back(keep(item, opacity_kept.all));
    } else if (std::holds_alternative<Instances>(item->shape)) {
      Item copy = *item;
      auto& opacity = std::get<Instances>(copy.shape).opacity;
      for (size_t i = 0; i < opacity.size(); ++i) opacity[i] *= opacity_kept.rows[i];
      out.push_back(std::make_shared<const Item>(std::move(copy)));
    } else {
      const double kept =
          item->row >= 0 ? double(opacity_kept.rows[size_t(item->row)]) : opacity_kept.all;
      out.push_back(keep(item, kept));
    }
  }
  return out;
}

}  // namespace lantern
