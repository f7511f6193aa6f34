#include <fmt/format.h>

#include "cli/lint/rules/rule.h"
#include "cli/project/batch.h"
#include "cli/project/commands.h"

namespace lantern {

int lint(const Options& options) {
  return for_each_scene(options, "right", [&](const std::string& path) {
    Desk desk(options);
    const auto scene = open_scene(path, options, desk);
    if (scene) {
      try {
        const FilmJob job(*scene, options, desk);
        for (const LintRule* rule : lint_rules()) rule->check({*scene, job, desk.diagnostics});
      } catch (const SceneError& e) {
        desk.diagnostics.add(e.diagnostic());
      }
    }
    if (!options.quiet && !desk.diagnostics.has_warnings())
      fmt::print("{}: nothing to mend\n", path);
    return SceneOutcome{desk.report(options), false};
  });
}

}  // namespace lantern
