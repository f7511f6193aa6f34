#include "tests/scaling/scenes.h"

#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "config/resources/resources.h"
#include "config/scene/load_scene.h"
#include "tests/support/golden.h"
#include "tests/support/scene.h"

namespace lantern::test {
namespace {

constexpr const char* kHead =
    "lantern: 1\n"
    "canvas: {size: 1600x900}\n"
    "params: {t: 0, k: {value: 1, type: count}}\n"
    "data:\n"
    "  d:\n"
    "    generate: {blobs: {n_samples: {n}, centers: 2, seed: 1}}\n"
    "    derive:\n"
    "      i: =index + 1\n"
    "      up: =floor((index + 1) / 2)\n"
    "      gx: =mod(index, 40)\n"
    "      gy: =floor(index / 40)\n";

std::string filled(std::string text, size_t rows) {
  for (size_t at = 0; (at = text.find("{n}", at)) != std::string::npos;) {
    text.replace(at, 3, std::to_string(rows));
  }
  return text;
}

std::string script_of(const ScalingScene& scene) {
  return kHead + scene.data +
         ("models: {names: {value_counts: {data: d, column: i}}}\nviews:\n  v:\n    marks:\n" +
          scene.marks + "timeline:\n" + scene.steps +
          "  - {animate: {t: 1}, for: 10s, ease: linear}\n");
}

/// What all scenes have in common, and what takes long to load.
struct Tools {
  Tools() : desk(options), theme(load_theme(desk.resources, "paper")), glyphs(load_glyphs(desk)) {}
  Options options;
  Desk desk;
  Theme theme;
  std::vector<GlyphArt> glyphs;
  Typesetter typesetter{formula_program(desk.resources)};
};

Tools& tools() {
  static Tools all;
  return all;
}

std::shared_ptr<const Scene> compiled(const std::string& script) {
  Desk& desk = tools().desk;
  desk.diagnostics = Diagnostics();
  auto spec = read_scene("scene.yaml", script, test_path("golden/marks"), desk.words, desk.sources,
                         desk.diagnostics);
  std::shared_ptr<const Scene> scene;
  if (spec) {
    scene = Scene::compile(std::move(*spec), desk.words, desk.sources, desk.diagnostics, {});
  }
  INFO(script << to_human(desk.diagnostics.sorted(), desk.sources));
  REQUIRE(scene);
  return scene;
}

void draw(const Scene& scene, double at) {
  const Stage stage(scene, tools().theme, tools().glyphs, tools().typesetter, scene.spec().canvas);
  const double start = scene.film().duration - 10;
  for (const double time : {start + at, start + at + 0.03}) stage.frame(time, false);
}

}  // namespace

Work drawing_work(const ScalingScene& scene, size_t rows) {
  return {[scene](size_t count) {
            const auto made = compiled(filled(script_of(scene), count));
            return [made, at = scene.at] { draw(*made, at); };
          },
          rows};
}

Work values_work(const std::string& model) {
  const std::string script =
      std::string(kHead) + "models: {m: {" + model +
      "}}\nviews: {v: {marks: {a: {text: {x: 1, y: 1, text: 'a'}}}}}\ntimeline: [{hold: 1s}]\n";
  return {[script](size_t count) {
    return [text = filled(script, count)] { compiled(text)->values(0); };
  }};
}

}  // namespace lantern::test
