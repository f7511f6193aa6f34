#pragma once

#include <span>
#include <string>

#include "core/base/number_format.h"
#include "core/expr/operand.h"

namespace lantern {

/// Letters with case of the Latin, Greek and Cyrillic scripts; all else as it is.
std::string in_upper_case(const std::string& text);
std::string in_lower_case(const std::string& text);

Operand upper_texts(std::span<const Operand> a);
Operand lower_texts(std::span<const Operand> a);
/// A number as its format writes it; without one, any value as it is written. The format is
/// constant, and one that can be parsed.
/// A colour between two others as a text that `Look` reads, in thousandths of the way.
Operand mix_colors(std::span<const Operand> arguments);

Operand formatted(std::span<const Operand> a);

}  // namespace lantern
