#include "core/diagnostics/at_place.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace lantern {

namespace {

/// A limit that would do: four times as much, or three times of what is known to be wanted, as
/// what comes after is not; in two figures.
double enough(const OutOfWork& error) {
  const double billions = std::max(4 * double(error.most()), 3 * error.wanted()) / 1e9;
  constexpr double kTwoFigures = 100;
  double unit = 1e-9;
  while (billions / unit >= kTwoFigures) unit *= 10;
  return std::ceil(billions / unit) * unit;
}

}  // namespace

SceneError out_of_work(const OutOfWork& error, const Location& at) {
  const double most = double(error.most()) / 1e9;
  return SceneError(
      {Severity::error, "limit", at,
       fmt::format("this takes more work than the limit of {} billion steps", most),
       fmt::format("make it smaller, or raise the limit: `--limit work={:.10g}`", enough(error))});
}

SceneError in_instance(const SceneError& error, const std::string& name) {
  Diagnostic out = error.diagnostic();
  const bool told = out.message.find('@') != std::string::npos;  // by what it is computed of
  if (name.find('@') != std::string::npos && !told) out.message = name + ": " + out.message;
  return SceneError(std::move(out));
}

}  // namespace lantern
