#include "core/scene/run/memo.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace lantern {
namespace {

Key key_in(std::string_view domain, const Key& key) {
  Hasher hasher;
  hasher.add(domain);
  hasher.add(key);
  return hasher.finish();
}

void check_type(std::string_view domain, const std::type_info& kept, const std::type_info& wanted) {
  if (kept == wanted) return;
  throw std::logic_error("two types of results are kept as " + std::string(domain));
}

}  // namespace

std::shared_ptr<const void> Memo::get_untyped(std::string_view domain, const std::type_info& type,
                                              const Key& in_domain,
                                              const std::function<Untyped()>& compute) {
  const Key key = key_in(domain, in_domain);
  {
    std::unique_lock lock(mutex_);
    while (true) {
      const auto found = entries_.find(key);
      if (found == entries_.end()) break;
      check_type(domain, *found->second.type, type);
      if (found->second.ready) {
        by_use_.splice(by_use_.begin(), by_use_, found->second.place);
        return found->second.value;
      }
      done_.wait(lock);  // another thread computes it; if that fails, this one tries
    }
    by_use_.push_front(key);
    Entry& entry = entries_[key];
    entry.type = &type;
    entry.place = by_use_.begin();
  }
  Untyped result;
  try {
    result = compute();
  } catch (...) {
    forget(key);
    throw;
  }
  const std::lock_guard lock(mutex_);
  Entry& entry = entries_[key];
  entry.value = result.value;
  entry.bytes = result.bytes;
  entry.weigh = std::move(result.weigh);
  if (entry.weigh && std::find(growing_.begin(), growing_.end(), key) == growing_.end()) {
    growing_.push_back(key);
  }
  entry.ready = true;
  bytes_ += result.bytes;
  shrink();
  done_.notify_all();
  return result.value;
}

void Memo::forget(const Key& key) {
  const std::lock_guard lock(mutex_);
  const auto failed = entries_.find(key);
  by_use_.erase(failed->second.place);
  entries_.erase(failed);
  done_.notify_all();
}

/// What it costs is shared by as many results as there are to be weighed.
void Memo::weigh_again() {
  if (++since_weighed_ < growing_.size()) return;
  since_weighed_ = 0;
  std::erase_if(growing_, [&](const Key& key) { return entries_.count(key) == 0; });
  for (const Key& key : growing_) {
    Entry& entry = entries_[key];
    if (!entry.ready || !entry.weigh) continue;
    const size_t bytes = entry.weigh();
    bytes_ = bytes_ - entry.bytes + bytes;
    entry.bytes = bytes;
  }
}

void Memo::shrink() {
  weigh_again();
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
