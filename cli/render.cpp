#include <cmath>
#include <filesystem>
#include <set>
#include <thread>

#include <fmt/format.h>

#include "cli/captions.h"
#include "cli/commands.h"
#include "cli/deps.h"
#include "cli/progress.h"
#include "cli/project.h"
#include "config/scalars.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "output/pipeline.h"

namespace lantern {
namespace {

const Format& film_format(const std::string& path) {
  const Format* format = format_for(path, Content::film);
  if (!format) {
    std::vector<std::string> known;
    for (const Format& f : formats()) {
      if (f.moving) known.emplace_back(f.extensions[0]);
    }
    throw UsageError(fmt::format("{}: films are written to {}", path, join_or(known)));
  }
  if (!format->moving) {
    throw UsageError(fmt::format("{}: this is one picture; write the frames of a film to "
                                 "'frames/%05d.png', or use `lantern still`",
                                 path));
  }
  return *format;
}

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
  if (options.scenes.size() > 1 && !options.outputs.empty()) {
    throw UsageError("-o names the output of one scene; render several without it");
  }
}

std::int64_t frame_at(const Film& film, double time) {
  return static_cast<std::int64_t>(std::ceil(time * film.fps.value() - 1e-9));
}

/// Frames [first, second) that were asked for: those that start within the stretch.
std::pair<std::int64_t, std::int64_t> frame_range(const Film& film, const Options& options) {
  double from = 0, to = film.duration;
  if (!options.section.empty()) {
    std::vector<std::string> names;
    const Section* found = nullptr;
    for (const Section& section : film.sections) {
      names.push_back(section.name);
      if (section.name == options.section) found = &section;
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
  const std::int64_t first = std::min(frame_at(film, from), film.frames - 1);
  const std::int64_t last = to >= film.duration ? film.frames : frame_at(film, to);
  if (last <= first) throw UsageError("no frame lies between --from and --to");
  return {first, last};
}

Film film_of(const Scene& scene, const Options& options) {
  if (options.fps.empty()) return scene.film();
  const auto rate = parse_rate(options.fps);
  if (!rate || rate->value() > 240) {
    throw UsageError(fmt::format("--fps wants 30, or 30000/1001, not \"{}\"", options.fps));
  }
  return scene.film_at(*rate);
}

std::vector<RenderOutput> open_outputs(const std::vector<std::string>& paths, const Scene& scene,
                                       const Options& options) {
  std::vector<RenderOutput> outputs;
  for (const std::string& path : paths) {
    const Format& format = film_format(path);
    const CaptionPlan captions = caption_plan(scene.spec().canvas.captions, format);
    const SinkRequest request{path, options.quality, options.crf, options.preset, captions.track, options.outlines};
    outputs.push_back({format.make(request), captions.burn ? 1 : 0});
  }
  return outputs;
}

int render_one(const std::string& path, const Options& options) {
  Desk desk(options);
  const auto scene = open_scene(path, options, desk);
  if (!scene) return desk.report(options);
  const std::vector<std::string> paths =
      options.outputs.empty() ? std::vector<std::string>{scene->spec().name + ".mp4"}
                              : options.outputs;
  try {
    const Production production(*scene, options, desk);
    if (!check_pictures(*scene, production, desk)) return desk.report(options);
    desk.report(options);  // warnings, before the work starts

    RenderJob job;
    job.film = film_of(*scene, options);
    std::tie(job.first, job.last) = frame_range(job.film, options);
    job.width = production.width;
    job.height = production.height;
    const int processors = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    job.workers = options.jobs > 0 ? options.jobs : processors;
    job.outputs = open_outputs(paths, *scene, options);
    job.frame_at = [&](double seconds, int burn) {
      try {
        return production.stage->frame(seconds, burn != 0);
      } catch (const SceneError& e) {
        throw SceneError(at_moment(e, seconds));
      }
    };
    job.frame = [&](std::int64_t n, int burn) { return job.frame_at(job.film.time_of(n), burn); };
    Progress progress(paths[0], options.quiet);
    job.progress = [&](std::int64_t done, std::int64_t total) { progress.show(done, total); };
    render_film(job);
    for (const RenderOutput& output : job.outputs) {
      for (const std::string& warning : output.sink->warnings()) {
        desk.diagnostics.warning("heavy-file", {}, warning);
      }
    }
    if (!desk.diagnostics.sorted().empty()) desk.report(options);
    write_deps(path, *scene, paths, options, desk);
  } catch (const SceneError& e) {
    desk.diagnostics.add(e.diagnostic());
    return desk.report(options);
  }
  return 0;
}

}  // namespace

int render(const Options& options) {
  check_outputs(options);
  int worst = 0;
  for (const std::string& path : options.scenes) worst = std::max(worst, render_one(path, options));
  return worst;
}

}  // namespace lantern
