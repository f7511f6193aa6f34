#pragma once

#include "core/scene/memo.h"
#include "renderer/mark.h"

namespace lantern {

/// The places of a mark's rows by its layout, or its x and y. Settled layouts that are on their way
/// are solved at both ends of the step and blended by key.
std::vector<Point> place_rows(const MarkState& mark, const MarkType& type, const Plot& plot,
                              Memo& memo);

/// The places of rows that stand at another mark.
std::vector<Point> place_at(const RecordValue& fields, size_t count, const Anchors& anchors);

/// A key that is equal for equal plots.
void add_plot(Hasher& hasher, const Plot& plot);

}  // namespace lantern
