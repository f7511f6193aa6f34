#pragma once

#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "core/base/hash.h"

namespace lantern {

/// Results of pure computations by the key of what went into them. Shared by all threads: a result
/// is computed once, others wait for it. Bounded in bytes: what was used longest ago goes first.
/// It changes how fast a result is there, never what it is.
class Memo {
 public:
  explicit Memo(size_t most_bytes = 64u << 20) : most_bytes_(most_bytes) {}

  struct Result {
    std::shared_ptr<const void> value;
    size_t bytes = 0;
  };

  /// The result under `key`, computed by `compute` where it is not there. An exception of
  /// `compute` goes to every caller that waited, and nothing is kept.
  template <class T>
  std::shared_ptr<const T> get(const Key& key, const std::function<Result()>& compute) {
    return std::static_pointer_cast<const T>(get_untyped(key, compute));
  }

 private:
  struct Entry {
    std::shared_ptr<const void> value;
    size_t bytes = 0;
    bool ready = false;
    std::list<Key>::iterator place;
  };

  std::shared_ptr<const void> get_untyped(const Key& key, const std::function<Result()>& compute);
  void shrink();

  std::mutex mutex_;
  std::condition_variable done_;
  std::unordered_map<Key, Entry> entries_;
  std::list<Key> by_use_;  // the latest first
  size_t bytes_ = 0;
  size_t most_bytes_;
};

}  // namespace lantern
