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

/// The number of the signal that asked to stop, 0 for none.
int cancel_requested() noexcept;

/// Throws Cancelled where a signal asked to stop.
void throw_if_cancelled();

/// Asks all work to stop, from a signal's handler too; 0 takes the request back. False where
/// another request was there before.
bool request_cancel(int signal) noexcept;

}  // namespace lantern
