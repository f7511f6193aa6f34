#include "core/scene/run/memo.h"

namespace lantern {

std::shared_ptr<const void> Memo::get_untyped(const Key& key,
                                              const std::function<Result()>& compute) {
  {
    std::unique_lock lock(mutex_);
    while (true) {
      const auto found = entries_.find(key);
      if (found == entries_.end()) break;
      if (found->second.ready) {
        by_use_.splice(by_use_.begin(), by_use_, found->second.place);
        return found->second.value;
      }
      done_.wait(lock);  // another thread computes it; if that fails, this one tries
    }
    by_use_.push_front(key);
    entries_[key].place = by_use_.begin();
  }
  Result result;
  try {
    result = compute();
  } catch (...) {
    const std::lock_guard lock(mutex_);
    const auto failed = entries_.find(key);
    by_use_.erase(failed->second.place);
    entries_.erase(failed);
    done_.notify_all();
    throw;
  }
  const std::lock_guard lock(mutex_);
  Entry& entry = entries_[key];
  entry.value = result.value;
  entry.bytes = result.bytes;
  entry.ready = true;
  bytes_ += result.bytes;
  shrink();
  done_.notify_all();
  return result.value;
}

void Memo::shrink() {
  auto last = by_use_.end();
  while (bytes_ > most_bytes_ && last != by_use_.begin()) {
    --last;
    const auto found = entries_.find(*last);
    if (!found->second.ready) continue;
    bytes_ -= found->second.bytes;
    entries_.erase(found);
    last = by_use_.erase(last);
  }
}

}  // namespace lantern
