#pragma once

#include <memory>
#include <string>

#include "cli/project/project.h"

namespace lantern::test {

/// A scene made from a text, with all that went into it.
struct TestScene {
  /// Compiles a script; `folder` is where its files are.
  explicit TestScene(const std::string& script, const std::string& folder = "",
                     const SceneOptions& options = {});

  /// What was wrong, as a user sees it.
  std::string messages() const { return to_human(desk.diagnostics.sorted(), desk.sources); }
  /// Draws it. Only where `scene` is there.
  Production production() { return Production(*scene, options, desk); }

  Options options;
  Desk desk;
  std::unique_ptr<Scene> scene;
};

}  // namespace lantern::test
