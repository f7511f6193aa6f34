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
    rasteriser.draw(job.frame_at(time), out);
    return out;
  };
  const Pixmap first = picture(0);
  for (int i = 1; i <= kMoments; ++i) {
    if (!same_pixels(picture(job.film().duration * i / kMoments), first)) return true;
  }
  return false;
}

// Their files have controls, or obey: it is the page that lets readers stop them.
constexpr std::string_view kMend =
    "show the film with controls, or a picture that obeys prefers-reduced-motion: `lantern embed`";

void check(const LintContext& lint) {
  const Film& film = lint.job.film();
  if (film.frames < 2 || !moves(lint.job)) return;
  const auto note = [&](double time, const std::string& what, const std::string& mend) {
    lint.report_at(
        lint.place_at(time), Severity::note, "motion",
        fmt::format("{}: readers must be able to stop what moves by itself for more than {} s "
                    "(WCAG 2.2.2)",
                    what, kLongest),
        mend);
  };
  if (film.duration > kLongest) {
    note(kLongest, fmt::format("it goes on for {:.1f} s", film.duration), std::string(kMend));
  } else if (film.loop) {
    note(film.duration, "as a GIF, an APNG, a WebP or an animated SVG it starts again for ever",
         "say `canvas: {loop: false}`, or " + std::string(kMend));
  }
}

}  // namespace

extern const LintRule kRule{"motion", "Films that readers must be able to stop.", check};

}  // namespace lantern::motion_rule
