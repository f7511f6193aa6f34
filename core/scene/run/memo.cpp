#include "core/scene/run/memo.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <string>

namespace lantern {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kQuick = std::chrono::milliseconds(10);
constexpr std::uint64_t kFrames = 600;  // so long what is made quickly is kept

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
        found->second.used = frame_;
        if (found->second.quick) quick_.splice(quick_.begin(), quick_, *found->second.quick);
        return found->second.value;
      }
      done_.wait(lock);  // another thread computes it; if that fails, this one tries
    }
    by_use_.push_front(key);
    Entry& entry = entries_[key];
    entry.type = &type;
    entry.place = by_use_.begin();
  }
  const Clock::time_point start = Clock::now();
  Untyped result;
  try {
    result = compute();
  } catch (...) {
    forget(key);
    throw;
  }
  std::shared_ptr<const void> value = result.value;
  keep(key, std::move(result), Clock::now() - start < kQuick);
  return value;
}

void Memo::keep(const Key& key, Untyped result, bool quick) {
  const std::lock_guard lock(mutex_);
  Entry& entry = entries_[key];
  entry.value = std::move(result.value);
  entry.bytes = result.bytes;
  entry.weigh = std::move(result.weigh);
  if (entry.weigh && std::find(growing_.begin(), growing_.end(), key) == growing_.end()) {
    growing_.push_back(key);
  }
  entry.ready = true;
  entry.used = frame_;
  if (quick) entry.quick = quick_.insert(quick_.begin(), key);
  bytes_ += entry.bytes;
  shrink();
  done_.notify_all();
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
  while (!quick_.empty() && entries_[quick_.back()].used + kFrames < frame_)
    drop(Key(quick_.back()));
  auto last = by_use_.end();
  while (bytes_ > most_bytes_ && last != by_use_.begin()) {
    const Key key = *--last;
    if (!entries_[key].ready) continue;
    ++last;
    drop(key);
  }
}

void Memo::drop(const Key& key) {
  const auto found = entries_.find(key);
  bytes_ -= found->second.bytes;
  by_use_.erase(found->second.place);
  if (found->second.quick) quick_.erase(*found->second.quick);
  entries_.erase(found);
}

}  // namespace lantern
