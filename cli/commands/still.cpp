#include <filesystem>

#include "cli/films/deps.h"
#include "cli/films/film_job.h"
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
  if (!options.outputs.empty()) still_format(options.outputs[0]);
  const std::string& scene_path = options.scenes[0];
  if (options.outputs.empty() && scene_path == "-")
    throw UsageError("give -o for a scene on standard input");
  const std::string path = options.outputs.empty()
                               ? std::filesystem::path(scene_path).stem().string() + ".png"
                               : options.outputs[0];
  Desk desk(options);
  const auto scene = open_scene(scene_path, options, desk);
  DepsFile deps(options.deps);
  deps.add({path}, desk.inputs);
  deps.write();
  if (!scene) return desk.report(options);
  const double time = still_time(*scene, options);
  try {
    const Production production(*scene, options, desk);
    write_picture(*scene, production, options, time, path);
  } catch (const SceneError& e) {
    desk.diagnostics.add(at_moment(e, time));
  }
  return desk.report(options);
}

}  // namespace lantern
