#pragma once

#include <memory>

#include "renderer/paths/geometry.h"
#include "renderer/paths/path_ruler.h"

// A label and what it names: what marks tell the placer.

namespace lantern {

enum class Names { point, way, region };

/// A label that can stand at several places.
struct LabelSpot {
  Box home;  ///< where it stands when nothing is in the way
  /// What it names: a small thing, which it must not cover; a line, at `along` of its length; or a
  /// region, where it may also stand inside.
  Names names = Names::point;
  Box target;                              ///< of a point or region; of a line: its box
  std::shared_ptr<const PathRuler> way{};  ///< of a line
  std::shared_ptr<const Path> path{};      ///< of a region, where it is not its box
  double along = 1;
  Point side{1, 0};    ///< of home: −1, 0 or 1 each way
  bool fixed = false;  ///< the author chose the side: it stands elsewhere only to stay legible
  double gap = 6;      ///< from what it names
  /// How far away it has to stand at least, for what points at its target from a distance; 0:
  /// beside.
  double stand_off = 0;
  double weight = 1;  ///< where there is no room for all, the heavier stay
  Box within;         ///< it must stay in there
};

/// A place of a label relative to its home: what is kept from frame to frame while what it names
/// moves.
struct LabelPlace {
  bool shown = true;
  double along = 1;  ///< of a line
  Point shift;

  friend bool operator==(const LabelPlace&, const LabelPlace&) = default;
};

/// Where its box would be if there were no edges.
Box free_box_at(const LabelSpot& spot, const LabelPlace& place);

/// Where its box is, moved into what it must stay in.
Box box_at(const LabelSpot& spot, const LabelPlace& place);

/// `box` moved into `within` as far as it fits.
Box moved_into(const Box& box, const Box& within);

/// The point of what it names that a leader to a label there leads to.
Point tip_at(const LabelSpot& spot, const LabelPlace& place, const Box& box);

/// Where a line's label leaves from.
Point point_of(const LabelSpot& spot, double along);

}  // namespace lantern
