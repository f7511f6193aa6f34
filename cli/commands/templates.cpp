#include "cli/commands/templates.h"

#include <algorithm>
#include <filesystem>

namespace lantern {
namespace {

namespace fs = std::filesystem;

void add_folder(const fs::path& folder, std::vector<SceneTemplate>& out) {
  std::vector<std::string> scripts, data;
  for (const auto& entry : fs::directory_iterator(folder)) {
    (entry.path().extension() == ".yaml" ? scripts : data).push_back(entry.path().string());
  }
  std::sort(data.begin(), data.end());
  for (const std::string& script : scripts) {
    std::string name = folder.filename().string();
    if (scripts.size() > 1) name += "-" + fs::path(script).stem().string();
    out.push_back({name, script, data});
  }
}

}  // namespace

std::vector<SceneTemplate> scene_templates(const std::string& resources) {
  std::vector<SceneTemplate> out;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(fs::path(resources) / "templates", error)) {
    if (entry.is_directory()) add_folder(entry.path(), out);
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return out;
}

}  // namespace lantern
