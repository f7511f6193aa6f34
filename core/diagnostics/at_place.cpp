#include "core/diagnostics/at_place.h"

#include <fmt/format.h>

namespace lantern {

SceneError out_of_work(const OutOfWork& error, const Location& at) {
  const double most = double(error.most()) / 1e9;
  return SceneError(
      {Severity::error, "limit", at,
       fmt::format("this takes more work than the limit of {} billion steps", most),
       fmt::format("make it smaller, or raise the limit: `--limit work={}`", 4 * most)});
}

}  // namespace lantern
