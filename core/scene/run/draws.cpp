#include "core/scene/run/draws.h"

#include <cmath>

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/diagnostics/diagnostics.h"

namespace lantern {
namespace {

double argument_or(std::span<const Operand> arguments, size_t place, double otherwise) {
  return arguments.size() > place ? arguments[place].number : otherwise;
}

void check_probability(double p, const Location& at) {
  if (!(p < 0 || p > 1)) return;  // a missing one draws a missing truth
  throw SceneError({Severity::error, "out-of-range", at,
                    fmt::format("a probability is from 0 to 1; this one is {}", shortest(p)),
                    "sigmoid(x) is between them, and clamp(x, 0, 1)"});
}

}  // namespace

/// However often a draw goes on, a stream is one draw's own: others are not moved by it.
Operand drawn(const Builtin& function, std::span<const Operand> arguments, Random& random,
              const Location& at) {
  if (function.name == "normal") {
    return Operand::of(random.normal(argument_or(arguments, 0, 0), argument_or(arguments, 1, 1)));
  }
  if (function.name == "uniform") {
    return Operand::of(random.uniform(argument_or(arguments, 0, 0), argument_or(arguments, 1, 1)));
  }
  if (function.name == "bernoulli") {
    const double p = arguments[0].number, share = random.uniform();
    check_probability(p, at);
    if (std::isnan(p)) return {ValueType::boolean, false, p, {}, {}};
    return Operand::truth(share < p);
  }
  return arguments[random.below(arguments.size())];  // choice
}

}  // namespace lantern
