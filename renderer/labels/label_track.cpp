#include "renderer/labels/label_track.h"

#include <cmath>

#include "core/base/portable_math.h"

namespace lantern {

bool same_place(const LabelPlace& a, const LabelPlace& b) {
  return a.shown == b.shown && std::fabs(a.along - b.along) < 0.03 &&
         portable::hypot(a.shift.x - b.shift.x, a.shift.y - b.shift.y) < 1.5;
}

}  // namespace lantern
