#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "output/staging/descriptor.h"
#include "output/staging/staged_paths.h"
#include "output/staging/staging_place.h"

namespace lantern {

/// A file in the making. It grows beside its target under a name of its own, readable by its owner
/// only; `publish` puts it in the target's place in one step. Without that the destructor leaves
/// everything as it was. A target that is a symbolic link is written through; missing folders are
/// made. A pipe or a character device is written directly, where the format allows that.
/// All errors are RuntimeErrors "writing {path}: {reason}".
class StagedFile {
 public:
  /// Whether the format can be written to a pipe, front to back.
  enum class Streams { allowed, refused };

  StagedFile(const std::string& path, Streams streams);

  /// What to write to: for libraries that open files themselves.
  const std::string& path() const { return staged_ ? staged_->path() : target_.path; }
  void write(std::span<const std::uint8_t> bytes) { descriptor_.write(bytes, name_); }
  /// Waits for the disk and replaces the target, whose permissions stay. A new file gets those
  /// that the umask leaves. An empty file is an error.
  void publish();

 private:
  void stage();

  std::string name_;  ///< the path as the user gave it
  Target target_;
  std::optional<MadeFolders> folders_;
  std::optional<StagedPath> staged_;  ///< none for streams
  Descriptor descriptor_;
  unsigned mode_ = 0;
};

/// The files of a sequence in the making, all in one folder. They grow in a staging folder beside
/// the first; `publish` puts each in its target's place in one step. As a group they are not
/// replaced in one step: a program that dies meanwhile leaves a mixture of old and new files. Files
/// of an older, longer sequence stay. Errors as with StagedFile.
class StagedFolder {
 public:
  /// `path_of(n)` is the path of file n = 0, 1 …; it is called more than once.
  explicit StagedFolder(std::function<std::string(std::int64_t)> path_of);

  /// The next file.
  void add(std::span<const std::uint8_t> bytes);
  void publish();

 private:
  std::string staged_file(std::int64_t n) const;

  std::function<std::string(std::int64_t)> path_of_;
  Target first_;
  MadeFolders folders_;
  std::optional<StagedPath> staged_;
};

}  // namespace lantern
