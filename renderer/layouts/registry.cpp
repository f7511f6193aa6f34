#include <array>

#include "core/record/registry.h"
#include "renderer/layouts/layout.h"

namespace lantern {

// Sorted by name. To add one, write its file and add its line here.
// clang-format off
#define LAYOUTS(_) \
  _(beeswarm) \
  _(grid) \
  _(pack) \
  _(scatter) \
  _(stack)
// clang-format on

#define DECLARE(name)                \
  namespace name##_layout {          \
    extern const LayoutType kLayout; \
  }
#define ADDRESS(name) &name##_layout::kLayout,

LAYOUTS(DECLARE)

namespace {

constexpr auto kLayouts = std::to_array<const LayoutType*>({LAYOUTS(ADDRESS)});

}  // namespace

std::span<const LayoutType* const> layouts() {
  return kLayouts;
}

const LayoutType* find_layout(const Kind* kind) {
  return find_by_kind(kLayouts, kind);
}

KindList layout_kinds() {
  static const auto kKinds = kinds_of(kLayouts);
  return kKinds;
}

}  // namespace lantern
