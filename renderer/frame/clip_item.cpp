#include "renderer/frame/clip_item.h"

#include "core/base/overloaded.h"
#include "renderer/paths/clip.h"

namespace lantern {
namespace {

bool inside(const Path& path, const Box& box) {
  return std::all_of(path.points.begin(), path.points.end(),
                     [&](Point p) { return box.contains(p); });
}

ItemPtr with_shape(const Item& item, decltype(Item::shape) shape) {
  Item out = item;
  out.shape = std::move(shape);
  return std::make_shared<const Item>(std::move(out));
}

ItemPtr cut_path(const ItemPtr& item, const PathShape& shape, const Box& box) {
  if (inside(shape.path, box)) return item;
  PathShape out = shape;
  out.path = shape.fill ? clipped_region(shape.path, box) : clipped_line(shape.path, box);
  if (out.path.empty()) return nullptr;
  out.cut = std::make_shared<const CutPath>(CutPath{shape.path, box});
  return with_shape(*item, std::move(out));
}

ItemPtr cut_group(const ItemPtr& item, const Group& group, const Box& box) {
  Group out = group;
  out.children.clear();
  for (const ItemPtr& child : group.children) {
    if (ItemPtr left = cut_off(child, box)) out.children.push_back(std::move(left));
  }
  if (out.children == group.children) return item;
  return out.children.empty() ? nullptr : with_shape(*item, std::move(out));
}

}  // namespace

ItemPtr cut_off(const ItemPtr& item, const Box& box) {
  return std::visit(
      Overloaded{[&](const Group& group) { return cut_group(item, group, box); },
                 [&](const PathShape& shape) { return cut_path(item, shape, box); },
                 [&](const TextShape&) { return item; }, [&](const Instances&) { return item; },
                 [&](const ImageShape&) { return item; }},
      item->shape);
}

}  // namespace lantern
