#pragma once

#include "core/base/color.h"

namespace lantern {

/// How colours are seen: as most people do, or without one of the three kinds of cones.
enum class Vision { full, protanopia, deuteranopia, tritanopia };

/// What somebody sees of a colour, as a colour that everybody sees so. G. M. Machado, M. M.
/// Oliveira and L. A. F. Fernandes, "A physiologically-based model for simulation of color vision
/// deficiency", IEEE TVCG 15(6), 2009: the matrices of severity 1.
Color as_seen(const Color& color, Vision vision);

/// How far apart two opaque colours look: their distance in OKLab; about 0.02 can just be told.
double difference(const Color& a, const Color& b);

}  // namespace lantern
