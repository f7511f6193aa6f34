#pragma once

#include <atomic>
#include <mutex>

namespace lantern {

/// What is done once, by whichever thread comes first; all others wait for it. Asking again costs
/// next to nothing. After an exception it is tried again.
class Once {
 public:
  template <class Function>
  void run(const Function& function) {
    if (done_.load(std::memory_order_acquire)) return;
    std::call_once(flag_, [&] {
      function();
      done_.store(true, std::memory_order_release);
    });
  }

 private:
  std::once_flag flag_;
  std::atomic<bool> done_{false};
};

}  // namespace lantern
