#include "renderer/marks/layer_sizes.h"

#include <cmath>

#include <fmt/format.h>

#include "core/record/fail.h"

namespace lantern {
namespace {

constexpr size_t kMostLayers = 26;
constexpr double kMostEdges = 100000;

}  // namespace

std::vector<size_t> layer_sizes(const RecordValue& fields, const std::vector<double>& layers) {
  std::vector<size_t> out;
  double edges = 0;
  for (const double size : layers) {
    const bool whole = size >= 1 && size <= kMostEdges && size == std::floor(size);
    if (!whole) fail(fields, "layers", "a layer has a whole number of nodes, at least 1");
    if (!out.empty()) edges += double(out.back()) * size;
    out.push_back(size_t(size));
  }
  if (out.size() > kMostLayers || edges > kMostEdges) {
    fail(fields, "layers",
         fmt::format("a network has at most {} layers and {} edges", kMostLayers, kMostEdges));
  }
  return out;
}

}  // namespace lantern
