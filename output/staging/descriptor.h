#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace lantern {

/// Owns a file descriptor. Errors are RuntimeErrors about writing `name`; a signal that asks to
/// stop makes them Cancelled.
class Descriptor {
 public:
  Descriptor() = default;
  /// Takes what another call has opened; below 0 is none.
  explicit Descriptor(int fd) : fd_(fd) {}
  /// As open(2) with O_CLOEXEC. May wait: a pipe opens when somebody reads it.
  Descriptor(const std::string& path, int flags, unsigned mode, const std::string& name);
  /// Another descriptor of the program's standard output.
  static Descriptor standard_output(const std::string& name);
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept;
  Descriptor& operator=(Descriptor&& other) noexcept;

  int get() const { return fd_; }
  void write(std::span<const std::uint8_t> bytes, const std::string& name);
  /// Waits until the disk has what was written.
  void sync(const std::string& name);
  /// The destructor closes too, but cannot tell of errors.
  void close(const std::string& name);

 private:
  int fd_ = -1;
};

/// Waits until the disk has the names in a folder.
void sync_folder(const std::string& folder, const std::string& name);

}  // namespace lantern
