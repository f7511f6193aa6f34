#include "output/staging/cancel.h"

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <system_error>

#include <fmt/format.h>

#include "core/base/error.h"
#include "output/staging/staged_paths.h"

namespace lantern {
namespace {

// Global because signal handlers get no argument.
std::atomic<int> requested{0};
static_assert(std::atomic<int>::is_always_lock_free);

extern "C" void on_signal(int signal) {
  int expected = 0;
  if (requested.compare_exchange_strong(expected, signal)) return;
  if (signal != SIGINT) return;
  unlink_staged_paths();
  _exit(128 + signal);
}

void set_handler(int signal, void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  if (sigaction(signal, &action, nullptr) != 0) {
    throw RuntimeError(fmt::format("installing a handler for signal {}: {}", signal,
                                   std::generic_category().message(errno)));
  }
}

bool is_ignored(int signal) {
  struct sigaction action = {};
  return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

void install_signal_handlers() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    if (!is_ignored(signal)) set_handler(signal, on_signal);
  }
  for (const int signal : {SIGPIPE, SIGXFSZ}) set_handler(signal, SIG_IGN);
}

int cancel_requested() noexcept {
  return requested.load(std::memory_order_relaxed);
}

void throw_if_cancelled() {
  if (const int signal = cancel_requested()) throw Cancelled(signal);
}

void request_cancel(int signal) noexcept {
  requested.store(signal);
}

}  // namespace lantern
