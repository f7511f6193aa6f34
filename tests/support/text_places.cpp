#include "tests/support/text_places.h"

#include <fmt/format.h>

namespace lantern::test {

namespace {

/// Labels of lines that cross pass through each other: while they are on their way, they may meet.
bool pass(const std::string& a, const std::string& b, const std::map<std::string, Box>& now,
          const std::map<std::string, Box>& next) {
  const auto moves = [&](const std::string& id) {
    const auto later = next.find(id);
    return later == next.end() || !(later->second == now.at(id));
  };
  return a.ends_with(".label") && b.ends_with(".label") && moves(a) && moves(b);
}

}  // namespace

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
        if (!box.overlaps(b->second)) continue;
        const auto next = text_boxes(shown.frame(time + 1 / 60.0), 0.3);
        if (!pass(a->first, b->first, found, next))
          return fmt::format("{} lies on {} at {}s", a->first, b->first, time);
      }
    }
  }
  return "";
}

}  // namespace lantern::test
