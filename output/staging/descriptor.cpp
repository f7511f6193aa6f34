#include "output/staging/descriptor.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "core/base/cancel.h"
#include "output/staging/write_error.h"

namespace lantern {
namespace {

/// Makes a system call until no signal interrupts it.
template <class Call>
auto uninterrupted(const Call& call) {
  for (;;) {
    const auto result = call();
    if (result >= 0 || errno != EINTR) return result;
    throw_if_cancelled();
  }
}

}  // namespace

Descriptor::Descriptor(const std::string& path, int flags, unsigned mode, const std::string& name)
    : fd_(uninterrupted([&] { return ::open(path.c_str(), flags | O_CLOEXEC, mode); })) {
  if (fd_ < 0) throw_write_error(name, errno);
}

Descriptor Descriptor::standard_output(const std::string& name) {
  Descriptor out(fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
  if (out.fd_ < 0) throw_write_error(name, errno);
  return out;
}

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

Descriptor::Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

void Descriptor::write(std::span<const std::uint8_t> bytes, const std::string& name) {
  while (!bytes.empty()) {
    const ssize_t written = uninterrupted([&] { return ::write(fd_, bytes.data(), bytes.size()); });
    if (written < 0) throw_write_error(name, errno);
    bytes = bytes.subspan(static_cast<size_t>(written));
  }
}

void Descriptor::sync(const std::string& name) {
  if (uninterrupted([&] { return ::fsync(fd_); }) < 0) throw_write_error(name, errno);
}

void Descriptor::close(const std::string& name) {
  // After an interrupted close the descriptor is gone all the same (Linux).
  if (::close(std::exchange(fd_, -1)) < 0 && errno != EINTR) throw_write_error(name, errno);
}

void sync_folder(const std::string& folder, const std::string& name) {
  Descriptor descriptor(folder, O_RDONLY | O_DIRECTORY, 0, name);
  // Some file systems cannot do this with folders.
  if (uninterrupted([&] { return ::fsync(descriptor.get()); }) < 0 && errno != EINVAL)
    throw_write_error(name, errno);
  descriptor.close(name);
}

}  // namespace lantern
