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

std::string find_module() {
  const std::vector<std::string> places = film_modules();
  std::error_code error;
  for (const std::string& place : places) {
    if (fs::exists(place, error)) return place;
  }
  throw RuntimeError(
      fmt::format("no encoder: neither {} is there, lantern is not installed completely; .gif, "
                  ".webp, .svg and .png need none",
                  fmt::join(places, " nor ")));
}

[[noreturn]] void throw_load_error() {
  const char* reason = dlerror();
  throw RuntimeError(fmt::format("no encoder: {}; .gif, .webp, .svg and .png need none",
                                 reason ? reason : kModule));
}

}  // namespace

std::vector<std::string> film_modules() {
  std::error_code error;
  const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  return {(folder / kModule).string(),
          (folder / kInstalledFolder / kModule).lexically_normal().string()};
}

std::unique_ptr<FilmEncoder> make_film_encoder(const FilmEncoderSettings& settings) {
  // Never unloaded: FFmpeg's libraries are not made for that.
  void* const module = dlopen(find_module().c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (!module) throw_load_error();
  void* const symbol = dlsym(module, kMakeFilmEncoder);
  if (!symbol) throw_load_error();
  return std::unique_ptr<FilmEncoder>(reinterpret_cast<MakeFilmEncoder*>(symbol)(settings));
}

}  // namespace lantern
