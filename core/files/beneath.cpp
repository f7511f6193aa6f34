#include "core/files/beneath.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <deque>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace lantern {
namespace {

constexpr int kFileFlags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
constexpr int kFolderFlags = O_PATH | O_DIRECTORY | O_CLOEXEC;

ReadOnly no_file(int error) {
  errno = error;
  return ReadOnly();
}

/// Another process may rename folders meanwhile (EAGAIN), a signal may come.
int open_by_kernel(int folder, const std::string& path) {
  open_how how = {};
  how.flags = kFileFlags;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  constexpr int kMostTries = 100;
  for (int i = 0;; ++i) {
    const long fd = syscall(SYS_openat2, folder, path.c_str(), &how, sizeof how);
    if (fd >= 0 || (errno != EAGAIN && errno != EINTR) || i == kMostTries)
      return static_cast<int>(fd);
  }
}

/// The kernel is too old, or a filter of system calls does not know this one.
bool cannot_guard(int error) {
  return error == ENOSYS || error == EPERM || error == EINVAL;
}

/// Follows a path part by part with a descriptor for every folder on the way, so that ".." leads
/// to where it came from, and never above the first.
class Steps {
 public:
  explicit Steps(ReadOnly folder) { way_.push_back(std::move(folder)); }

  ReadOnly open(const std::string& path) {
    if (!add(path)) return no_file(EXDEV);
    while (!parts_.empty()) {
      const std::string part = std::exchange(parts_.front(), {});
      parts_.pop_front();
      if (part == "..") {
        if (way_.size() == 1) return no_file(EXDEV);
        way_.pop_back();
      } else if (const auto link = link_at(part)) {
        if (++links_ > kMostLinks) return no_file(ELOOP);
        if (!add(*link)) return no_file(EXDEV);
      } else if (parts_.empty()) {
        return ReadOnly(openat(here(), part.c_str(), kFileFlags | O_NOFOLLOW));
      } else {
        ReadOnly next(openat(here(), part.c_str(), kFolderFlags | O_NOFOLLOW));
        if (!next) return no_file(errno);
        way_.push_back(std::move(next));
      }
    }
    return ReadOnly(openat(here(), ".", kFileFlags));  // the path ends at a folder
  }

 private:
  static constexpr int kMostLinks = 40;  // as Linux has it

  int here() const { return way_.back().get(); }

  /// Puts the parts of a path before those that are left. False where it starts at the root.
  bool add(const std::string& path) {
    if (path.starts_with('/')) return false;
    std::vector<std::string> parts;
    std::istringstream text(path);
    for (std::string part; std::getline(text, part, '/');) {
      if (!part.empty() && part != ".") parts.push_back(part);
    }
    parts_.insert(parts_.begin(), parts.begin(), parts.end());
    return true;
  }

  std::optional<std::string> link_at(const std::string& part) const {
    std::array<char, PATH_MAX> target;
    const ssize_t size = readlinkat(here(), part.c_str(), target.data(), target.size());
    if (size < 0) return std::nullopt;
    return std::string(target.data(), static_cast<size_t>(size));
  }

  std::vector<ReadOnly> way_;
  std::deque<std::string> parts_;
  int links_ = 0;
};

}  // namespace

ReadOnly::~ReadOnly() {
  if (fd_ < 0) return;
  const int error = errno;
  ::close(fd_);
  errno = error;  // what a caller asks for is why it could not open
}

ReadOnly::ReadOnly(ReadOnly&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

ReadOnly& ReadOnly::operator=(ReadOnly&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

ReadOnly open_beneath(const std::string& folder, const std::string& path, Guard guard) {
  ReadOnly at(::open(folder.empty() ? "." : folder.c_str(), kFolderFlags));
  if (!at) return no_file(errno);
  if (guard == Guard::kernel) {
    ReadOnly out(open_by_kernel(at.get(), path));
    if (out || !cannot_guard(errno)) return out;
  }
  return Steps(std::move(at)).open(path);
}

}  // namespace lantern
