#pragma once

#include <vector>

#include "output/svg/film/animation.h"
#include "output/svg/film/recording.h"

namespace lantern::svg {

// An element's changes as values at every frame, 0 … `last`.

/// The numbers of a slot, of all variants or of one: the nearest ones while it is not there.
Samples samples_of(const Element& element, int last, Slot slot, int variant = -1);

/// Its opacity: 0 while it is not there.
Samples opacity_of(const Element& element, int last);

/// The stretches in which it is one of the variants [variant, variant + count).
std::vector<Stretch> stretches_of(const Element& element, int last, int variant, int count = 1);

}  // namespace lantern::svg
