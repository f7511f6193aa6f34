#pragma once

#include <memory>
#include <vector>

#include "output/svg/film/element.h"

namespace lantern::svg {

/// Sorts elements, and the children of each, so that every one comes after those that a frame
/// paints right before it. What no frame orders stays as it is; where two frames want the opposite,
/// the first in the list comes first.
void put_in_order(std::vector<std::unique_ptr<Element>>& elements);

}  // namespace lantern::svg
