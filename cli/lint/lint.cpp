#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "cli/films/film_job.h"
#include "cli/lint/flashes.h"
#include "cli/project/batch.h"
#include "cli/project/commands.h"
#include "core/base/text.h"
#include "renderer/marks/common.h"
#include "renderer/raster/rasteriser.h"
#include "renderer/text/shaped_text.h"

namespace lantern {
namespace {

constexpr double kLongestMotion = 5;    // seconds, WCAG 2.2.2
constexpr double kMostFlashes = 3;      // a second, WCAG 2.3.1
constexpr double kFastestReading = 20;  // characters a second, the usual limit of subtitles
constexpr double kContrast = 4.5;       // WCAG 1.4.3
constexpr double kLargeContrast = 3;    // of large text: 24 px, or 18.66 px in bold

struct SeenText {
  std::string id;
  TextShape shape;
};

/// The texts of a picture that are fully there, taken out of it.
std::vector<ItemPtr> without_texts(const std::vector<ItemPtr>& items, double opacity,
                                   std::vector<SeenText>& texts) {
  std::vector<ItemPtr> out;
  for (const ItemPtr& item : items) {
    const double seen = opacity * item->opacity;
    if (const auto* text = std::get_if<TextShape>(&item->shape)) {
      if (seen >= 0.95 && text->text && text->angle == 0 && !text->text->text.empty()) {
        texts.push_back({item->id, *text});
      }
    } else if (const auto* group = std::get_if<Group>(&item->shape)) {
      Group rest{without_texts(group->children, seen, texts), group->clip};
      out.push_back(make_item(item->id, std::move(rest), item->opacity, item->row));
    } else {
      out.push_back(item);
    }
  }
  return out;
}

/// The mean colour of a box.
Color mean_color(const Pixmap& pixels, const Box& box, double scale) {
  const auto within = [](double v, int most) { return std::clamp(static_cast<int>(v), 0, most); };
  const int x0 = within(box.x0 * scale, pixels.width() - 1),
            x1 = within(box.x1 * scale, pixels.width() - 1);
  const int y0 = within(box.y0 * scale, pixels.height() - 1),
            y1 = within(box.y1 * scale, pixels.height() - 1);
  double r = 0, g = 0, b = 0, count = 0;
  for (int y = y0; y <= y1; ++y) {
    for (int x = x0; x <= x1; ++x, ++count) {
      const std::uint32_t pixel = pixels.row(y)[x];
      r += pixel >> 16 & 255;
      g += pixel >> 8 & 255;
      b += pixel & 255;
    }
  }
  return {r / count / 255, g / count / 255, b / count / 255, 1};
}

class Linter {
 public:
  Linter(const Scene& scene, const Options& options, Desk& desk)
      : scene_(scene), desk_(desk), job_(scene, options, desk) {}

  void run() {
    check_motion();
    check_captions();
    check_contrast();
    check_flashes();
  }

 private:
  void warn(std::string_view code, std::string message, std::string hint = "") {
    Diagnostic out{Severity::warning, code, scene_.spec().at, std::move(message), std::move(hint)};
    desk_.diagnostics.add(std::move(out));
  }

  void check_motion() {
    const Film& film = job_.film();
    if (film.duration <= kLongestMotion) return;
    warn("motion",
         fmt::format(
             "it moves for {:.1f} s: readers must be able to stop what moves by itself for more "
             "than {} s (WCAG 2.2.2)",
             film.duration, kLongestMotion),
         "show the film with controls, or a picture that obeys prefers-reduced-motion: `lantern "
         "embed`");
  }

  void check_captions() {
    for (const Cue& cue : job_.film().cues) {
      const double time = cue.end - cue.start;
      const double speed = double(code_points(cue.text)) / std::max(time, 1e-3);
      if (speed <= kFastestReading) continue;
      warn("reading-speed",
           fmt::format("\"{}\" is shown for {:.1f} s: {:.0f} characters a second, more than {}",
                       cue.text, time, speed, kFastestReading),
           "say less, or hold longer");
    }
  }

  void check_contrast() {
    std::set<std::string> known;
    const Production& production = job_.production();
    Pixmap pixels(production.width, production.height, true);
    Rasteriser rasteriser(production.width, production.height, false);
    for (const double time : scene_.step_ends()) {
      Frame frame = production.stage->frame(time, true);
      std::vector<SeenText> texts;
      frame.items = without_texts(frame.items, 1, texts);
      rasteriser.draw(frame, pixels);
      const double scale = production.width / frame.width;
      for (const SeenText& text : texts) {
        if (known.count(text.id)) continue;
        const Box box = *text_item_box(*make_item(text.id, text.shape));
        if (check_text(text, mean_color(pixels, box, scale), time)) {
          known.insert(text.id);
        }
      }
    }
  }

  bool check_text(const SeenText& text, const Color& below, double time) {
    // A rim in another colour is what the letters stand on.
    const Color ground = text.shape.halo ? text.shape.halo->color : below;
    const Font& font = text.shape.text->font;
    const bool large = font.size >= 24 || (font.size >= 18.66 && font.weight >= 700);
    const double least = large ? kLargeContrast : kContrast;
    const double found = contrast(text.shape.color, ground);
    if (found >= least - 0.005) return false;
    warn("contrast",
         fmt::format("\"{}\" ({}) has a contrast of {:.1f} to what it stands on, at {:.1f} s; "
                     "{} is the least (WCAG 1.4.3)",
                     text.shape.text->text, text.id, found, time, least));
    return true;
  }

  void check_flashes() {
    constexpr int kWidth = 320;
    const Production& production = job_.production();
    const int height = std::max(1, kWidth * production.height / production.width);
    Pixmap pixels(kWidth, height, true);
    Rasteriser rasteriser(kWidth, height, false);
    FlashMeter meter;
    const Film& film = job_.film();
    for (std::int64_t n = 0; n < film.frames; ++n) {
      rasteriser.draw(production.stage->frame(film.time_of(n), true), pixels);
      meter.add(pixels, film.time_of(n));
    }
    if (meter.most() <= kMostFlashes) return;
    Diagnostic out{
        Severity::error, "flashes", scene_.spec().at,
        fmt::format("{:.1f} flashes in the second from {:.1f} s; {} is the most (WCAG 2.3.1)",
                    meter.most(), meter.at(), kMostFlashes),
        "make it slower, or smaller"};
    desk_.diagnostics.add(std::move(out));
  }

  const Scene& scene_;
  Desk& desk_;
  FilmJob job_;
};

}  // namespace

int lint(const Options& options) {
  return for_each_scene(options, "right", [&](const std::string& path) {
    Desk desk(options);
    const auto scene = open_scene(path, options, desk);
    if (scene) {
      try {
        Linter(*scene, options, desk).run();
      } catch (const SceneError& e) {
        desk.diagnostics.add(e.diagnostic());
      }
    }
    if (!options.quiet && desk.diagnostics.sorted().empty())
      fmt::print("{}: nothing to mend\n", path);
    return SceneOutcome{desk.report(options), false};
  });
}

}  // namespace lantern
