#pragma once

#include <cstddef>
#include <functional>

namespace lantern {

/// How far a datum has got from one picture to the next (0…1), by its place among `count` data that
/// may follow each other.
using BlendProgress = std::function<double(size_t rank, size_t count)>;

}  // namespace lantern
