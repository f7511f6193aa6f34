#include "cli/project/standard_streams.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "cli/project/tell.h"

namespace lantern {
namespace {

/// Whether the other end of a pipe was closed, as `head` does.
bool nobody_reads(int fd) {
  pollfd stream{fd, 0, 0};
  return poll(&stream, 1, 0) == 1 && (stream.revents & POLLERR) != 0;
}

/// As programs go whose reader has gone: without a word.
[[noreturn]] void end_by_pipe() {
  std::signal(SIGPIPE, SIG_DFL);
  std::raise(SIGPIPE);
  std::_Exit(128 + SIGPIPE);
}

}  // namespace

void fill_standard_streams() {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(fd, F_GETFD) >= 0 || errno != EBADF) continue;
    // The lowest number that is free is this one. Opened the wrong way round, so that its use is an
    // error; standard error may be closed to have silence.
    const int way = fd == STDOUT_FILENO ? O_RDONLY : O_WRONLY;
    [[maybe_unused]] const int opened = ::open("/dev/null", way);
  }
}

int flush_standard_output(int code) {
  std::cout.flush();
  const bool flushed = std::fflush(stdout) == 0;
  if (flushed && !std::ferror(stdout) && std::cout.good()) return code;
  if (nobody_reads(STDOUT_FILENO)) end_by_pipe();
  tell("lantern: writing to standard output failed\n");
  return code == 0 ? 1 : code;
}

}  // namespace lantern
