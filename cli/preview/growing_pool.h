#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include <httplib.h>

namespace lantern {

/// A thread for each connection, up to a bound: one that is idle, or that sends a byte now and
/// then, keeps nobody else waiting. Threads are kept for the connections that come after.
class GrowingPool : public httplib::TaskQueue {
 public:
  explicit GrowingPool(size_t most) : most_(most) {}
  ~GrowingPool() override { shutdown(); }

  void enqueue(std::function<void()> task) override;
  /// Waits for all tasks to end.
  void shutdown() override;

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
