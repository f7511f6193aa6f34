#include "config/resources/resources.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/install.h"

namespace lantern {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> list_files(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  }
  if (error) throw RuntimeError(fmt::format("{}: {}", folder.string(), error.message()));
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

std::string find_resources() {
  std::error_code error;
  const std::vector<std::string> candidates = install_folders();
  for (const std::string& candidate : candidates) {
    if (fs::is_directory(fs::path(candidate) / "themes", error)) return candidate;
  }
  throw RuntimeError(
      fmt::format("lantern's themes are missing: no {} or {}", candidates[0], candidates[1]));
}

std::string formula_program(const std::string& resources) {
  const fs::path file = fs::path(resources) / "formulas.duk";
  std::error_code error;
  return fs::exists(file, error) ? file.string() : "";
}

std::vector<std::string> list_themes(const std::string& resources) {
  return list_files(fs::path(resources) / "themes");
}

std::vector<std::string> list_glyphs(const std::string& resources) {
  return list_files(fs::path(resources) / "glyphs");
}

}  // namespace lantern
