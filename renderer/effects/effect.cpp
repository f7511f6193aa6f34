#include "renderer/effects/effect.h"

#include "renderer/paragraph/rich_text.h"

namespace lantern {

Point pivot_of(const Item& item) {
  return item.pivot ? *item.pivot : bounds_of(item).center();
}

bool keeps_size(const Item& item) {
  return text_item_words(item).has_value();
}

}  // namespace lantern
