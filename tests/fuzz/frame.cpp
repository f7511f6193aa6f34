#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/work.h"
#include "core/diagnostics/at_place.h"
#include "output/svg/write/svg_writer.h"
#include "renderer/raster/rasteriser.h"
#include "tests/fuzz/support/fuzzed.h"
#include "tests/fuzz/targets.h"

namespace lantern::fuzz {
namespace {

constexpr int kWidth = 64, kHeight = 36;

const char* const kHead = R"(lantern: 1
params: {t: {value: 0.4, range: [0, 1]}, n: {value: 2, type: count, range: [1, 5]}}
meaning: {cat: {color: orange, glyph: cat, text: A cat}, dog: {color: blue, glyph: dog}}
data:
  pets:
    key: id
    rows: [{id: rex, x: 0.1, y: 3, kind: dog}, {id: tom, x: 0.5, y: -1, kind: cat},
           {id: leo, x: 0.9, kind: cat}, {id: ida, x: 0.9, y: 1e3, kind: dog}]
  tree: {key: k, rows: [{k: a}, {k: b, par: a}, {k: c, par: a}]}
models:
  roc: {roc_curve: {data: pets, score: x, target: kind, positive: cat}}
)";

void draw(const Scene& scene, const House& with, double time) {
  const WorkBudget budget(Limits{}.work_steps());
  const Stage stage(scene, with.theme, with.glyphs, with.typesetter, scene.spec().canvas);
  const Frame frame = stage.frame(time, true);
  Pixmap pixels(kWidth, kHeight, true);
  Rasteriser(kWidth, kHeight).draw(frame, pixels);
  write_svg(frame, {"fuzzed", "", kWidth, kHeight, false});
}

}  // namespace

bool frame(const std::string& input) {
  if (!modest(input)) return false;
  Desk desk = house().desk;
  const ReadScene read = read_input(kHead + input, desk);
  if (!read.scene) return false;  // the target `scene` looks at those
  try {
    at_place(read.scene->spec().at,
             [&] { draw(*read.scene, house(), read.scene->film().duration * 0.4); });
  } catch (const SceneError& e) {
    desk.diagnostics.add(e.diagnostic());
  } catch (const RuntimeError&) {  // says what cannot be drawn
  } catch (const LimitError&) {
  }
  report(desk, false);
  return true;
}

}  // namespace lantern::fuzz
