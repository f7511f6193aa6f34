#include <unistd.h>

#include <fstream>
#include <iostream>
#include <iterator>

#include <fmt/format.h>

#include "cli/project/batch.h"
#include "cli/project/commands.h"
#include "cli/project/project.h"
#include "cli/project/tell.h"
#include "config/format/format_script.h"
#include "config/scene/load_scene.h"
#include "output/staging/staging.h"

namespace lantern {
namespace {

int format_one(const std::string& path, const Options& options) {
  Desk desk(options);
  const std::int32_t file = desk.sources.add(path, read_script(path));
  const auto formatted = format_script(desk.sources, file, desk.diagnostics);
  if (!formatted) return desk.report(options);
  for (const auto& [line, value] : formatted->mended) {
    if (!options.quiet) tell("{}:{}: put quotes round {}\n", path, line, value);
  }
  const bool changed = formatted->text != desk.sources.text(file);
  if (path == "-") {
    if (!options.only_check) fmt::print("{}", formatted->text);
  } else if (changed && !options.only_check) {
    StagedFile out(path, StagedFile::Streams::refused);
    out.write(
        {reinterpret_cast<const std::uint8_t*>(formatted->text.data()), formatted->text.size()});
    out.publish();
  }
  if (changed && path != "-" && !options.quiet) {
    tell("{}: {}\n", path, options.only_check ? "not formatted" : "formatted");
  }
  return changed && options.only_check ? 1 : 0;
}

}  // namespace

int format(const Options& options) {
  return for_each_scene(options, "formatted", [&](const std::string& path) {
    return SceneOutcome{format_one(path, options), false};
  });
}

}  // namespace lantern
