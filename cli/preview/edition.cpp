#include "cli/preview/edition.h"

#include <new>

#include <fmt/format.h>

#include "cli/project/inputs.h"
#include "cli/project/own_looks.h"
#include "cli/project/project.h"
#include "config/resources/resources.h"
#include "config/scene/load_scene.h"
#include "core/base/error.h"
#include "core/base/work.h"
#include "renderer/stage/formula_mistakes.h"

namespace lantern {
namespace {

/// Errors that do not come as diagnostics.
template <class Work>
nlohmann::ordered_json problems_of(const Work& work) {
  try {
    work();
    return nlohmann::ordered_json::array();
  } catch (const std::bad_alloc&) {
    return problem_json("out of memory");
  } catch (const std::exception& e) {
    return problem_json(e.what());
  }
}

void append(nlohmann::ordered_json& all, const nlohmann::ordered_json& more) {
  all.insert(all.end(), more.begin(), more.end());
}

void read_looks(Edition& edition, const Desk& desk) {
  const std::filesystem::path folder = std::filesystem::path(desk.resources) / "themes";
  for (const std::string& name : desk.words.themes) {
    edition.files.insert((folder / (name + ".yaml")).string());
    edition.themes.emplace(name, load_theme(desk.resources, name));
  }
  edition.glyphs = load_glyphs(desk);
}

void read_script(const std::string& script, Edition& edition, Desk& desk, Reading& reading) {
  const Options& options = edition.options;
  auto spec = load_scene(script, desk.words, desk.sources, desk.diagnostics);
  if (!spec) return;
  load_own_looks(*spec, options, desk);
  edition.words = with_own_words(desk.words, *spec);
  if (spec->canvas.own_theme) edition.themes.emplace(spec->canvas.theme, *spec->canvas.own_theme);
  edition.glyphs = load_glyphs(desk, &*spec);
  for (std::string& file : inputs_of(script, &*spec, options, desk))
    edition.files.insert(std::move(file));
  const SceneOptions changes = scene_options(script, options);
  reading.scene =
      Scene::compile(std::move(*spec), edition.words, desk.sources, desk.diagnostics, changes);
}

}  // namespace

EditionPtr read_edition(std::uint64_t number, const Options& options) {
  auto edition = std::make_shared<Edition>();
  auto reading = std::make_shared<Reading>();
  edition->number = number;
  edition->read_at = std::filesystem::file_time_type::clock::now();
  edition->options = options;
  edition->files.insert(options.scenes[0]);
  const WorkBudget budget(options.limits.work_steps());
  const auto failed = problems_of([&] {
    Desk desk(options);
    edition->words = desk.words;
    const auto others = problems_of([&] {
      read_looks(*edition, desk);
      read_script(options.scenes[0], *edition, desk, *reading);
    });
    reading->problems = problems_json(desk.diagnostics.sorted(), desk.sources);
    append(reading->problems, others);
    reading->sources = std::move(desk.sources);
  });
  append(reading->problems, failed);
  edition->reading = std::move(reading);
  return edition;
}

ReadingPtr reading_with(const Edition& edition, const std::map<std::string, std::string>& params) {
  auto out = std::make_shared<Reading>();
  out->sources = edition.reading->sources;
  SceneOptions changes = scene_options(edition.options.scenes[0], edition.options);
  for (const auto& [name, value] : params) changes.params[name] = value;
  const WorkBudget budget(changes.limits.work_steps());
  Diagnostics diagnostics;
  out->scene = Scene::compile(edition.reading->scene->spec(), edition.words, out->sources,
                              diagnostics, changes);
  out->problems = problems_json(diagnostics.sorted(), out->sources);
  return out;
}

const std::string& theme_of(const Edition& edition) {
  const std::string& asked = edition.options.theme;
  return asked.empty() ? edition.reading->scene->spec().canvas.theme : asked;
}

PerformancePtr make_performance(const EditionPtr& edition, const ReadingPtr& reading,
                                const std::string& theme,
                                const std::shared_ptr<const Typesetter>& typesetter) {
  if (!reading->scene) throw Unshowable(reading->problems);
  const auto look = edition->themes.find(theme);
  if (look == edition->themes.end())
    throw UsageError(fmt::format("there is no theme \"{}\"", theme));
  auto out = std::make_shared<Performance>();
  out->edition = edition;
  out->reading = reading;
  out->typesetter = typesetter;
  const WorkBudget budget(edition->options.limits.work_steps());
  try {
    out->stage = std::make_unique<const Stage>(*reading->scene, look->second, edition->glyphs,
                                               *typesetter, reading->scene->spec().canvas);
  } catch (const SceneError& e) {
    std::vector<Diagnostic> all{e.diagnostic()};
    if (e.diagnostic().code == "tex")
      all = formula_mistakes(*reading->scene, look->second, *typesetter);
    throw Unshowable(problems_json(all, reading->sources));
  }
  return out;
}

}  // namespace lantern
