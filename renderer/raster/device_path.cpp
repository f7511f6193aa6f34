#include "renderer/raster/device_path.h"

namespace lantern {
namespace {

constexpr double kFarthest = 4194304;  // 2^22

}  // namespace

bool append_device_path(Path& out, const Path& path, const Affine& place) {
  out.verbs.insert(out.verbs.end(), path.verbs.begin(), path.verbs.end());
  bool finite = true;
  for (const Point p : path.points) {
    const Point q = place(p);
    finite = finite && std::isfinite(q.x) && std::isfinite(q.y);
    out.points.push_back(
        {std::clamp(q.x, -kFarthest, kFarthest), std::clamp(q.y, -kFarthest, kFarthest)});
  }
  return finite;
}

}  // namespace lantern
