#pragma once

#include "core/scene/run/memo.h"
#include "core/scene/run/state.h"
#include "renderer/marks/common.h"
#include "renderer/marks/mark.h"

namespace lantern {

/// The places of a mark's rows by its layout, or its x and y. Settled layouts that are on their way
/// are solved at both ends of the step and blended by key: `settled`, null where there is none.
std::vector<Point> place_rows(const MarkValues& values, const Settled* settled,
                              const MarkType& type, const Plot& plot, Memo& memo);

/// What each row of a mark stands at.
std::vector<Anchor> anchors_at(const Standing& standing, const TablePtr& rows,
                               const Anchors& anchors);

/// The places there, or beside it.
std::vector<Point> place_beside(const Placement& place, const std::vector<Anchor>& anchors);

/// The places of rows that move along another mark, `progress` of the way. Without a way there, all
/// are at the mark's middle; nowhere, where nothing of it is drawn.
std::vector<Point> place_along(const Placement& place, size_t count, const Anchors& anchors);

/// Anchors for each group of rows: the box around those whose value in `column` is the same.
/// Throws SceneError at `at` where there is no such column.
Anchors group_anchors(const Anchors& anchors, const Table& rows, const std::string& column,
                      const Location& at);

}  // namespace lantern
