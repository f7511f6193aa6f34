// A library for LD_PRELOAD that makes one system call of a program fail.
//
//   FAULT_CALL   write, fsync, close, rename, mmap, open (of anything), create (open for writing)
//   FAULT_AT     which of these calls, from 1; none fails where it is not set
//   FAULT_ERRNO  with what, as a number
//   FAULT_COUNT  a file that gets the number of these calls when the program ends
//
// What goes to the standard streams does not count, nor what libraries do while they are loaded,
// nor what they ask of the system (/proc, /sys): some end the program without an answer.

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

// Global because calls come from anywhere.
std::atomic<long> calls{0};
std::atomic<bool> started{false};

const char* setting(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

__attribute__((constructor)) void start() {
  started = true;
}

__attribute__((destructor)) void tell() {
  const char* file = setting("FAULT_COUNT");
  if (!*file) return;
  const std::string text = std::to_string(calls.load());
  const long fd = syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (fd < 0) return;
  syscall(SYS_write, fd, text.data(), text.size());
  syscall(SYS_close, fd);
}

/// Whether this call is the one; errno is set then.
bool strikes(std::string_view call) {
  if (!started || call != setting("FAULT_CALL")) return false;
  const long n = ++calls;
  if (std::atol(setting("FAULT_AT")) != n) return false;
  errno = std::atoi(setting("FAULT_ERRNO"));
  return true;
}

bool open_strikes(std::string_view path, bool writes) {
  if (path.starts_with("/proc/") || path.starts_with("/sys/")) return false;
  return strikes("open") || (writes && strikes("create"));
}

/// The function that this one stands before.
template <class Function>
Function* real(Function*, const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

int open_really(int folder, const char* path, int flags, va_list more) {
  const mode_t mode = (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE
                          ? static_cast<mode_t>(va_arg(more, int))
                          : 0;
  if (open_strikes(path, (flags & O_ACCMODE) != O_RDONLY)) return -1;
  return static_cast<int>(syscall(SYS_openat, folder, path, flags, mode));
}

FILE* open_stream(const char* name, const char* path, const char* mode) {
  const bool writes = std::string_view(mode).find_first_of("wa+") != std::string_view::npos;
  return open_strikes(path, writes) ? nullptr : real(&fopen, name)(path, mode);
}

}  // namespace

extern "C" {

ssize_t write(int fd, const void* bytes, size_t size) {
  return fd > 2 && strikes("write") ? -1 : real(&write, "write")(fd, bytes, size);
}

ssize_t writev(int fd, const struct iovec* parts, int count) {
  return fd > 2 && strikes("write") ? -1 : real(&writev, "writev")(fd, parts, count);
}

int fsync(int fd) {
  return strikes("fsync") ? -1 : real(&fsync, "fsync")(fd);
}

// A close that fails has closed all the same.
int close(int fd) {
  const bool fails = fd > 2 && strikes("close");
  const int error = errno;
  const int result = real(&close, "close")(fd);
  if (fails) errno = error;
  return fails ? -1 : result;
}

int rename(const char* from, const char* to) noexcept {
  return strikes("rename") ? -1 : real(&rename, "rename")(from, to);
}

void* mmap(void* at, size_t size, int protection, int flags, int fd, off_t offset) noexcept {
  if (fd >= 0 && strikes("mmap")) return MAP_FAILED;
  return real(&mmap, "mmap")(at, size, protection, flags, fd, offset);
}

int openat(int folder, const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const int fd = open_really(folder, path, flags, more);
  va_end(more);
  return fd;
}

int open(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const int fd = open_really(AT_FDCWD, path, flags, more);
  va_end(more);
  return fd;
}

int open64(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const int fd = open_really(AT_FDCWD, path, flags, more);
  va_end(more);
  return fd;
}

FILE* fopen(const char* path, const char* mode) {
  return open_stream("fopen", path, mode);
}

FILE* fopen64(const char* path, const char* mode) {
  return open_stream("fopen64", path, mode);
}

}  // extern "C"
