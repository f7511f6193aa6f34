#include "renderer/text/font_source.h"

#include <fmt/format.h>
#include <unistd.h>

#include "core/files/install.h"

namespace lantern {
namespace {

bool is_there(const std::string& path) {
  return access(path.c_str(), R_OK) == 0;
}

}  // namespace

std::string font_file(std::string_view file, std::string_view system_folder, FontSource source) {
  for (const std::string& folder : install_folders()) {
    std::string path = fmt::format("{}/fonts/{}", folder, file);
    if (is_there(path)) return path;
  }
  std::string path = fmt::format("{}/{}", system_folder, file);
  return source == FontSource::anywhere && is_there(path) ? path : "";
}

}  // namespace lantern
