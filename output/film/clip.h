#pragma once

#include <cstdint>

#include "core/spec/film.h"

namespace lantern {

/// When frame n starts, in seconds.
double start_of_frame(const Film& film, std::int64_t n);

/// The film that frames [first, last) of `film` make, its times counted from its own start.
/// Sections, cues and pauses outside are left out, those across an edge are cut.
Film clip(const Film& film, std::int64_t first, std::int64_t last);

}  // namespace lantern
