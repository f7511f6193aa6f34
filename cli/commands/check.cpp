#include <cstdio>

#include <fmt/format.h>

#include "cli/project/batch.h"
#include "cli/project/commands.h"
#include "cli/project/project.h"

namespace lantern {
namespace {

std::string counted(size_t count, std::string_view thing) {
  return count == 0 ? "" : fmt::format(", {} {}{}", count, thing, count == 1 ? "" : "s");
}

std::string summary(const std::string& path, const Film& film) {
  std::string text = fmt::format("{}: {:.2f} s, {} frames at {:g} fps", path, film.duration,
                                 film.frames, film.fps.value());
  text += counted(film.sections.size(), "section");
  text += counted(film.pauses.size(), "pause");
  text += counted(film.cues.size(), "caption");
  return text + "\n";
}

int check_one(const std::string& path, const Options& options) {
  Desk desk(options);
  const auto scene = open_scene(path, options, desk);
  if (scene) {
    try {
      check_pictures(*scene, *Production(*scene, options, desk).stage, desk.sources,
                     desk.diagnostics);
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
  return for_each_scene(options, "right", [&](const std::string& path) {
    return SceneOutcome{check_one(path, options), false};
  });
}

}  // namespace lantern
