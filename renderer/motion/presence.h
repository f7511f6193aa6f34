#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/scene/run/state.h"
#include "core/spec/theme.h"
#include "renderer/frame/frame.h"
#include "renderer/motion/origins.h"

namespace lantern {

/// How a mark comes unless the step says otherwise.
struct Entrance {
  std::string_view effect;
  bool words_first = false;  ///< what is drawn leads from its words to what they are about
};

/// The items of a mark as far as its rows have entered; rows that come from somewhere are on their
/// way from there.
std::vector<ItemPtr> with_presence(const std::vector<ItemPtr>& items, const Presence& presence,
                                   const Entrance& entrance, const Origins& origins = {});

/// How much of its opacity a mark keeps while something is highlighted: of its rows the least, and
/// the most.
struct KeptRange {
  double least = 1, most = 1;
};
KeptRange kept_range(const Emphasis& emphasis, const Theme& theme);

/// The items with the rows that do not stand out dimmed: translucent, or, on this ground, with its
/// colour mixed in, so that they hide what is behind them.
std::vector<ItemPtr> with_emphasis(const std::vector<ItemPtr>& items, const Emphasis& emphasis,
                                   const Theme& theme, const std::optional<Color>& ground = {});

}  // namespace lantern
