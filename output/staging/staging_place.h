#pragma once

#include <optional>
#include <string>
#include <vector>

namespace lantern {

/// Makes a folder and those above it. Its destructor removes those that it made, where they are
/// empty.
class MadeFolders {
 public:
  /// Throws RuntimeError about writing `name`.
  MadeFolders(const std::string& folder, const std::string& name);
  ~MadeFolders();
  MadeFolders(const MadeFolders&) = delete;
  MadeFolders& operator=(const MadeFolders&) = delete;

 private:
  MadeFolders() = default;

  std::vector<std::string> made_;  ///< outermost first
};

/// Where a path leads.
struct Target {
  std::string path;              ///< what is written: symbolic links are followed
  std::string folder;            ///< that holds it
  std::string name;              ///< of the file in that folder
  bool is_stream = false;        ///< a pipe or a character device, which nothing can be renamed to
  std::optional<unsigned> mode;  ///< permissions of the file that is there
};

/// "-" is standard output. Follows links; a link that leads nowhere gives the path it names. The
/// folder need not exist. Throws RuntimeError where `path` is a directory, may not be written, or
/// cannot be a file's.
Target find_target(const std::string& path);

/// Eight hexadecimal digits for the processes among which a number means one: those of this start
/// of the machine, in this container. Empty where that cannot be told.
std::string process_space();

/// ".{name}.lantern-{pid}-{process space}{random}.tmp", with the name cut where that would be too
/// long.
std::string staging_name(const std::string& name);

/// Removes staging files and folders from `folder` that runs left which were killed: this user's,
/// of processes that are gone. Those of other machines that share the folder cannot be seen from
/// here: what they may have left has to be untouched for an hour.
void remove_stale_staging(const std::string& folder);

}  // namespace lantern
