#pragma once

#include <string>
#include <vector>

#include "renderer/frame/frame.h"

namespace lantern {

/// A mark in a picture, and the keys of its rows.
struct UnitMark {
  std::string id;
  const std::vector<std::string>* keys = nullptr;
};

/// Rows that are in the mark `leaving` before and in the mark `entering` after, of whatever kinds
/// the two are (a dot, a bar, a cell, a text): in the picture `from` each is what it is about to
/// become, in the place and the size that it has there.
void morph_units(std::vector<ItemPtr>& from, const std::vector<ItemPtr>& to,
                 const UnitMark& leaving, const UnitMark& entering);

}  // namespace lantern
