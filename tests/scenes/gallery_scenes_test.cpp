#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "core/scene/evaluators/evaluators.h"
#include "core/spec/verbs.h"
#include "renderer/effects/effect.h"
#include "renderer/layouts/layout.h"
#include "renderer/look/color_ramp.h"
#include "renderer/marks/mark.h"
#include "renderer/plot/scales/scale_type.h"
#include "tests/support/digest.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"
#include "tests/support/shown.h"

// The gallery shows every part, and nothing in it is told off.

namespace lantern::test::gallery_scenes_test {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> gallery() {
  std::vector<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(repository() + "/scenes/gallery")) {
    if (entry.path().extension() == ".yaml") out.push_back(entry.path().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

void check_shown(const std::string& folder, std::string_view name) {
  INFO("there is no scene scenes/gallery/" << folder << "/" << name << ".yaml");
  CHECK(fs::exists(repository() + "/scenes/gallery/" + folder + "/" + std::string(name) + ".yaml"));
}

}  // namespace

TEST_CASE("the gallery has a scene for every part", "[gallery]") {
  for (const ModelType* model : scene_models()) check_shown("models", model->kind.name);
  for (const MarkType* mark : marks()) check_shown("marks", mark->kind.name);
  for (const LayoutType* layout : layouts()) check_shown("layouts", layout->kind.name);
  for (const EffectType* effect : effects()) check_shown("effects", effect->kind.name);
  for (const ScaleType* scale : scale_types()) check_shown("scales", scale->name);
  for (const RampKind& ramp : ramp_kinds()) check_shown("ramps", ramp.name);
#define LANTERN_SHOWN(verb, Data) check_shown("verbs", #verb);
  LANTERN_VERBS(LANTERN_SHOWN)
#undef LANTERN_SHOWN
}

TEST_CASE("scenes of the gallery look as they were looked at", "[gallery][golden]") {
  const fs::path root = fs::path(repository()) / "scenes/gallery";
  for (const std::string& scene : gallery()) {
    const Shown shown = shown_file(scene);
    std::string text;
    for (const double part : {0.3, 0.6, 1.0}) {  // on its way, twice, and at its end
      text += fmt::format("{:.0f}% ", 100 * part) + digest(shown.frame(part * shown.duration()));
    }
    const fs::path relative = fs::relative(scene, root).replace_extension(".txt");
    check_golden("golden/gallery/" + relative.string(), text);
  }
}

TEST_CASE("scenes of the gallery are short, and right without a warning", "[gallery][program]") {
  std::vector<std::string> command{"check", "--strict"};
  for (const std::string& scene : gallery()) {
    INFO(scene);
    const std::string text = read_file(scene);
    CHECK(std::count(text.begin(), text.end(), '\n') <= 25);
    command.push_back(scene);
  }
  const Run run = lantern(command);
  INFO(run.err);
  CHECK(run.code == 0);
}

}  // namespace lantern::test::gallery_scenes_test
