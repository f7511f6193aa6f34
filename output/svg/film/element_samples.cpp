#include "output/svg/film/element_samples.h"

#include <algorithm>

namespace lantern::svg {

Samples samples_of(const Element& element, int last, Slot slot, int variant) {
  const std::vector<Change>& changes = element.changes;
  const auto usable = [&](const Change& state) {
    return state.variant >= 0 && (variant < 0 || state.variant == variant);
  };
  const Change* present = &*std::find_if(changes.begin(), changes.end(), usable);
  Samples out;
  size_t next = 0;
  for (int frame = 0; frame <= last; ++frame) {
    for (; next < changes.size() && changes[next].frame <= frame; ++next) {
      if (usable(changes[next])) present = &changes[next];
    }
    const auto from = present->numbers.begin() + std::ptrdiff_t(slot.at);
    out.values.emplace_back(from, from + std::ptrdiff_t(slot.count));
  }
  return out;
}

Samples opacity_of(const Element& element, int last) {
  Samples out;
  size_t next = 0;
  double present = 0;
  for (int frame = 0; frame <= last; ++frame) {
    for (; next < element.changes.size() && element.changes[next].frame <= frame; ++next) {
      const Change& state = element.changes[next];
      present = state.variant < 0 ? 0 : state.numbers[kOpacity.at];
    }
    out.values.push_back({present});
  }
  return out;
}

std::vector<Stretch> stretches_of(const Element& element, int last, int variant, int count) {
  std::vector<Stretch> out;
  for (size_t i = 0; i < element.changes.size(); ++i) {
    const int own = element.changes[i].variant;
    if (own < variant || own >= variant + count) continue;
    const int from = element.changes[i].frame;
    const int to = i + 1 < element.changes.size() ? element.changes[i + 1].frame : last + 1;
    if (!out.empty() && out.back().last == from) out.back().last = to;
    else out.push_back({from, to});
  }
  return out;
}

}  // namespace lantern::svg
