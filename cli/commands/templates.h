#pragma once

#include <string>
#include <vector>

namespace lantern {

/// A scene that new ones can start from.
struct SceneTemplate {
  std::string name;
  std::string script;             ///< path
  std::vector<std::string> data;  ///< paths of what lies beside it
};

/// Those in `resources`/templates, sorted by name. A folder with one scene gives it its name.
std::vector<SceneTemplate> scene_templates(const std::string& resources);

}  // namespace lantern
