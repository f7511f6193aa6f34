#pragma once

#include "renderer/frame/frame.h"

namespace lantern {

/// What leads from a label to what it names.
struct Leader {
  enum class Shape { straight, elbow, tail };
  Shape shape = Shape::straight;
  bool always = false;  ///< else only as far as the label stands off
  Color color;
  double width = 1.2;
  double dot = 0;     ///< diameter of its end
  double radius = 8;  ///< of a tail: of the panel's corners
  Color fill;         ///< of a tail: of the panel
};

/// The line from a label in `box` to `tip`, or, as a tail, the panel that the label stands on;
/// nothing where there is none to be seen. `gap` is the label's distance at home. It changes
/// steadily as box and tip move.
std::vector<ItemPtr> draw_leader(const Leader& leader, const Item& label, const Box& box, Point tip,
                                 double gap);

/// The line to a label that stands off.
Leader plain_leader(const Color& color);

}  // namespace lantern
