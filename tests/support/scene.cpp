#include "tests/support/scene.h"

#include "cli/project/own_looks.h"
#include "config/scene/load_scene.h"

namespace lantern::test {

TestScene::TestScene(const std::string& script, const std::string& folder,
                     const SceneOptions& changes)
    : desk(options) {
  auto spec = read_scene("scene.yaml", script, folder, desk.words, desk.sources, desk.diagnostics);
  if (!spec) return;
  load_own_looks(*spec, options, desk);
  const Vocabulary words = with_own_words(desk.words, *spec);
  scene = Scene::compile(std::move(*spec), words, desk.sources, desk.diagnostics, changes);
  if (!scene) return;
  try {
    check_pictures(*scene, *production().stage, desk.sources, desk.diagnostics);
  } catch (const SceneError& e) {
    desk.diagnostics.add(e.diagnostic());
  }
}

}  // namespace lantern::test
