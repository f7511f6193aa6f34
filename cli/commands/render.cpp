#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "cli/films/deps.h"
#include "cli/films/film_job.h"
#include "cli/films/freshness.h"
#include "cli/films/one_file.h"
#include "cli/films/overwriting.h"
#include "cli/films/section_clips.h"
#include "cli/project/batch.h"
#include "cli/project/commands.h"
#include "cli/project/inputs.h"
#include "cli/project/tell.h"
#include "cli/watch/render_watch.h"
#include "config/scene/load_scene.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/work.h"

namespace lantern {
namespace {

/// In the current folder, named after the scene.
std::string default_output(const std::string& scene) {
  return stem_of_scene(scene) + ".mp4";
}

/// "film.svg" as "film-slate.svg".
std::string with_suffix(const std::string& path, const std::string& suffix) {
  const std::filesystem::path old(path);
  return (old.parent_path() / (old.stem().string() + "-" + suffix + old.extension().string()))
      .string();
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

/// The files of one scene in one theme that are known before it is read.
std::vector<std::string> known_files(const std::string& scene, const Options& options) {
  std::vector<std::string> out = options.outputs;
  if (out.empty()) out.push_back(default_output(scene));
  const std::string record = options.if_changed ? record_of(out[0]) : "";
  if (options.sections) out.clear();
  if (!record.empty()) out.push_back(record);
  if (!options.poster.empty()) out.push_back(options.poster);
  return out;
}

/// Those of all scenes in all themes, and `--deps`.
std::vector<std::string> all_known_files(const Options& options) {
  std::vector<std::string> out;
  for (const Options& one : themed(options)) {
    for (const std::string& scene : options.scenes) {
      for (std::string& file : known_files(scene, one)) out.push_back(std::move(file));
    }
  }
  if (!options.deps.empty()) out.push_back(options.deps);
  return out;
}

/// All that the scenes read, as far as it is known. What is wrong with a scene is told when it is
/// made.
std::vector<std::string> all_inputs(const Options& options) {
  std::vector<std::string> out;
  for (const std::string& scene : options.scenes) {
    if (scene == "-") continue;
    out.push_back(scene);
    if (options.scenes.size() == 1) continue;  // it is looked at when it has been read
    try {
      Desk desk(options);
      const auto spec = load_scene(scene, desk.words, desk.sources, desk.diagnostics);
      for (std::string& input : inputs_of(scene, spec ? &*spec : nullptr, options, desk))
        out.push_back(std::move(input));
    } catch (const RuntimeError&) {
    }
  }
  return out;
}

/// Options that exclude each other.
void check_options(const Options& options) {
  const bool stretch = !options.section.empty() || !options.from.empty() || !options.to.empty();
  if (options.sections && stretch) {
    throw UsageError("--sections makes all sections: it excludes --section, --from and --to");
  }
  if (options.scenes.size() > 1 && !options.outputs.empty()) {
    throw UsageError("-o names the output of one scene; render several without it");
  }
  if (options.scenes.size() > 1 && !options.poster.empty()) {
    throw UsageError("--poster names the picture of one scene");
  }
  const auto has_pipe = [](const std::vector<std::string>& paths) {
    return std::find(paths.begin(), paths.end(), "-") != paths.end();
  };
  if (options.if_changed && (has_pipe(options.scenes) || has_pipe(options.outputs))) {
    throw UsageError("--if-changed wants files: it looks at their contents");
  }
  if (options.sections && has_pipe(options.outputs)) {
    throw UsageError("--sections makes several files, which -o - has no names for");
  }
  if (options.watch && options.safe) {
    throw UsageError("--watch is for scenes of one's own: it excludes --safe");
  }
  if (options.watch && options.scenes.size() > 1 && !options.deps.empty()) {
    throw UsageError("--deps of several scenes excludes --watch");
  }
}

/// Before any scene is made: what is wrong with the outputs themselves.
void check_outputs(const Options& options) {
  for (const std::string& output : options.outputs) film_format(output, options);
  check_format_option(options);
  if (!options.poster.empty()) still_format(options.poster, options);
  check_options(options);
  refuse_overwriting(all_known_files(options), all_inputs(options));
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
        throw UsageError(
            fmt::format("there are two sections \"{}\": --from {}s --to {}s is one of them",
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

/// A scene's files in the making.
class Rendering {
 public:
  Rendering(const std::string& path, const Options& options)
      : path_(path), options_(options), desk_(options), outputs_(options.outputs) {
    if (outputs_.empty()) outputs_.push_back(default_output(path));
  }

  SceneOutcome run() {
    try {
      return {make(), fresh_};
    } catch (...) {
      return {report_failure(), false};
    }
  }

  const std::vector<std::string>& inputs() const { return desk_.inputs; }
  /// Those that were made; before, those that were asked for.
  std::vector<std::string> outputs() const {
    std::vector<std::string> out = outputs_;
    if (!options_.poster.empty()) out.push_back(options_.poster);
    return out;
  }

 private:
  int make() {
    const auto scene = open_scene(path_, options_, desk_);
    if (!scene) return desk_.report(options_);
    const std::string first = outputs_[0];
    const Key key = options_.if_changed ? render_key(desk_.inputs, options_, "render") : Key{};
    if (options_.if_changed && is_fresh(first, key)) {
      fresh_ = true;
      if (!options_.quiet) tell("{}: up to date\n", outputs_[0]);
      return desk_.report(options_);
    }
    try {
      FilmJob job(*scene, options_, desk_);
      refuse_overwriting(planned_files(job.film()), desk_.inputs);
      if (!job.check()) return desk_.report(options_);
      const int wrong = desk_.report(options_);  // warnings, before the work starts
      if (wrong != 0) return wrong;
      make_files(job, scene->film().poster);
      if (options_.if_changed) note_fresh(first, outputs(), key);
    } catch (const SceneError& e) {
      desk_.diagnostics.add(e.diagnostic());
    }
    return desk_.report(options_);
  }

  std::vector<std::string> planned_files(const Film& film) const {
    auto out = options_.sections ? section_files(film, outputs_) : outputs_;
    if (!options_.poster.empty()) out.push_back(options_.poster);
    if (options_.if_changed) out.push_back(record_of(outputs_[0]));
    if (!options_.deps.empty()) out.push_back(options_.deps);
    return out;
  }

  void make_files(FilmJob& job, double poster) {
    if (options_.sections) outputs_ = render_sections(job, outputs_);
    else job.render(outputs_, frame_range(job.film(), options_));
    if (!options_.poster.empty()) job.picture(options_.poster, poster);
  }

  const std::string& path_;
  const Options& options_;
  Desk desk_;
  std::vector<std::string> outputs_;
  bool fresh_ = false;
};

/// A scene in all themes that were asked for; its rules go to `deps`, its inputs to `inputs`.
SceneOutcome render_one(const std::string& path, const Options& options, DepsFile& deps,
                        std::vector<std::string>& inputs) {
  SceneOutcome worst{0, true};
  for (const Options& one : themed(options)) {
    const WorkBudget budget(one.limits.work_steps());
    Rendering rendering(path, one);
    const SceneOutcome outcome = rendering.run();
    worst.code = std::max(worst.code, outcome.code);
    worst.fresh = worst.fresh && outcome.fresh;
    deps.add(rendering.outputs(), rendering.inputs());
    inputs.insert(inputs.end(), rendering.inputs().begin(), rendering.inputs().end());
  }
  return worst;
}

/// Every change writes the rules of the scenes that it concerns anew.
int render_watching(const Options& options) {
  if (std::find(options.scenes.begin(), options.scenes.end(), "-") != options.scenes.end()) {
    throw UsageError("--watch wants files: standard input is read once");
  }
  keep_making(options.scenes, options.quiet, [&](const std::string& path) {
    DepsFile deps(options.deps);
    std::vector<std::string> inputs;
    const SceneOutcome outcome = render_one(path, options, deps, inputs);
    if (!options.quiet && outcome.code == 0 && !outcome.fresh) tell("{}: rendered\n", path);
    deps.write();
    return inputs;
  });
}

}  // namespace

int render(const Options& options) {
  check_outputs(options);
  if (options.watch) return render_watching(options);
  DepsFile deps(options.deps);
  const int code = for_each_scene(options, "rendered", [&](const std::string& path) {
    std::vector<std::string> inputs;
    return render_one(path, options, deps, inputs);
  });
  if (code != 2) deps.write();  // what is asked for may be what must not be written
  return code;
}

}  // namespace lantern
