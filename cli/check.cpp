#include <cstdio>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/project.h"

namespace lantern {
namespace {

std::string summary(const std::string& path, const Film& film) {
  std::string text = fmt::format("{}: {:.2f} s, {} frames at {:g} fps", path, film.duration,
                                 film.frames, film.fps.value());
  if (!film.sections.empty()) text += fmt::format(", {} sections", film.sections.size());
  if (!film.pauses.empty()) text += fmt::format(", {} pauses", film.pauses.size());
  if (!film.cues.empty()) text += fmt::format(", {} captions", film.cues.size());
  return text + "\n";
}

int check_one(const std::string& path, const Options& options) {
  Desk desk(options);
  const auto scene = open_scene(path, options, desk);
  if (scene) {
    try {
      check_pictures(*scene, Production(*scene, options, desk), desk);
    } catch (const SceneError& e) {
      desk.diagnostics.add(e.diagnostic());
    }
  }
  const int code = desk.report(options);
  if (code == 0 && !options.quiet) fmt::print("{}", summary(path, scene->film()));
  return code;
}

}  // namespace

int check(const Options& options) {
  int worst = 0;
  for (const std::string& path : options.scenes) worst = std::max(worst, check_one(path, options));
  return worst;
}

}  // namespace lantern
