#pragma once

#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/record/field.h"
#include "renderer/plot/plot.h"

namespace lantern {

/// What a layout places: rows with the sides of their boxes, in a plot.
struct LayoutInput {
  const RecordValue& fields;  ///< of the layout's kind
  size_t count = 0;
  const Plot& plot;
  std::span<const double> sizes;  ///< canvas units, one a row, shrunk
  double shrink = 1;              ///< how far, for the gaps between them
};

/// Where rows are. Those that need more room than there is are moved together; then they overlap.
struct LaidOut {
  std::vector<Point> points;
  double pressed = 1;  ///< by what their distances were multiplied
  /// What does not do what its author may mean, for `lantern check`; a code of diagnostics.
  struct Remark {
    std::string_view code, message, hint;
  };
  std::optional<Remark> remark{};
};

/// A rule that gives rows their places: a pure function. Settled ones (`Kind::settled`) are called
/// for the ends of steps only.
struct LayoutType {
  Kind kind;
  LaidOut (*place)(const LayoutInput& in) = nullptr;
};

/// The place of a row that cannot have one: its size or its place on an axis is no number, or so
/// far out that the squares of such numbers are none.
constexpr Point kNowhere{std::numeric_limits<double>::quiet_NaN(),
                         std::numeric_limits<double>::quiet_NaN()};
constexpr double kFar = 1e100;

/// All layouts, sorted by name.
std::span<const LayoutType* const> layouts();

const LayoutType* find_layout(const Kind* kind);

/// Their descriptions.
KindList layout_kinds();

}  // namespace lantern
