#include "output/svg/animated_parts.h"

#include <fmt/format.h>

#include "output/svg/element_samples.h"

namespace lantern::svg {
namespace {

constexpr double kJump = 0.3;  // an opacity that changes so much in one frame jumps

}  // namespace

double start_of(const std::vector<Keyframe>& keys) { return keys.front().value[0]; }

void Parts::add(std::string_view name, const std::vector<Keyframe>& keys, const Clock& clock,
                int decimals) {
  attributes += fmt::format(" {}=\"{}\"", name, number(start_of(keys), 3));
  animations += animate(name, keys, clock, plain(decimals));
}

void Parts::add_opacity(const Samples& values, Workshop& shop) {
  const auto keys = keyframes(values, kFaint, kJump, shop.clock.last_step());
  attributes += opacity(start_of(keys));
  const auto jumps = jumps_of(keys);
  if (jumps.size() < 2) {
    animations += animate("opacity", keys, shop.clock, plain(2));
    return;
  }
  // Browsers compare the names of classes, while they parse a number anew at every frame.
  std::vector<Jump> classes;
  for (const Keyframe& key : jumps) classes.push_back({key.frame, shop.document.opacity_class(key.value[0])});
  animations += jumping("class", classes, shop.clock);
}

void Parts::add_paint(std::string_view name, const Element& element, size_t at, const Clock& clock) {
  const auto colors = keyframes(samples_of(element, clock.last(), at, 3), kFaint, kJump, clock.last_step());
  const auto alphas = keyframes(samples_of(element, clock.last(), at + 3, 1), kFaint, kJump, clock.last_step());
  const auto as_hex = [](const std::vector<double>& v) { return to_hex(Color{v[0], v[1], v[2], 1}); };
  attributes += fmt::format(" {}=\"{}\"", name, as_hex(colors.front().value));
  animations += animate(name, colors, clock, as_hex);
  if (alphas.size() < 2 && start_of(alphas) >= 1) return;
  add(std::string(name) + "-opacity", alphas, clock, 3);
}

}  // namespace lantern::svg
