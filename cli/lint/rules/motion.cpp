#include <algorithm>

#include <fmt/format.h>

#include "cli/lint/rules/rule.h"
#include "renderer/raster/rasteriser.h"
#include "renderer/raster/same_pixels.h"

namespace lantern::motion_rule {
namespace {

constexpr double kLongest = 5;  // seconds, WCAG 2.2.2

constexpr int kWidth = 160;  // of the pictures that are compared
constexpr int kMoments = 24;

bool moves(const FilmJob& job) {
  const Production& production = job.production();
  const int height = std::max(1, kWidth * production.height / production.width);
  Rasteriser rasteriser(kWidth, height, false);
  const auto picture = [&](double time) {
    Pixmap out(kWidth, height, true);
    rasteriser.draw(production.stage->frame(time, true), out);
    return out;
  };
  const Pixmap first = picture(0);
  for (int i = 1; i <= kMoments; ++i) {
    if (!same_pixels(picture(job.film().duration * i / kMoments), first)) return true;
  }
  return false;
}

// Films last, and their files have controls: it is the page that lets readers stop them.
constexpr std::string_view kMend =
    "show the film with controls, or a picture that obeys prefers-reduced-motion: `lantern embed`";

void check(const LintContext& lint) {
  const Film& film = lint.job.film();
  if (film.frames < 2 || !moves(lint.job)) return;
  if (film.duration > kLongest) {
    lint.report_at(
        lint.place_at(kLongest), Severity::note, "motion",
        fmt::format(
            "it goes on for {:.1f} s: readers must be able to stop what moves by itself for "
            "more than {} s (WCAG 2.2.2)",
            film.duration, kLongest),
        std::string(kMend));
  } else if (film.loop) {
    lint.report_at(lint.place_at(film.duration), Severity::warning, "motion",
                   fmt::format("as a GIF, an APNG, a WebP or an animated SVG it starts again for "
                               "ever: readers must be able to stop what moves by itself for more "
                               "than {} s (WCAG 2.2.2)",
                               kLongest),
                   "say `canvas: {loop: false}`, or " + std::string(kMend));
  }
}

}  // namespace

extern const LintRule kRule{"motion", "Films that readers must be able to stop.", check};

}  // namespace lantern::motion_rule
