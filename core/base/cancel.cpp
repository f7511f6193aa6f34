#include "core/base/cancel.h"

#include <atomic>

namespace lantern {
namespace {

// Global because signal handlers get no argument.
std::atomic<int> requested{0};
static_assert(std::atomic<int>::is_always_lock_free);

}  // namespace

int cancel_requested() noexcept {
  return requested.load(std::memory_order_relaxed);
}

void throw_if_cancelled() {
  if (const int signal = cancel_requested()) throw Cancelled(signal);
}

bool request_cancel(int signal) noexcept {
  int none = 0;
  if (signal != 0) return requested.compare_exchange_strong(none, signal);
  requested.store(0);
  return true;
}

}  // namespace lantern
