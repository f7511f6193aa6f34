#pragma once

namespace lantern {

/// A text in as few lines as fit `width`, broken so that they are about equally long: no single
/// word is left on the last line. `set(width)` sets it and gives a pointer to its width and lines.
template <class Set>
auto balanced(double width, const Set& set) {
  auto best = set(width);
  if (best->lines < 2) return best;
  constexpr int kHalvings = 6;
  double low = width / best->lines / 2, high = width;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (low + high) / 2;
    const auto narrower = set(middle);
    const bool fits = narrower->lines <= best->lines && narrower->width <= middle;
    (fits ? high : low) = middle;
    if (fits) best = narrower;
  }
  return best;
}

}  // namespace lantern
