#include <algorithm>
#include <array>

#include "renderer/mark.h"

namespace lantern {

extern const MarkType kArea;
extern const MarkType kArrow;
extern const MarkType kBoundary;
extern const MarkType kBrace;
extern const MarkType kBubble;
extern const MarkType kCallout;
extern const MarkType kDot;
extern const MarkType kFormula;
extern const MarkType kGlyph;
extern const MarkType kHull;
extern const MarkType kLegend;
extern const MarkType kLine;
extern const MarkType kRect;
extern const MarkType kRough;
extern const MarkType kRule;
extern const MarkType kTable;
extern const MarkType kText;
extern const MarkType kTree;
extern const MarkType kTreePath;

namespace {

// Sorted by name.
constexpr std::array kMarks{&kArea,    &kArrow, &kBoundary, &kBrace,  &kBubble, &kCallout, &kDot,
                            &kFormula, &kGlyph, &kHull,     &kLegend, &kLine,   &kRect,    &kRough,
                            &kRule,    &kTable, &kText,     &kTree,   &kTreePath};

}  // namespace

std::span<const MarkType* const> marks() {
  return kMarks;
}

const MarkType* find_mark(const Kind* kind) {
  const auto found = std::find_if(kMarks.begin(), kMarks.end(),
                                  [&](const MarkType* mark) { return &mark->kind == kind; });
  return found == kMarks.end() ? nullptr : *found;
}

KindList mark_kinds() {
  static const auto kKinds = [] {
    std::array<const Kind*, kMarks.size()> kinds{};
    for (size_t i = 0; i < kinds.size(); ++i) kinds[i] = &kMarks[i]->kind;
    return kinds;
  }();
  return kKinds;
}

}  // namespace lantern
