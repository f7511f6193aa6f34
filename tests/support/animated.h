#pragma once

#include <functional>
#include <string>
#include <vector>

#include "renderer/frame/frame.h"

namespace lantern::test {

struct AnimatedOptions {
  double width = 100, height = 50;
  bool loop = true;
  int frames = 30;
};

/// The animated SVG of these frames, 30 a second and half a second of hold; checks that it is well
/// formed and that each id stands once.
std::string animated_svg_of(const std::function<std::vector<ItemPtr>(int)>& items,
                            const AnimatedOptions& options = {});

}  // namespace lantern::test
