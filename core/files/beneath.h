#pragma once

#include <string>

namespace lantern {

/// Owns a descriptor that is read from.
class ReadOnly {
 public:
  /// Below 0 is none.
  explicit ReadOnly(int fd = -1) : fd_(fd) {}
  ~ReadOnly();
  ReadOnly(ReadOnly&& other) noexcept;
  ReadOnly& operator=(ReadOnly&& other) noexcept;

  explicit operator bool() const { return fd_ >= 0; }
  int get() const { return fd_; }

 private:
  int fd_;
};

/// Who looks that a path stays below a folder: the kernel (openat2, Linux 5.6), or, where it
/// cannot or may not, this program, part by part.
enum class Guard { kernel, steps };

/// Opens what `path` names below `folder`: ".." and links are followed, but never out of it, nor
/// through the links of /proc to what processes have open. Waits for nobody at a FIFO. Where it
/// fails there is an errno, EXDEV for a path that leads out.
ReadOnly open_beneath(const std::string& folder, const std::string& path,
                      Guard guard = Guard::kernel);

}  // namespace lantern
