#pragma once

#include <functional>
#include <string>
#include <vector>

#include "renderer/frame/frame.h"

namespace lantern {

/// How far a datum has got from one picture to the next (0…1), by its place among `count` data that
/// may follow each other.
using BlendProgress = std::function<double(size_t rank, size_t count)>;

/// The picture between two pictures: items with the same id move, what is only in the first fades
/// out, what is only in the second fades in. Items that are the same object in both are passed on
/// as they are.
std::vector<ItemPtr> blend(const std::vector<ItemPtr>& from, const std::vector<ItemPtr>& to,
                           const BlendProgress& progress);

}  // namespace lantern
