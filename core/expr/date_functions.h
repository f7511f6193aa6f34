#pragma once

#include <span>

#include "core/expr/operand.h"

namespace lantern {

/// A date, written or as seconds since 1970 began, as a text in the format of `format_date`, which
/// is constant and right. A dash where it is none.
Operand date_texts(std::span<const Operand> a);

/// A written date as seconds since 1970 began (UTC); missing where it is none.
Operand seconds_of(std::span<const Operand> a);

}  // namespace lantern
