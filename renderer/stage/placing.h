#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/scene/run/memo.h"
#include "core/scene/run/state.h"
#include "renderer/layouts/layout.h"
#include "renderer/marks/common.h"
#include "renderer/marks/mark.h"

namespace lantern {

/// The places of a mark's rows by its layout, or its x and y. Settled layouts that are on their way
/// are solved at both ends of the step and blended by key: `settled`, null where there is none.
/// Sizes are multiplied by `shrink`.
std::vector<Point> place_rows(const MarkValues& values, const Settled* settled,
                              const MarkType& type, const Plot& plot, double shrink, Memo& memo);

/// The same at one end of a step, and how far its layout moved rows together.
LaidOut lay_out(const MarkValues& values, const MarkType& type, const Plot& plot, double shrink,
                Memo& memo);

/// Where a row of a mark stands at another mark: at the row that its address names, at the group
/// that it belongs to, else where `pick` says. Nowhere if the row that is named is not there.
Anchor anchor_at(const Standing& standing, const TablePtr& rows, size_t row,
                 const Anchors& anchors);

/// The row of a mark that an address names for a row, or all of it; nowhere if it is not there.
Anchor named_anchor(const MarkRef& ref, size_t row, const Anchors& anchors);

/// The way along that, null if there is none.
std::shared_ptr<const Path> named_way(const MarkRef& ref, size_t row, const Anchors& anchors);

/// The places there, or beside it.
std::vector<Point> place_beside(const Placement& place, const std::vector<Anchor>& anchors);

/// The places of rows that move along these ways, `progress` of each. Without a way, nowhere.
std::vector<Point> place_along(const Placement& place,
                               std::span<const std::shared_ptr<const Path>> ways);

/// Anchors for each group of rows: the box around those whose value in `column` is the same.
/// Throws SceneError at `at` where there is no such column.
Anchors group_anchors(const Anchors& anchors, const Table& rows, const std::string& column,
                      const Location& at);

}  // namespace lantern
