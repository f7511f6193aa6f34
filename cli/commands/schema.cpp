#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "cli/project/commands.h"
#include "cli/project/project.h"
#include "config/schema/schema.h"

namespace lantern {

int schema(const Options& options) {
  const Desk desk(options);
  fmt::print("{}\n", scene_schema(desk.words).dump(1));
  return 0;
}

}  // namespace lantern
