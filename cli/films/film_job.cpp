#include "cli/films/film_job.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <thread>

#include <fmt/format.h>

#include "cli/films/captions.h"
#include "cli/films/progress.h"
#include "cli/project/safe.h"
#include "config/read/scalars.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/work.h"
#include "core/diagnostics/at_place.h"
#include "output/film/pipeline.h"
#include "renderer/raster/rasteriser.h"

namespace lantern {
namespace {

std::int64_t frame_at(const Film& film, double time) {
  return static_cast<std::int64_t>(std::ceil(time * film.fps.value() - 1e-9));
}

Film film_of(const Scene& scene, const Options& options) {
  if (options.fps.empty()) return scene.film();
  const auto rate = parse_rate(options.fps);
  if (!rate || rate->value() > 240) {
    throw UsageError(fmt::format("--fps wants 30, or 30000/1001, not \"{}\"", options.fps));
  }
  Film film = scene.film_at(*rate);
  if (double(film.frames) > options.limits.frames) {
    throw LimitError(fmt::format("at --fps {} the film has {} frames; the limit is {}", options.fps,
                                 film.frames, options.limits.frames));
  }
  return film;
}

/// What the pictures of an output differ in.
enum Variant { kPlain = 0, kBurnt = 1, kFirst = 2 };

int variant_of(const Format& format, bool burn, const Film& film) {
  return (burn ? kBurnt : kPlain) | (format.plays && film.first ? kFirst : kPlain);
}

std::vector<RenderOutput> open_outputs(const std::vector<std::string>& paths, const Scene& scene,
                                       const Options& options) {
  std::vector<RenderOutput> outputs;
  for (const std::string& path : paths) {
    const Format& format = film_format(path, options);
    const CaptionPlan captions = caption_plan(scene.spec().canvas.captions, format);
    const SinkRequest request{path,           options.quality,  options.crf,      options.preset,
                              captions.track, options.outlines, fonts_of(options)};
    outputs.push_back({format.make(request), variant_of(format, captions.burn, scene.film())});
  }
  return outputs;
}

/// The film of one frame.
Film still_film(const Film& film) {
  Film out;
  out.title = film.title;
  out.description = film.description;
  out.fps = film.fps;
  out.transparent = film.transparent;
  out.language = film.language;
  return out;
}

/// What tells the format of standard output is an option, for others it is the path.
std::string with_extension(const std::string& path, const Options& options,
                           const std::string& fallback) {
  if (path != "-") return path;
  const std::string& format = options.format.empty() ? fallback : options.format;
  if (format.empty()) throw UsageError("-o - wants --format: gif, webp, svg …");
  return "standard-output." + format;
}

void refuse_terminal(const std::string& path, const Format& format) {
  if (path != "-" || format.text || !isatty(STDOUT_FILENO)) return;
  throw UsageError(
      fmt::format("standard output is a terminal, which cannot show {}; send it on: > film.{}",
                  format.name, format.extensions[0].substr(1)));
}

}  // namespace

void check_format_option(const Options& options) {
  const auto& outputs = options.outputs;
  if (!options.format.empty() && std::find(outputs.begin(), outputs.end(), "-") == outputs.end())
    throw UsageError("--format is for -o -; other files tell their format by their names");
}

const Format& film_format(const std::string& path, const Options& options) {
  const Format* format = format_for(with_extension(path, options, ""), Content::film);
  if (!format) {
    std::vector<std::string> known;
    for (const Format& f : formats()) {
      if (f.moving) known.emplace_back(f.extensions[0]);
    }
    const std::string what = path == "-" ? "--format " + options.format : path;
    throw UsageError(fmt::format("{}: films are written to {}", what, join_or(known)));
  }
  refuse_terminal(path, *format);
  if (!format->moving) {
    throw UsageError(
        fmt::format("{}: this is one picture; write the frames of a film to "
                    "'frames/%05d.png', or use `lantern still`",
                    path));
  }
  return *format;
}

const Format& still_format(const std::string& path, const Options& options) {
  const Format* format = format_for(with_extension(path, options, "png"), Content::still);
  const std::string what = path == "-" ? "--format " + options.format : path;
  if (!format)
    throw UsageError(
        fmt::format("{}: no format has this extension; `lantern list formats` shows all", what));
  if (!format->still)
    throw UsageError(fmt::format("{}: {} holds a film; use `lantern render`", what, format->name));
  refuse_terminal(path, *format);
  return *format;
}

FrameRange frames_between(const Film& film, double from, double to) {
  const std::int64_t first = std::min(frame_at(film, from), film.frames - 1);
  return {first, to >= film.duration ? film.frames : frame_at(film, to)};
}

FilmJob::FilmJob(const Scene& scene, const Options& options, Desk& desk)
    : scene_(scene),
      options_(options),
      desk_(desk),
      film_(film_of(scene, options)),
      production_(scene, options, desk) {}

Frame FilmJob::frame_at(double seconds, bool burn) const {
  const WorkBudget budget(options_.limits.work_steps());
  try {
    return at_place(scene_.spec().at, [&] { return production_.stage->frame(seconds, burn); });
  } catch (const SceneError& e) {
    throw SceneError(at_moment(e, seconds));
  }
}

void FilmJob::render(const std::vector<std::string>& paths, FrameRange range) {
  RenderJob job;
  job.film = film_;
  job.first = range.first;
  job.last = range.last;
  job.width = production_.width;
  job.height = production_.height;
  const int processors = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  job.workers = options_.jobs > 0 ? options_.jobs : processors;
  job.outputs = open_outputs(paths, scene_, options_);
  job.frame_at = [&](double seconds, int variant) {
    return frame_at(seconds, (variant & kBurnt) != 0);
  };
  job.frame = [&](std::int64_t n, int variant) {
    const bool other = (variant & kFirst) != 0 && n == 0;
    return job.frame_at(other ? *film_.first : film_.time_of(n), variant);
  };
  Progress progress(paths[0], options_.quiet);
  job.progress = [&](std::int64_t done, std::int64_t total) { progress.show(done, total); };
  render_film(job);
  for (const RenderOutput& output : job.outputs) {
    for (const std::string& warning : output.sink->warnings()) {
      desk_.diagnostics.warning("output", {}, warning);
    }
  }
}

void FilmJob::picture(const std::string& path, double time) const {
  write_picture(scene_, production_, options_, time, path);
}

void write_picture(const Scene& scene, const Production& production, const Options& options,
                   double time, const std::string& path) {
  const Format& format = still_format(path, options);
  const bool burn = caption_plan(scene.spec().canvas.captions, format).burn;
  const Frame frame = production.stage->frame(time, burn);
  SinkRequest request;
  request.path = path;
  request.outlines = options.outlines;
  request.fonts = fonts_of(options);
  const auto sink = format.make(request);
  const SinkNeeds needs = sink->plan(still_film(scene.film()), production.width, production.height);
  Pixmap pixmap(production.width, production.height, !needs.alpha);
  if (needs.pixels)
    Rasteriser(production.width, production.height, needs.alpha).draw(frame, pixmap);
  sink->add(0, frame, pixmap);
  sink->finish();
}

}  // namespace lantern
