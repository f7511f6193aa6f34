#pragma once

#include <cstdint>
#include <string>

namespace lantern {

/// A staging file or folder that is to go: its destructor removes it from the disk, where it is
/// still there. Meanwhile its path stands in a table that a signal handler can read, as the program
/// may have to end at once, and then no destructor runs. The table has 64 places; what does not fit
/// is left to a later run (see remove_stale_staging).
class StagedPath {
 public:
  enum class Type { file, folder };

  StagedPath(std::string path, Type type);
  ~StagedPath();
  StagedPath(const StagedPath&) = delete;
  StagedPath& operator=(const StagedPath&) = delete;

  const std::string& path() const { return path_; }
  /// A folder's files are named "0", "1" … "count−1".
  std::int64_t count() const { return count_; }
  void set_count(std::int64_t count) noexcept;

 private:
  std::string path_;
  Type type_;
  std::int64_t count_ = 0;
  int place_ = -1;
};

/// Removes everything in the table from the disk. Safe to call in a signal handler.
void unlink_staged_paths() noexcept;

}  // namespace lantern
