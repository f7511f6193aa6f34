#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/project/desk.h"
#include "core/scene/scene.h"
#include "renderer/stage/stage.h"

namespace lantern {

/// Whole pixels of a picture, at least one. Throws LimitError where they are too many.
std::pair<int, int> checked_size(double width, double height, const Limits& limits);

/// What the command line changes in a scene. Throws UsageError where it cannot be meant so.
SceneOptions scene_options(const std::string& script, const Options& options);

/// A scene that was read, or null after its mistakes have gone to the desk.
std::unique_ptr<Scene> open_scene(const std::string& path, const Options& options, Desk& desk);

/// The glyphs that a scene can show: those that the words name, and its own.
std::vector<GlyphArt> load_glyphs(const Desk& desk, const SceneSpec* scene = nullptr);

/// A scene on its stage: what all pictures of it need.
struct Production {
  /// Of several mistakes in formulas, the desk gets those beside the one that is thrown.
  Production(const Scene& scene, const Options& options, Desk& desk);
  Production(const Production&) = delete;  // the stage refers to what stands beside it
  Production& operator=(const Production&) = delete;

  int width = 0;  ///< pixels
  int height = 0;
  Theme theme;
  std::unique_ptr<Typesetter> typesetter;
  std::unique_ptr<Stage> stage;
};

/// Draws the scene at the ends of all steps without painting it: mistakes that only a picture
/// shows go to `diagnostics`. False where there are any.
bool check_pictures(const Scene& scene, const Stage& stage, const Sources& sources,
                    Diagnostics& diagnostics);

/// What a mistake at a moment of the film is reported as.
Diagnostic at_moment(const SceneError& error, double time);

}  // namespace lantern
