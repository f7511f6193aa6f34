#pragma once

#include <exception>

namespace lantern {

/// Work stopped because a signal asked for it.
class Cancelled : public std::exception {
 public:
  explicit Cancelled(int signal) : signal_(signal) {}
  int signal() const { return signal_; }
  const char* what() const noexcept override { return "cancelled by a signal"; }

 private:
  int signal_;
};

/// From here on SIGINT, SIGTERM and SIGHUP are a request to stop, unless they were ignored before
/// (as under nohup). A SIGINT after such a request removes staging files and ends the program at
/// once with 128 + the signal's number. SIGPIPE and SIGXFSZ are ignored, so that writing reports
/// an error instead. System calls that a signal interrupts are not restarted. Throws RuntimeError
/// where the system refuses.
void install_signal_handlers();

/// The number of the signal that asked to stop, 0 for none.
int cancel_requested() noexcept;

/// Throws Cancelled where a signal asked to stop.
void throw_if_cancelled();

/// What the handlers do first; 0 takes the request back.
void request_cancel(int signal) noexcept;

}  // namespace lantern
