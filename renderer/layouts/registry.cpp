#include <algorithm>
#include <array>

#include "renderer/layout.h"

namespace lantern {

extern const LayoutType kBeeswarm;
extern const LayoutType kGrid;
extern const LayoutType kPack;
extern const LayoutType kScatter;
extern const LayoutType kStack;

namespace {

constexpr std::array kLayouts{&kBeeswarm, &kGrid, &kPack, &kScatter, &kStack};

}  // namespace

std::span<const LayoutType* const> layouts() { return kLayouts; }

const LayoutType* find_layout(const Kind* kind) {
  const auto found = std::find_if(kLayouts.begin(), kLayouts.end(),
                                  [&](const LayoutType* layout) { return &layout->kind == kind; });
  return found == kLayouts.end() ? nullptr : *found;
}

KindList layout_kinds() {
  static const std::array kKinds{&kBeeswarm.kind, &kGrid.kind, &kPack.kind, &kScatter.kind,
                                 &kStack.kind};
  return kKinds;
}

}  // namespace lantern
