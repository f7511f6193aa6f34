#include "renderer/plot/scales/round_ticks.h"

#include <cmath>

#include "renderer/plot/scales/tick_labels.h"
#include "renderer/plot/scales/ticks.h"

namespace lantern {

std::vector<double> round_ticks(const Domain& domain, int count) {
  return nice_ticks(domain.first, domain.last, count);
}

std::vector<std::string> round_labels(const Domain& domain, const std::vector<double>& ticks,
                                      int count, const NumberFormat* format) {
  if (format) return formatted(ticks, *format);
  return tick_labels(ticks, tick_step(domain.first, domain.last, count) >= 1000,
                     std::fabs(domain.last - domain.first));
}

}  // namespace lantern
