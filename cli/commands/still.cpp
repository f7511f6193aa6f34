#include "cli/films/film_job.h"
#include "cli/films/one_file.h"
#include "cli/project/commands.h"
#include "cli/project/project.h"
#include "core/base/error.h"

namespace lantern {
namespace {

/// Without a poster in the scene, the end stands for the film.
double still_time(const Scene& scene, const Options& options) {
  const double end = scene.film().duration;
  if (!options.at.empty() && options.at != "poster") return time_argument(options.at, "--at", end);
  return scene.film().poster;
}

}  // namespace

int still(const Options& options) {
  if (options.outputs.size() > 1) throw UsageError("`lantern still` writes one file");
  const std::string& scene_path = options.scenes[0];
  if (options.outputs.empty() && scene_path == "-")
    throw UsageError("give -o for a scene on standard input");
  const std::string path =
      options.outputs.empty() ? stem_of_scene(scene_path) + ".png" : options.outputs[0];
  still_format(path, options);
  check_format_option(options);
  return make_file(options, "still", path, [&](const Scene& scene, Desk& desk) {
    const double time = still_time(scene, options);
    const Production production(scene, options, desk);
    if (!passes_strictly(scene, production, options, desk)) return false;
    try {
      write_picture(scene, production, options, time, path);
      return true;
    } catch (const SceneError& e) {
      throw SceneError(at_moment(e, time));
    }
  });
}

}  // namespace lantern
