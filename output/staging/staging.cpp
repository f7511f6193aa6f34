#include "output/staging/staging.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>

#include <fmt/format.h>

#include "core/base/cancel.h"
#include "core/base/error.h"
#include "output/staging/write_error.h"

namespace lantern {
namespace {

struct stat status_of(const Descriptor& descriptor, const std::string& name) {
  struct stat status = {};
  if (fstat(descriptor.get(), &status) != 0) throw_write_error(name, errno);
  return status;
}

// File systems without permissions refuse to change them; the picture is no worse for that.
void set_mode(const Descriptor& descriptor, unsigned mode) {
  (void)!fchmod(descriptor.get(), mode);
}

void rename_over(const std::string& from, const std::string& to, const std::string& name) {
  while (std::rename(from.c_str(), to.c_str()) != 0) {
    if (errno != EINTR) throw_write_error(name, errno);
    throw_if_cancelled();
  }
}

}  // namespace

StagedFile::StagedFile(const std::string& path, Streams streams)
    : name_(path), target_(find_target(path)) {
  if (!target_.is_stream) {
    stage();
    return;
  }
  if (streams == Streams::refused && name_ == "-") {
    throw RuntimeError(
        "this format is not written front to back, as standard output is: name a file, -o FILE");
  }
  if (streams == Streams::refused) {
    throw RuntimeError(fmt::format(
        "writing {}: it is a pipe or a device, and this format can only be written to a file",
        name_));
  }
  // Standard output goes on where it is; opened anew, a file would be written from its start.
  descriptor_ = name_ == "-" ? Descriptor::standard_output(name_)
                             : Descriptor(target_.path, O_WRONLY | O_NOCTTY, 0, name_);
}

void StagedFile::stage() {
  folders_.emplace(target_.folder, name_);
  remove_stale_staging(target_.folder);
  staged_.emplace(target_.folder + "/" + staging_name(target_.name), StagedPath::Type::file);
  // Only the kernel knows the umask without changing it: a new file is made with the permissions
  // that it will have, and closed to others while it is still empty.
  const unsigned mode = target_.mode ? 0600 : 0666;
  descriptor_ = Descriptor(staged_->path(), O_WRONLY | O_CREAT | O_EXCL, mode, name_);
  mode_ = target_.mode.value_or(status_of(descriptor_, name_).st_mode & 07777);
  set_mode(descriptor_, 0600);
}

void StagedFile::publish() {
  if (!staged_) return descriptor_.close(name_);
  if (status_of(descriptor_, name_).st_size == 0) {
    throw RuntimeError(fmt::format("writing {}: nothing was written", name_));
  }
  descriptor_.sync(name_);
  set_mode(descriptor_, mode_);
  descriptor_.close(name_);
  rename_over(staged_->path(), target_.path, name_);
  sync_folder(target_.folder, name_);
}

StagedFolder::StagedFolder(std::function<std::string(std::int64_t)> path_of)
    : path_of_(std::move(path_of)),
      first_(find_target(path_of_(0))),
      folders_(first_.folder, path_of_(0)) {
  if (first_.is_stream) {
    throw RuntimeError(fmt::format("writing {}: it is a pipe or a device", path_of_(0)));
  }
  remove_stale_staging(first_.folder);
  staged_.emplace(first_.folder + "/" + staging_name(first_.name), StagedPath::Type::folder);
  if (mkdir(staged_->path().c_str(), 0700) != 0) throw_write_error(path_of_(0), errno);
}

std::string StagedFolder::staged_file(std::int64_t n) const {
  return fmt::format("{}/{}", staged_->path(), n);
}

void StagedFolder::add(std::span<const std::uint8_t> bytes) {
  const std::int64_t n = staged_->count();
  const std::string name = path_of_(n);
  // Counted before it is there, so that whoever cleans up knows of it.
  staged_->set_count(n + 1);
  Descriptor descriptor(staged_file(n), O_WRONLY | O_CREAT | O_EXCL, 0666, name);
  descriptor.write(bytes, name);
  descriptor.close(name);
}

void StagedFolder::publish() {
  // All are safe on the disk before the first takes its place.
  for (std::int64_t n = 0; n < staged_->count(); ++n) {
    Descriptor file(staged_file(n), O_RDONLY, 0, path_of_(n));
    file.sync(path_of_(n));
    file.close(path_of_(n));
  }
  for (std::int64_t n = 0; n < staged_->count(); ++n) {
    const std::string name = path_of_(n);
    const Target target = find_target(name);
    if (target.mode) (void)!chmod(staged_file(n).c_str(), *target.mode);
    rename_over(staged_file(n), target.path, name);
  }
  sync_folder(first_.folder, path_of_(0));
}

}  // namespace lantern
