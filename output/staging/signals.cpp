#include "output/staging/signals.h"

#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include <fmt/format.h>

#include "core/base/cancel.h"
#include "core/base/error.h"
#include "output/staging/staged_paths.h"

namespace lantern {
namespace {

extern "C" void on_signal(int signal) {
  if (request_cancel(signal) || signal != SIGINT) return;
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

}  // namespace lantern
