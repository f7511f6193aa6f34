#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <thread>

#include <fmt/format.h>

#include "cli/preview/server.h"
#include "cli/project/commands.h"
#include "cli/project/project.h"
#include "cli/project/tell.h"
#include "cli/watch/watch.h"
#include "config/scene/load_scene.h"
#include "core/base/error.h"

namespace lantern {
namespace {

namespace fs = std::filesystem;

/// Editors that write a file in two strokes are done by then.
constexpr std::chrono::milliseconds kSettle{8};

/// The signals that end a preview, kept from the threads that are started while this stands: the
/// one that waits for them gets them.
class EndSignals {
 public:
  EndSignals() {
    sigemptyset(&signals_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
      struct sigaction action = {};
      const bool ignored = sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
      if (!ignored) sigaddset(&signals_, signal);
    }
    pthread_sigmask(SIG_BLOCK, &signals_, &before_);
  }
  ~EndSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  EndSignals(const EndSignals&) = delete;
  EndSignals& operator=(const EndSignals&) = delete;

  const sigset_t& before() const { return before_; }

  int wait() const {
    int signal = 0;
    while (sigwait(&signals_, &signal) != 0) pause();  // all are ignored: only SIGKILL ends it
    return signal;
  }

  /// Ends the program by it. Pictures on their way are not worth waiting for.
  [[noreturn]] void end_by(int signal) const {
    ::signal(signal, SIG_DFL);
    raise(signal);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    _exit(128 + signal);
  }

 private:
  sigset_t signals_, before_;
};

bool any_written_since(const std::set<std::string>& files, fs::file_time_type time) {
  constexpr std::chrono::milliseconds kClockTick{20};  // the times of files are this coarse
  return std::any_of(files.begin(), files.end(), [&](const std::string& file) {
    std::error_code error;
    const auto written = fs::last_write_time(file, error);
    return !error && written + kClockTick > time;
  });
}

void follow_files(Session& session, FolderWatch& watch) {
  for (;;) {
    const auto files = session.files();
    // Files that were not watched before may have changed since they were read.
    const bool missed = watch.set_files({files.begin(), files.end()}) &&
                        any_written_since(files, session.news().latest->read_at);
    if (!missed && watch.wait(kSettle).empty()) return;
    session.reload();
  }
}

void follow(Session& session, FolderWatch& watch) {
  try {
    follow_files(session, watch);
  } catch (const std::exception& e) {
    tell("lantern: changes are not followed any more: {}\n", e.what());
  }
}

/// Threads of the server that draw now and then would each keep what they used once: a heap of its
/// own for every one of them is worth less here than memory. Large pictures go back to the system
/// when nobody needs them: between smaller things they would leave holes, of which sixty pictures
/// of 3840 units' width made two gigabytes.
void share_heaps() {
  constexpr int kLarge = 4 << 20;  // bytes
  mallopt(M_ARENA_MAX, 2);
  mallopt(M_MMAP_THRESHOLD, kLarge);
  mallopt(M_TRIM_THRESHOLD, kLarge);
}

/// The desktop's own way; what it prints is nobody's business here.
void open_in_browser(const std::string& url, const sigset_t& signals) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &signals);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  std::string program = "xdg-open", address = url;
  char* const arguments[] = {program.data(), address.data(), nullptr};
  pid_t child = 0;
  const int error = posix_spawnp(&child, program.c_str(), &files, &attributes, arguments, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  if (error != 0) tell("lantern: xdg-open is not there; open {} yourself\n", url);
}

}  // namespace

int preview(const Options& options) {
  const std::string& script = options.scenes[0];
  if (script == "-")
    throw UsageError("`lantern preview` follows a file; it cannot read standard input");
  Desk desk(options);
  const auto& themes = desk.words.themes;
  if (!options.theme.empty() &&
      std::find(themes.begin(), themes.end(), options.theme) == themes.end()) {
    throw UsageError(
        fmt::format("there is no theme \"{}\"; `lantern list themes` shows all", options.theme));
  }
  if (!fs::exists(script)) load_scene(script, desk.words, desk.sources, desk.diagnostics);
  share_heaps();
  const EndSignals signals;
  Session session(options);
  FolderWatch watch;
  PreviewServer server(session, options, options.port);
  std::thread follower([&] { follow(session, watch); });
  const std::string url = fmt::format("http://127.0.0.1:{}/", server.port());
  fmt::print("{}\n", url);
  std::fflush(stdout);
  if (options.open) open_in_browser(url, signals.before());
  signals.end_by(signals.wait());
}

}  // namespace lantern
