#include "output/svg/film/animated_parts.h"

#include <algorithm>

#include "output/svg/film/element_samples.h"

namespace lantern::svg {
namespace {

constexpr double kJump = 0.3;  // an opacity that changes so much in one frame jumps
constexpr double kPause = 15;  // frames: a shorter stay between two ways is part of them
constexpr size_t kFewTurns = 12;

/// Keys [first, last] between which a value changes, or stays.
struct Turn {
  size_t first, last;
  bool moves;
};

std::vector<Turn> turns_of(const std::vector<Keyframe>& keys) {
  std::vector<Turn> out;
  for (size_t i = 0; i + 1 < keys.size(); ++i) {
    const double frames = keys[i + 1].frame - keys[i].frame;
    if (frames == 0) continue;
    const bool ends = i == 0 || i + 2 == keys.size();
    const bool moves = keys[i].value != keys[i + 1].value || (frames < kPause && !ends);
    if (moves && !out.empty() && out.back().moves) out.back().last = i + 1;
    else out.push_back({i, i + 1, moves});
  }
  return out;
}

/// The last frame of a way, or behind it where that is the film's.
int end_of(const Turn& turn, const std::vector<Keyframe>& keys, const Clock& clock) {
  return turn.last + 1 == keys.size() ? clock.last() + 1 : int(keys[turn.last].frame);
}

/// An animation for each way, a class for each stay: nothing runs for longer than it has to, and
/// what a browser does at every frame for a class is little. (It compares names; an opacity it
/// parses, and finds the style that the element would have without, which may take the styles of
/// all others anew.) On a way the class of the stay before it is below the animation.
std::string turn_by_turn(const std::vector<Keyframe>& keys, const std::vector<Turn>& turns,
                         Workshop& shop) {
  std::string out;
  std::vector<Held> stays{{0, shop.document.opacity_class(start_of(keys))}};
  for (const Turn& turn : turns) {
    const Keyframe& from = keys[turn.first];
    if (!turn.moves) {
      const std::string held = shop.document.opacity_class(from.value[0]);
      if (held != stays.back().value) stays.push_back({from.frame, held});
      continue;
    }
    const std::vector<Keyframe> way(keys.begin() + std::ptrdiff_t(turn.first),
                                    keys.begin() + std::ptrdiff_t(turn.last) + 1);
    const Stretch stretch{int(from.frame), end_of(turn, keys, shop.clock)};
    out += animate("opacity", way, shop.clock.within(stretch), plain(2));
  }
  if (keys.size() > 1 && keys[keys.size() - 2].frame == keys.back().frame) {
    stays.push_back({keys.back().frame, shop.document.opacity_class(keys.back().value[0])});
  }
  return out + jumping("class", stays, shop.clock);
}

/// Whether one animation for all turns is better than one for each.
bool at_a_stretch(const std::vector<Keyframe>& keys, const std::vector<Turn>& turns,
                  const Clock& clock) {
  return turns.size() > kFewTurns || std::any_of(turns.begin(), turns.end(), [&](const Turn& turn) {
           return turn.moves && clock.ends_with_loop(end_of(turn, keys, clock));
         });
}

}  // namespace

double start_of(const std::vector<Keyframe>& keys) {
  return keys.front().value[0];
}

void Parts::add(std::string_view name, const std::vector<Keyframe>& keys, const Clock& clock,
                int decimals) {
  attributes += attribute(name, start_of(keys), 3);
  animations += animate(name, keys, clock, plain(decimals));
}

void Parts::add_opacity(const Samples& values, Workshop& shop) {
  const auto keys = keyframes(values, kFaint, kJump, shop.clock.last_step());
  attributes += opacity(start_of(keys));
  const auto jumps = jumps_of(keys);
  if (jumps.size() < 2) {
    const auto turns = turns_of(keys);
    animations += at_a_stretch(keys, turns, shop.clock)
                      ? animate("opacity", keys, shop.clock, plain(2))
                      : turn_by_turn(keys, turns, shop);
    return;
  }
  std::vector<Held> classes;
  for (const Keyframe& key : jumps)
    classes.push_back({key.frame, shop.document.opacity_class(key.value[0])});
  animations += jumping("class", classes, shop.clock);
}

void Parts::add_paint(std::string_view name, const Element& element, Slot color,
                      const Clock& clock) {
  const auto colors =
      keyframes(samples_of(element, clock.last(), rgb_of(color)), kFaint, kJump, clock.last_step());
  const auto alphas = keyframes(samples_of(element, clock.last(), alpha_of(color)), kFaint, kJump,
                                clock.last_step());
  const auto as_hex = [](const std::vector<double>& v) {
    return to_hex(Color{v[0], v[1], v[2], 1});
  };
  attributes += attribute(name, as_hex(colors.front().value));
  animations += animate(name, colors, clock, as_hex);
  if (alphas.size() < 2 && start_of(alphas) >= 1) return;
  add(std::string(name) + "-opacity", alphas, clock, 3);
}

}  // namespace lantern::svg
