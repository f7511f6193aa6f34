#include "core/files/install.h"

#include <filesystem>

namespace lantern {

std::vector<std::string> install_folders() {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  return {(folder / "share" / "lantern").string(),
          (folder.parent_path() / "share" / "lantern").string()};
}

}  // namespace lantern
