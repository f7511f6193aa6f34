#include <algorithm>
#include <array>

#include "renderer/layout.h"

namespace lantern {

extern const LayoutType kBeeswarm;
extern const LayoutType kScatter;

namespace {

constexpr std::array kLayouts{&kBeeswarm, &kScatter};

}  // namespace

std::span<const LayoutType* const> layouts() { return kLayouts; }

const LayoutType* find_layout(const Kind* kind) {
  const auto found = std::find_if(kLayouts.begin(), kLayouts.end(),
                                  [&](const LayoutType* layout) { return &layout->kind == kind; });
  return found == kLayouts.end() ? nullptr : *found;
}

KindList layout_kinds() {
  static const std::array kKinds{&kBeeswarm.kind, &kScatter.kind};
  return kKinds;
}

}  // namespace lantern
