#include "tests/support/animated.h"

#include "output/svg/film/animated_svg.h"
#include "tests/support/markup.h"

namespace lantern::test {

std::string animated_svg_of(const std::function<std::vector<ItemPtr>(int)>& items,
                            const AnimatedOptions& options) {
  const auto frame = [&](int i) {
    return Frame{options.width, options.height, {1, 1, 1, 1}, items(i)};
  };
  Film film;
  film.fps = {30, 1};
  film.duration = options.frames / 30.0;
  film.hold = 0.5;
  film.loop = options.loop;
  svg::Recording recording(1, 1);
  for (int i = 0; i < options.frames; ++i) recording.add(frame(i));
  recording.settle();
  const std::string svg =
      svg::write_animated_svg(recording, frame(options.frames - 1), film,
                              {"Film", "", int(options.width), int(options.height), false})
          .text;
  check_document(svg);
  return svg;
}

}  // namespace lantern::test
