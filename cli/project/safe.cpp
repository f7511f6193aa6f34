#include "cli/project/safe.h"

#include <filesystem>

#include <fmt/format.h>

#include "cli/safety/file_access.h"
#include "cli/safety/system_calls.h"
#include "core/base/error.h"
#include "core/files/install.h"
#include "core/files/scene_file.h"
#include "core/spec/scene_spec.h"
#include "output/av/av_module.h"

namespace lantern {
namespace {

namespace fs = std::filesystem;

/// Where the program, the encoders' libraries and what those ask about the machine are.
const std::vector<std::string> kProgram{"/proc/self/exe",
                                        "/usr/lib",
                                        "/usr/lib64",
                                        "/lib",
                                        "/lib64",
                                        "/etc/ld.so.cache",
                                        "/sys/devices/system",
                                        "/proc/sys/kernel/random/boot_id",
                                        "/proc/sys/vm/overcommit_memory",
                                        "/dev/null",
                                        "/dev/urandom"};

std::string folder_of(const std::string& path) {
  const std::string folder = path == "-" ? "" : fs::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

/// The folder itself, or the first above it that is there.
std::string existing(const std::string& folder) {
  fs::path path = fs::absolute(folder);
  std::error_code error;
  while (!fs::exists(path, error) && path.has_relative_path()) path = path.parent_path();
  return path.string();
}

/// Below which a scene's files lie.
std::string ground_of(const std::string& scene, const Options& options) {
  return options.root.empty() ? folder_of(scene) : options.root;
}

/// A script or a table may be a link that a stranger made.
void refuse_outside(const std::string& what, const std::string& file, const std::string& folder) {
  std::error_code error;
  if (file == "-" || !fs::exists(file, error) || is_below(file, folder)) return;
  throw LimitError(
      fmt::format("--safe: {}{} is not in {}", what, file, folder == "." ? "this folder" : folder));
}

void check_inputs(const Options& options) {
  const auto tables = named_values(options.data, "--data");
  for (const std::string& scene : options.scenes) {
    const std::string ground = ground_of(scene, options);
    refuse_outside("", scene, ground);
    if (is_theme_file(options.theme)) refuse_outside("--theme ", options.theme, ground);
    for (const auto& [table, file] : tables)
      refuse_outside(fmt::format("--data {}=", table), file, ground);
  }
}

std::vector<std::string> written(const Options& options) {
  std::vector<std::string> out;
  if (options.outputs.empty()) out.emplace_back(".");
  for (const std::string& path : options.outputs) {
    // What goes to standard output in the end may have been in parts before.
    out.push_back(path == "-" ? fs::temp_directory_path().string() : existing(folder_of(path)));
  }
  for (const std::string& path : {options.poster, options.deps}) {
    if (!path.empty()) out.push_back(existing(folder_of(path)));
  }
  return out;
}

FileAccess access_for(const Options& options, bool writes) {
  FileAccess out;
  out.read = kProgram;
  for (const std::string& folder : install_folders()) out.read.push_back(folder);
  for (const std::string& module : film_modules()) out.read.push_back(module);
  for (const std::string& scene : options.scenes) out.read.push_back(ground_of(scene, options));
  if (writes) out.write = written(options);
  return out;
}

}  // namespace

Limits limits_of(const Options& options) {
  Limits out = options.safe ? a_quarter_of(Limits{}) : Limits{};
  for (const std::string& limit : options.limit) set_limit(out, limit);
  return out;
}

FontSource fonts_of(const Options& options) {
  return options.safe ? FontSource::install : FontSource::anywhere;
}

void be_safe(const Options& options, bool writes) {
  check_inputs(options);
  forbid_other_files(access_for(options, writes));
  forbid_system_calls();
}

}  // namespace lantern
