#include "cli/films/one_file.h"

#include <filesystem>

#include "cli/films/deps.h"
#include "cli/films/freshness.h"
#include "cli/films/overwriting.h"
#include "cli/project/tell.h"
#include "core/base/error.h"

namespace lantern {
namespace {

/// Before the scene is read, what is wrong whatever it says.
void check_paths(const Options& options, const std::vector<std::string>& written) {
  const bool piped = options.scenes[0] == "-";
  if (options.if_changed && (piped || written[0] == "-"))
    throw UsageError("--if-changed wants files: it looks at their contents");
  refuse_overwriting(written, piped ? std::vector<std::string>{} : options.scenes);
}

void write_deps(const Options& options, const std::string& path, const Desk& desk) {
  DepsFile deps(options.deps);
  deps.add({path}, desk.inputs);
  deps.write();
}

}  // namespace

std::string stem_of_scene(const std::string& scene) {
  return scene == "-" ? "scene" : std::filesystem::path(scene).stem().string();
}

bool passes_strictly(const Scene& scene, const Production& production, const Options& options,
                     Desk& desk) {
  if (options.strict) check_pictures(scene, *production.stage, desk.sources, desk.diagnostics);
  return desk.may_go_on(options);
}

int make_file(const Options& options, const std::string& command, const std::string& path,
              const std::function<bool(const Scene&, Desk&)>& make) {
  const std::vector<std::string> written = written_files({path}, options);
  check_paths(options, written);
  Desk desk(options);
  const auto scene = open_scene(options.scenes[0], options, desk);
  refuse_overwriting(written, desk.inputs);
  write_deps(options, path, desk);
  if (!scene) return desk.report(options);
  const Key key = options.if_changed ? render_key(desk.inputs, options, command) : Key{};
  if (options.if_changed && is_fresh(path, key)) {
    if (!options.quiet) tell("{}: up to date\n", path);
    return desk.report(options);
  }
  try {
    const bool made = make(*scene, desk);
    if (made && options.if_changed) note_fresh(path, {path}, key);
  } catch (const SceneError& e) {
    desk.diagnostics.add(e.diagnostic());
  }
  return desk.report(options);
}

}  // namespace lantern
