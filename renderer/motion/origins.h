#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scene/run/state.h"
#include "renderer/frame/frame.h"
#include "renderer/motion/anchors.h"

namespace lantern {

/// Where the rows of a mark come from when they enter.
struct Origins {
  std::string id;  ///< of the mark
  std::vector<std::optional<Anchor>> rows;

  const Anchor* of(std::ptrdiff_t row) const {
    return row >= 0 && size_t(row) < rows.size() && rows[size_t(row)] ? &*rows[size_t(row)]
                                                                      : nullptr;
  }
};

/// The group of a mark in a picture; null where there is none.
const Group* find_group(const std::vector<ItemPtr>& items, const std::string& id);
/// In its place, or as the last one.
void put_group(std::vector<ItemPtr>& items, const std::string& id, Group group);

/// One symbol on its way from an anchor to its own place: `amount` 0 is there, 1 is here.
void bring(Instances& symbols, size_t i, const Anchor& from, double amount);

/// The same for another item: outlines start with the anchor's box as theirs, texts at its middle.
ItemPtr brought(const ItemPtr& item, const Anchor& from, double amount);

/// Adds to the picture `from`, where they come from, the rows that `to` has and it has not, so that
/// they are on their way when the two are blended. Both are lists of marks' groups.
void start_at_origins(std::vector<ItemPtr>& from, const std::vector<ItemPtr>& to,
                      const Origins& origins);

/// Rows that are in the mark `leaving` before and in the mark `entering` after go from one to the
/// other: in the picture `from` they belong to the mark that they are about to enter.
void hand_over(std::vector<ItemPtr>& from, const std::vector<ItemPtr>& to,
               const std::string& leaving, const std::string& entering);

}  // namespace lantern
