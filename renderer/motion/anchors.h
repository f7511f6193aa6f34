#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/data/table.h"
#include "renderer/paths/geometry.h"
#include "renderer/paths/path.h"

namespace lantern {

/// Where the rows of a drawn mark are, for marks that are placed by them.
struct Anchor {
  Point at;
  Box box;
  std::shared_ptr<const Path> link{};  ///< of a tree's node: the way to it from the node above
  std::shared_ptr<const Path> way{};   ///< of an arrow or rule: the way along it
  /// Of a group of rows: theirs.
  std::shared_ptr<const std::vector<Anchor>> members{};
};
/// The anchor of a row that is not drawn: what would stand there is not drawn either.
Anchor nowhere();
bool is_nowhere(const Anchor& anchor);

struct Anchors {
  Keys keys;  ///< none: one datum
  std::vector<Anchor> rows;
  Box all;
  std::shared_ptr<const Path> way;  ///< of a line: the way along all of it
  /// What the mark has beside its rows, such as the nodes of a network.
  std::vector<std::pair<std::string, std::shared_ptr<const Anchors>>> parts{};
};

/// The anchor of the row with this key; null where there is none.
const Anchor* find_anchor(const Anchors& anchors, const std::string& key);

}  // namespace lantern
