#include <algorithm>
#include <array>

#include "renderer/mark.h"

namespace lantern {

extern const MarkType kArea;
extern const MarkType kBoundary;
extern const MarkType kDot;
extern const MarkType kGlyph;
extern const MarkType kHull;
extern const MarkType kLine;
extern const MarkType kRule;
extern const MarkType kTable;
extern const MarkType kText;
extern const MarkType kTree;

namespace {

constexpr std::array kMarks{&kArea, &kBoundary, &kDot,  &kGlyph,
                            &kHull, &kLine,     &kRule, &kTable, &kText, &kTree};

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
  static const std::array kKinds{&kArea.kind, &kBoundary.kind, &kDot.kind,  &kGlyph.kind,
                                 &kHull.kind, &kLine.kind,     &kRule.kind, &kTable.kind, &kText.kind, &kTree.kind};
  return kKinds;
}

}  // namespace lantern
