#include <array>

#include "core/record/registry.h"
#include "renderer/marks/mark.h"

namespace lantern {

// Sorted by name. To add one, write its file and add its line here.
// clang-format off
#define MARKS(_) \
  _(arc) \
  _(area) \
  _(arrow) \
  _(bar) \
  _(boundary) \
  _(box) \
  _(brace) \
  _(bubble) \
  _(callout) \
  _(cell) \
  _(contour) \
  _(dot) \
  _(field) \
  _(formula) \
  _(glyph) \
  _(group) \
  _(hull) \
  _(image) \
  _(legend) \
  _(line) \
  _(network) \
  _(rect) \
  _(rough) \
  _(rule) \
  _(square) \
  _(table) \
  _(text) \
  _(tree) \
  _(tree_path)
// clang-format on

#define DECLARE(name)            \
  namespace name##_mark {        \
    extern const MarkType kMark; \
  }
#define ADDRESS(name) &name##_mark::kMark,

MARKS(DECLARE)

namespace {

constexpr auto kMarks = std::to_array<const MarkType*>({MARKS(ADDRESS)});

}  // namespace

std::span<const MarkType* const> marks() {
  return kMarks;
}

const MarkType* find_mark(const Kind* kind) {
  return find_by_kind(kMarks, kind);
}

KindList mark_kinds() {
  static const auto kKinds = kinds_of(kMarks);
  return kKinds;
}

}  // namespace lantern
