#pragma once

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "output/staging/descriptor.h"

struct inotify_event;

namespace lantern {

/// Waits for changes of files. It watches the folders that they are in, so that it also sees
/// editors that write a new file and rename it, files that are not there yet, and both ends of
/// symbolic links. What a network drive does on another machine cannot be seen.
class FolderWatch {
 public:
  /// Throws RuntimeError where the system refuses.
  FolderWatch();

  /// Watches these files, and no others, from now on. Returns whether some are new: a change just
  /// before this call may then have been missed.
  bool set_files(const std::vector<std::string>& files);

  /// Blocks until a file was written or replaced, then until nothing more happens for `settle`.
  /// Returns the files that changed, as they were given, sorted; none after `stop`. Throws
  /// Cancelled where a signal asked to stop.
  std::vector<std::string> wait(std::chrono::milliseconds settle);

  /// Ends a `wait` of another thread, and all later ones.
  void stop() noexcept;

 private:
  struct Folder {
    std::string path;
    std::map<std::string, std::set<std::string>> files;  ///< by their names in the folder
  };

  void watch(const std::string& path, const std::string& file);
  bool sleep() const;
  void read_events(std::set<std::string>& changed);
  void add_changed(const inotify_event& event, std::set<std::string>& changed) const;

  Descriptor events_;
  Descriptor stop_;
  std::set<std::string> files_;
  std::map<int, Folder> folders_;  // by their watches
};

}  // namespace lantern
