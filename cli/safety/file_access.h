#pragma once

#include <string>
#include <vector>

namespace lantern {

/// What is left of the disk.
struct FileAccess {
  std::vector<std::string> read;   ///< folders and files; those that are not there are left out
  std::vector<std::string> write;  ///< folders in which files may be made, changed and removed
};

/// For this process, for good: the kernel opens files below these only, links by where they lead.
/// Where it cannot (Linux before 5.19, or Landlock switched off) nothing changes.
void forbid_other_files(const FileAccess& access);

}  // namespace lantern
