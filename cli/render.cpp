#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/deps.h"
#include "cli/film_job.h"
#include "cli/section_clips.h"
#include "core/base/error.h"
#include "core/base/text.h"

namespace lantern {
namespace {

/// Before any scene is read: what is wrong with the outputs themselves.
void check_outputs(const Options& options) {
  std::set<std::string> seen;
  for (const std::string& output : options.outputs) {
    film_format(output);
    const std::string path = std::filesystem::path(output).lexically_normal().string();
    if (!seen.insert(path).second) throw UsageError(fmt::format("{} is written twice", output));
    for (const std::string& scene : options.scenes) {
      if (path == std::filesystem::path(scene).lexically_normal().string()) {
        throw UsageError(fmt::format("{} would overwrite the scene", output));
      }
    }
  }
  if (!options.poster.empty()) still_format(options.poster);
  const bool stretch = !options.section.empty() || !options.from.empty() || !options.to.empty();
  if (options.sections && stretch) {
    throw UsageError("--sections makes all sections: it excludes --section, --from and --to");
  }
  if (options.scenes.size() > 1 && !options.outputs.empty()) {
    throw UsageError("-o names the output of one scene; render several without it");
  }
}

/// The frames that were asked for: those that start within the stretch.
FrameRange frame_range(const Film& film, const Options& options) {
  double from = 0, to = film.duration;
  if (!options.section.empty()) {
    std::vector<std::string> names;
    const Section* found = nullptr;
    for (const Section& section : film.sections) {
      names.push_back(section.name);
      if (section.name != options.section) continue;
      if (found) {
        throw UsageError(fmt::format("there are two sections \"{}\": --from {}s --to {}s is one of them",
                                     section.name, found->start, found->end));
      }
      found = &section;
    }
    if (!found) {
      throw UsageError(fmt::format("there is no section \"{}\"; there {}", options.section,
                                   names.empty() ? "are none" : "is " + join_and(names)));
    }
    from = found->start;
    to = found->end;
  }
  if (!options.from.empty()) from = time_argument(options.from, "--from", film.duration);
  if (!options.to.empty()) to = time_argument(options.to, "--to", film.duration);
  const FrameRange range = frames_between(film, from, to);
  if (range.count() < 1) throw UsageError("no frame lies between --from and --to");
  return range;
}

/// "film.svg" as "film-slate.svg".
std::string with_suffix(const std::string& path, const std::string& suffix) {
  const std::filesystem::path old(path);
  return (old.parent_path() / (old.stem().string() + "-" + suffix + old.extension().string())).string();
}

/// `--pair paper,slate`: the same in each theme, their names behind those of the files.
std::vector<Options> themed(const Options& options) {
  if (options.pair.empty()) return {options};
  if (options.outputs.empty()) throw UsageError("--pair wants outputs: -o film.svg");
  std::vector<Options> out;
  for (const std::string& theme : theme_pair(options)) {
    Options one = options;
    one.theme = theme;
    for (std::string& path : one.outputs) path = with_suffix(path, theme);
    if (!one.poster.empty()) one.poster = with_suffix(one.poster, theme);
    out.push_back(std::move(one));
  }
  return out;
}

int render_one(const std::string& path, const Options& options) {
  Desk desk(options);
  const auto scene = open_scene(path, options, desk);
  if (!scene) return desk.report(options);
  std::vector<std::string> paths = options.outputs;
  if (paths.empty()) paths.push_back(scene->spec().name + ".mp4");
  try {
    FilmJob job(*scene, options, desk);
    if (!job.check()) return desk.report(options);
    desk.report(options);  // warnings, before the work starts
    if (options.sections) paths = render_sections(job, paths);
    else job.render(paths, frame_range(job.film(), options));
    if (!options.poster.empty()) {
      job.picture(options.poster, scene->film().poster);
      paths.push_back(options.poster);
    }
    write_deps(path, *scene, paths, options, desk);
  } catch (const SceneError& e) {
    desk.diagnostics.add(e.diagnostic());
  }
  return desk.report(options);
}

}  // namespace

int render(const Options& options) {
  check_outputs(options);
  int worst = 0;
  for (const std::string& path : options.scenes) {
    for (const Options& one : themed(options)) worst = std::max(worst, render_one(path, one));
  }
  return worst;
}

}  // namespace lantern
