#include "core/scene/run/draws.h"

#include <cmath>

namespace lantern {
namespace {

double argument_or(std::span<const Operand> arguments, size_t place, double otherwise) {
  return arguments.size() > place ? arguments[place].number : otherwise;
}

}  // namespace

/// However often a draw goes on, a stream is one draw's own: others are not moved by it.
Operand drawn(const Builtin& function, std::span<const Operand> arguments, Random& random) {
  if (function.name == "normal") {
    return Operand::of(random.normal(argument_or(arguments, 0, 0), argument_or(arguments, 1, 1)));
  }
  if (function.name == "uniform") {
    return Operand::of(random.uniform(argument_or(arguments, 0, 0), argument_or(arguments, 1, 1)));
  }
  if (function.name == "bernoulli") {
    const double p = arguments[0].number, share = random.uniform();
    if (std::isnan(p)) return {ValueType::boolean, false, p, {}, {}};
    return Operand::truth(share < p);
  }
  return arguments[random.below(arguments.size())];  // choice
}

}  // namespace lantern
