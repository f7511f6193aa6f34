#include <algorithm>

#include <fmt/format.h>

#include "cli/lint/rules/flash_meter.h"
#include "cli/lint/rules/rule.h"
#include "renderer/raster/rasteriser.h"

namespace lantern::flashes_rule {
namespace {

constexpr double kMost = 3;  // a second, WCAG 2.3.1
constexpr int kWidth = 320;  // of the pictures that are looked at

FlashMeter measured(const FilmJob& job) {
  const Production& production = job.production();
  const int height = std::max(1, kWidth * production.height / production.width);
  Pixmap pixels(kWidth, height, true);
  Rasteriser rasteriser(kWidth, height, false);
  FlashMeter meter;
  const Film& film = job.film();
  for (std::int64_t n = 0; n < film.frames; ++n) {
    rasteriser.draw(job.frame_at(film.time_of(n)), pixels);
    meter.add(pixels, film.time_of(n));
  }
  return meter;
}

void check(const LintContext& lint) {
  const FlashMeter meter = measured(lint.job);
  if (meter.most() <= kMost) return;
  lint.report_at(
      lint.place_at(meter.at()), Severity::error, "flashes",
      fmt::format("{:.1f} flashes in the second from {:.1f} s; {} is the most (WCAG 2.3.1)",
                  meter.most(), meter.at(), kMost),
      "make it slower, or smaller");
}

}  // namespace

extern const LintRule kRule{"flashes", "More than three flashes in a second.", check};

}  // namespace lantern::flashes_rule
