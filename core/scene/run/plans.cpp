#include "core/scene/run/plans.h"

namespace lantern {

size_t Versions::at(const Moment& moment) const {
  for (size_t i = versions.size(); i-- > 1;) {
    if (versions[i].start <= moment.time && !moment.holds_back(versions[i].jump)) return i;
  }
  return 0;
}

}  // namespace lantern
