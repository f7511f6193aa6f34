#include "tests/support/text_places.h"

#include <fmt/format.h>

namespace lantern::test {

std::string misplaced_text(const Shown& shown) {
  for (double time = 0; time <= shown.duration(); time += 0.25) {
    const Frame frame = shown.frame(time);
    const auto found = text_boxes(frame, 0.3);
    for (auto a = found.begin(); a != found.end(); ++a) {
      const Box& box = a->second;
      if (box.x0 < 0 || box.y0 < 0 || box.x1 > frame.width || box.y1 > frame.height) {
        return fmt::format("{} leaves the canvas at {}s", a->first, time);
      }
      for (auto b = found.begin(); b != a; ++b) {
        if (box.overlaps(b->second))
          return fmt::format("{} lies on {} at {}s", a->first, b->first, time);
      }
    }
  }
  return "";
}

}  // namespace lantern::test
