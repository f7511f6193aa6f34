#include "renderer/stage/mark_group.h"

#include "renderer/frame/clip_item.h"

namespace lantern {

ItemPtr mark_group(const std::string& id, MarkOutput& output, const Box& seen, const Box& far,
                   const Box& axes) {
  std::vector<ItemPtr> items;
  std::vector<size_t> places(output.items.size());
  for (size_t i = 0; i < output.items.size(); ++i) {
    places[i] = items.size();
    const bool outline = std::holds_alternative<PathShape>(output.items[i]->shape);
    ItemPtr left = cut_off(output.items[i], outline ? seen : far);
    if (left) items.push_back(std::move(left));
  }
  for (MarkLabel& label : output.labels) label.item = places[label.item];
  return make_item(id, Group{.children = std::move(items), .clip = output.clip, .axes = axes});
}

}  // namespace lantern
