#include "renderer/stage/in_sight.h"

#include <algorithm>

#include "core/base/overloaded.h"

namespace lantern {
namespace {

constexpr double kLeast = 1e-3;  // canvas units

/// A filled shape has two sides, a line has one. What is around a filled shape in the colour of the
/// ground keeps it off others, and shows nothing.
bool has_size(const PathShape& shape, const Color& ground) {
  const Box box = shape.path.bounds();
  if (shape.path.empty() || box.empty()) return false;
  const bool wide = box.width() > kLeast, high = box.height() > kLeast;
  const bool rim = shape.fill && shape.stroke && shape.stroke->color == ground;
  const bool lined = shape.stroke && shape.stroke->width > 0 && !rim;
  return lined ? wide || high : wide && high;
}

bool has_size(const Item& item, const Color& ground) {
  return std::visit(Overloaded{[&](const Group& group) {
                                 return std::any_of(group.children.begin(), group.children.end(),
                                                    [&](const ItemPtr& child) {
                                                      return has_size(*child, ground);
                                                    });
                               },
                               [](const Instances& symbols) {
                                 return std::any_of(symbols.size.begin(), symbols.size.end(),
                                                    [](double size) { return size > kLeast; });
                               },
                               [&](const PathShape& shape) { return has_size(shape, ground); },
                               [&](const auto&) { return !bounds_of(item).empty(); }},
                    item.shape);
}

}  // namespace

/// What is clear as a whole has no box: it is there for others to stand at.
Sight sight_of(const std::vector<ItemPtr>& items, const Box& canvas, const Color& ground) {
  Sight out = Sight::sizeless;
  for (const ItemPtr& item : items) {
    if (!has_size(*item, ground)) continue;
    const Box box = bounds_of(*item);
    if (box.empty() || box.overlaps(canvas)) return Sight::seen;
    out = Sight::outside;
  }
  return out;
}

}  // namespace lantern
