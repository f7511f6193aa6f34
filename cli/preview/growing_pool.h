#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace lantern {

/// A thread for each connection, up to a bound: one that is idle, or that sends a byte now and
/// then, keeps nobody else waiting. Threads are kept for the connections that come after.
class GrowingPool {
 public:
  explicit GrowingPool(size_t most) : most_(most) {}
  ~GrowingPool() { shutdown(); }

  GrowingPool(const GrowingPool&) = delete;
  GrowingPool& operator=(const GrowingPool&) = delete;

  void enqueue(std::function<void()> task);
  /// Waits for all tasks to end.
  void shutdown();

 private:
  void work();

  size_t most_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> tasks_;
  std::vector<std::thread> threads_;
  size_t idle_ = 0;
  bool ended_ = false;
};

}  // namespace lantern
