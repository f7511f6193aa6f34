#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <exception>
#include <functional>
#include <stdexcept>
#include <string>

namespace lantern::test {

struct ChildResult {
  int exit_code = -1;  ///< −1 where a signal ended it
  int signal = 0;
  std::string error;  ///< of the exception that ended it
};

/// Runs something in a process of its own, for what would change this one: limits, signals.
inline ChildResult in_child(const std::function<void()>& work) {
  int pipe_ends[2];
  if (pipe(pipe_ends) != 0) throw std::runtime_error("no pipe");
  const pid_t pid = fork();
  if (pid == 0) {
    try {
      work();
      _exit(0);
    } catch (const std::exception& e) {
      const std::string text = e.what();
      (void)!write(pipe_ends[1], text.data(), text.size());
      _exit(1);
    }
  }
  close(pipe_ends[1]);
  ChildResult out;
  char buffer[1024];
  for (ssize_t n; (n = read(pipe_ends[0], buffer, sizeof buffer)) > 0;) {
    out.error.append(buffer, static_cast<size_t>(n));
  }
  close(pipe_ends[0]);
  int status = 0;
  waitpid(pid, &status, 0);
  if (WIFEXITED(status)) out.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) out.signal = WTERMSIG(status);
  return out;
}

}  // namespace lantern::test
