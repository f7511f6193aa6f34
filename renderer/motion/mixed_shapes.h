#pragma once

#include <optional>

#include "renderer/frame/frame.h"

namespace lantern {

// Shapes between two of one kind, 0 < t < 1; nothing where there is none, and one fades into the
// other.

using Shape = decltype(Item::shape);

std::optional<Shape> mixed_shape(const PathShape& a, const PathShape& b, double t);
std::optional<Shape> mixed_shape(const TextShape& a, const TextShape& b, double t);
std::optional<Shape> mixed_shape(const ImageShape& a, const ImageShape& b, double t);

}  // namespace lantern
