#include <stdexcept>

#include "config/format/format_script.h"
#include "core/base/limits.h"
#include "core/base/work.h"
#include "tests/fuzz/support/fuzzed.h"
#include "tests/fuzz/targets.h"

namespace lantern::fuzz {
namespace {

void format(const std::string& text) {
  Sources sources;
  Diagnostics diagnostics;
  const std::int32_t file = sources.add("scene.yaml", text);
  if (!format_script(sources, file, diagnostics) && !diagnostics.has_errors()) {
    throw std::logic_error("a script was not formatted, and nothing is said to be wrong");
  }
}

void ask_for_states(const Scene& scene, Desk& desk) {
  for (const double time : {0.0, scene.film().duration}) {
    try {
      scene.state(time);
      scene.values(time);
    } catch (const SceneError& e) {
      desk.diagnostics.add(e.diagnostic());
    }
  }
}

}  // namespace

bool scene(const std::string& input) {
  if (!modest(input)) return false;
  format(input);
  Desk desk = house().desk;
  const WorkBudget budget(Limits{}.work_steps());
  const ReadScene read = read_input(input, desk);
  if (read.names_files) return false;
  if (read.scene) ask_for_states(*read.scene, desk);
  report(desk, !read.scene);
  return true;
}

}  // namespace lantern::fuzz
