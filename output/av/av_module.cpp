#include "output/av/av_module.h"

#include <dlfcn.h>

#include <filesystem>

#include <fmt/format.h>

#include "core/base/error.h"

namespace lantern {
namespace {

namespace fs = std::filesystem;

// LANTERN_MODULE_DIR is the installed module's folder, seen from the program's.
constexpr const char* kModule = "lantern_av.so";
constexpr const char* kInstalledFolder = LANTERN_MODULE_DIR;

fs::path find_module() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) throw RuntimeError("MP4 cannot be written: /proc is not there");
  const fs::path beside = program.parent_path() / kModule;
  if (fs::exists(beside, error)) return beside;
  const fs::path installed =
      (program.parent_path() / kInstalledFolder / kModule).lexically_normal();
  if (fs::exists(installed, error)) return installed;
  throw RuntimeError(
      fmt::format("MP4 cannot be written: neither {} nor {} is there; lantern is not "
                  "installed completely",
                  beside.string(), installed.string()));
}

[[noreturn]] void throw_load_error() {
  const char* reason = dlerror();
  throw RuntimeError(fmt::format("MP4 cannot be written: {}", reason ? reason : kModule));
}

}  // namespace

std::unique_ptr<FilmEncoder> make_film_encoder(const FilmEncoderSettings& settings) {
  // Never unloaded: FFmpeg's libraries are not made for that.
  void* const module = dlopen(find_module().c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (!module) throw_load_error();
  void* const symbol = dlsym(module, kMakeFilmEncoder);
  if (!symbol) throw_load_error();
  return std::unique_ptr<FilmEncoder>(reinterpret_cast<MakeFilmEncoder*>(symbol)(settings));
}

}  // namespace lantern
