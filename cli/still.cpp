#include <fmt/format.h>

#include "cli/captions.h"
#include "cli/commands.h"
#include "cli/deps.h"
#include "cli/project.h"
#include "core/base/error.h"
#include "renderer/raster/rasteriser.h"

namespace lantern {
namespace {

const Format& still_format(const std::string& path) {
  const Format* format = format_for(path == "-" ? "standard-output.png" : path, Content::still);
  if (!format) throw UsageError(fmt::format("{}: no format has this extension; `lantern list formats` shows all", path));
  if (!format->still) throw UsageError(fmt::format("{}: {} holds a film; use `lantern render`", path, format->name));
  return *format;
}

/// The film of one frame.
Film still_film(const Film& film) {
  Film out;
  out.title = film.title;
  out.description = film.description;
  out.fps = film.fps;
  return out;
}

/// Without a poster in the scene, the end stands for the film.
double still_time(const Scene& scene, const Options& options) {
  const double end = scene.film().duration;
  if (!options.at.empty() && options.at != "poster") return time_argument(options.at, "--at", end);
  return scene.film().poster;
}

}  // namespace

int still(const Options& options) {
  if (options.outputs.size() > 1) throw UsageError("`lantern still` writes one file");
  if (!options.outputs.empty()) still_format(options.outputs[0]);
  const std::string& scene_path = options.scenes[0];
  if (options.outputs.empty() && scene_path == "-") throw UsageError("give -o for a scene on standard input");
  Desk desk(options);
  const auto scene = open_scene(scene_path, options, desk);
  if (!scene) return desk.report(options);
  const std::string path =
      options.outputs.empty() ? scene->spec().name + ".png" : options.outputs[0];
  const Format& format = still_format(path);
  const double time = still_time(*scene, options);
  try {
    const Production production(*scene, options, desk);
    const Frame frame = production.stage->frame(time, caption_plan(scene->spec().canvas.captions, format).burn);
    SinkRequest request;
    request.path = path;
    request.outlines = options.outlines;
    const auto sink = format.make(request);
    const SinkNeeds needs = sink->plan(still_film(scene->film()), production.width, production.height);
    Pixmap pixmap(production.width, production.height, !needs.alpha);
    Rasteriser(production.width, production.height, needs.alpha).draw(frame, pixmap);
    sink->add(0, frame, pixmap);
    sink->finish();
    write_deps(scene_path, *scene, {path}, options, desk);
  } catch (const SceneError& e) {
    desk.diagnostics.add(at_moment(e, time));
  }
  return desk.report(options);
}

}  // namespace lantern
