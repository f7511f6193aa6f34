#include "cli/project/project.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "cli/project/inputs.h"
#include "cli/project/own_looks.h"
#include "cli/project/safe.h"
#include "config/read/scalars.h"
#include "config/resources/resources.h"
#include "config/scene/load_scene.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/diagnostics/at_place.h"
#include "core/diagnostics/told.h"
#include "core/files/scene_file.h"
#include "renderer/frame/missing_glyphs.h"
#include "renderer/stage/formula_mistakes.h"

namespace lantern {
namespace {

/// The canvas in canvas units: its own, or, for a picture of another shape, one of that shape that
/// is as large: letters keep their share of the picture, so that a tall one is read as well.
CanvasSpec canvas_for(CanvasSpec canvas, int width, int height) {
  const double scale = std::sqrt(width / canvas.width * (height / canvas.height));
  canvas.width = width / scale;
  canvas.height = height / scale;
  return canvas;
}

void keep_readable(Theme& theme, double scale) {
  theme.scale = scale;
  for (TypeStyle* style :
       {&theme.title, &theme.heading, &theme.axis, &theme.tick, &theme.label, &theme.caption}) {
    style->size = readable(style->size, scale);
  }
}

std::pair<int, int> given_size(const Options& options) {
  if (options.scale != 1) throw UsageError("--size and --scale exclude each other");
  const auto parsed = parse_size(options.size);
  if (!parsed || parsed->first < 1 || parsed->second < 1) {
    throw UsageError(fmt::format("--size wants 1920x1080, not \"{}\"", options.size));
  }
  return *parsed;
}

std::pair<int, int> pixel_size(const CanvasSpec& canvas, const Options& options) {
  if (!options.size.empty()) {
    const auto [width, height] = given_size(options);
    return checked_size(width, height, options.limits);
  }
  if (!(options.scale > 0)) throw UsageError("--scale wants a number above 0");
  return checked_size(canvas.width * options.scale, canvas.height * options.scale, options.limits);
}

}  // namespace

std::pair<int, int> checked_size(double width, double height, const Limits& limits) {
  constexpr double kMostSide = 16384;
  width = std::max(1.0, std::round(width));
  height = std::max(1.0, std::round(height));
  if (width > kMostSide || height > kMostSide || width * height > limits.pixels * 1e6) {
    throw LimitError(
        fmt::format("a picture of {}x{} is over the limit of {} pixels a side and "
                    "{} million in all",
                    width, height, kMostSide, limits.pixels));
  }
  return {static_cast<int>(width), static_cast<int>(height)};
}

SceneOptions scene_options(const std::string& script, const Options& options) {
  SceneOptions out{named_values(options.data, "--data"), named_values(options.set, "--set"),
                   options.limits, options.root};
  if (options.root.empty()) return out;
  std::error_code error;
  if (!std::filesystem::is_directory(options.root, error))
    throw UsageError(fmt::format("--root {}: there is no such folder", options.root));
  const std::string folder =
      script == "-" ? "" : std::filesystem::path(script).parent_path().string();
  if (!is_below(folder, options.root))
    throw UsageError(fmt::format("--root {}: {} is not below it", options.root, script));
  return out;
}

std::unique_ptr<Scene> open_scene(const std::string& path, const Options& options, Desk& desk) {
  desk.inputs = inputs_of(path, nullptr, options, desk);
  auto spec = load_scene(path, desk.words, desk.sources, desk.diagnostics);
  if (!spec) return nullptr;
  load_own_looks(*spec, options, desk);
  desk.inputs = inputs_of(path, &*spec, options, desk);
  const Vocabulary words = with_own_words(desk.words, *spec);
  return Scene::compile(std::move(*spec), words, desk.sources, desk.diagnostics,
                        scene_options(path, options));
}

std::vector<GlyphArt> load_glyphs(const Desk& desk, const SceneSpec* scene) {
  std::vector<GlyphArt> out;
  if (scene) out = scene->own_glyphs;
  for (const std::string& name : desk.words.glyphs) {
    out.push_back(load_glyph(desk.resources, name));
  }
  return out;
}

namespace {

/// The stage stops at the first formula that cannot be set.
std::vector<Diagnostic> further_mistakes(const SceneError& first, const Scene& scene,
                                         const Theme& theme, const Typesetter& typesetter) {
  if (first.diagnostic().code != "tex") return {};
  std::vector<Diagnostic> out = formula_mistakes(scene, theme, typesetter);
  std::erase_if(out,
                [&](const Diagnostic& mistake) { return mistake.at == first.diagnostic().at; });
  return out;
}

Theme theme_for(const CanvasSpec& canvas, const Options& options, const Desk& desk) {
  if (options.theme.empty() && canvas.own_theme) return *canvas.own_theme;
  const std::string& name = options.theme.empty() ? canvas.theme : options.theme;
  if (is_theme_file(name)) return given_theme(name, desk);
  const auto& themes = desk.words.themes;
  if (std::find(themes.begin(), themes.end(), name) == themes.end()) {
    throw UsageError(
        fmt::format("there is no theme \"{}\"; `lantern list themes` shows all", name));
  }
  return load_theme(desk.resources, name);
}

}  // namespace

Production::Production(const Scene& scene, const Options& options, Desk& desk) {
  const CanvasSpec& canvas = scene.spec().canvas;
  std::tie(width, height) = pixel_size(canvas, options);
  theme = theme_for(canvas, options, desk);
  keep_readable(theme, width / canvas_for(canvas, width, height).width);
  typesetter = std::make_unique<Typesetter>(formula_program(desk.resources), fonts_of(options));
  try {
    stage = at_place(scene.spec().at, [&] {
      return std::make_unique<Stage>(scene, theme, load_glyphs(desk, &scene.spec()), *typesetter,
                                     canvas_for(canvas, width, height));
    });
  } catch (const SceneError& first) {
    for (const Diagnostic& mistake : further_mistakes(first, scene, theme, *typesetter)) {
      desk.diagnostics.add(mistake);
    }
    throw;
  }
}

namespace {

/// Where the script writes the character; the whole of it where it comes from elsewhere.
Location place_of(char32_t character, const Scene& scene, const Sources& sources) {
  const std::int32_t file = scene.spec().file;
  const size_t at = sources.text(file).find(utf8(character));
  return at == std::string::npos ? scene.spec().at : sources.locate(file, at);
}

/// One warning for all characters that one package would bring.
void warn_of_missing(const std::vector<MissingGlyph>& missing, const Scene& scene,
                     const Sources& sources, Diagnostics& diagnostics) {
  std::map<std::string_view, std::vector<const MissingGlyph*>> packages;
  std::set<char32_t> known;
  for (const MissingGlyph& glyph : missing) {
    if (known.insert(glyph.character).second) packages[glyph.package].push_back(&glyph);
  }
  for (const auto& [package, glyphs] : packages) {
    constexpr size_t kMostNamed = 6;
    std::vector<std::string> names;
    for (size_t i = 0; i < std::min(kMostNamed, glyphs.size()); ++i) {
      names.push_back(
          fmt::format("{} ({})", utf8(glyphs[i]->character), code_point(glyphs[i]->character)));
    }
    if (glyphs.size() > kMostNamed)
      names.push_back(fmt::format("{} more", glyphs.size() - kMostNamed));
    diagnostics.warning("missing-glyph", place_of(glyphs[0]->character, scene, sources),
                        fmt::format("no font has the character{} {} (in {})",
                                    glyphs.size() > 1 ? "s" : "", join_and(names), glyphs[0]->item),
                        package.empty() ? "" : fmt::format("install the package {}", package));
  }
}

/// One warning for all labels of a mark.
void warn_of_lost(const std::vector<Stage::LostLabel>& lost, Diagnostics& diagnostics) {
  std::map<Location, std::vector<const Stage::LostLabel*>> marks;
  for (const Stage::LostLabel& label : lost) marks[label.at].push_back(&label);
  for (const auto& [at, labels] : marks) {
    const size_t more = labels.size() - 1;
    const std::string others = more > 0 ? fmt::format(", nor for {} more of its mark", more) : "";
    diagnostics.warning(
        "lost-label", at,
        fmt::format("there is no room for {} at {}{}: {} not shown", labels[0]->id,
                    in_seconds(labels[0]->time), others, more > 0 ? "they are" : "it is"));
  }
}

bool check_moments(const Scene& scene, const Stage& stage, const Sources& sources,
                   Diagnostics& diagnostics) {
  bool right = true;
  std::vector<MissingGlyph> missing;
  Told told;
  warn_of_lost(stage.lost_labels(), diagnostics);
  for (const Diagnostic& fault : stage.faults()) {
    diagnostics.add(fault);
    right = right && fault.severity != Severity::error;
  }
  for (const Diagnostic& lost : stage.lost_rows()) diagnostics.add(lost);
  for (const Diagnostic& fault : stage.crowding()) diagnostics.add(fault);
  for (const double time : scene.step_ends()) {
    const std::vector<Diagnostic> mistakes = stage.formula_mistakes(time);
    for (const Diagnostic& mistake : mistakes) {  // each once, not at every step
      if (told.is_new(mistake)) diagnostics.add(mistake);
    }
    right = right && mistakes.empty();
    if (!mistakes.empty()) continue;
    try {
      const Frame frame = stage.frame(time, true);
      for (MissingGlyph& glyph : missing_glyphs(frame)) missing.push_back(std::move(glyph));
    } catch (const SceneError& e) {
      diagnostics.add(e.diagnostic());
      right = false;
    }
  }
  warn_of_missing(missing, scene, sources, diagnostics);
  return right;
}

}  // namespace

bool check_pictures(const Scene& scene, const Stage& stage, const Sources& sources,
                    Diagnostics& diagnostics) {
  try {
    return at_place(scene.spec().at,
                    [&] { return check_moments(scene, stage, sources, diagnostics); });
  } catch (const SceneError& e) {
    diagnostics.add(e.diagnostic());
    return false;
  }
}

Diagnostic at_moment(const SceneError& error, double time) {
  Diagnostic out = error.diagnostic();
  out.message += fmt::format(" (at {:.3f}s)", time);
  return out;
}

}  // namespace lantern
