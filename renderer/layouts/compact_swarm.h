#pragma once

#include <vector>

namespace lantern {

/// A disc on its line: `along` is fixed, `across` is found.
struct SwarmDisc {
  double along = 0;
  double radius = 0;
  double across = 0;
};

/// Finds, for discs fixed along a line, places across it so that none overlap and the swarm is
/// compact: again and again the disc that can come nearest to the line is put there (the "compact
/// swarm" of the R package beeswarm, Eklund & Trimble 2021). Ties go to the earlier disc, and by
/// their numbers, even or odd, to below or above: the same discs always give the same swarm, and
/// one of another size has most of them on the same side. All must be finite.
std::vector<SwarmDisc> compact_swarm(std::vector<SwarmDisc> discs);

}  // namespace lantern
