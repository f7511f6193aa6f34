#pragma once

#include <cstdint>
#include <span>

#include "core/record/value.h"

namespace lantern {

/// A record whose channels run over the given rows only, in that order. `data` is the table of
/// those rows, for the field `data`.
RecordValue select_rows(const RecordValue& record, std::span<const std::uint32_t> rows,
                        const TablePtr& data);

}  // namespace lantern
