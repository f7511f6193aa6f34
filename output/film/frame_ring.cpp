#include "output/film/frame_ring.h"

#include <chrono>

#include "core/base/cancel.h"

namespace lantern {
namespace {

// How late a signal can be noticed while the reader waits.
constexpr std::chrono::milliseconds kPatience(50);

}  // namespace

FrameRing::FrameRing(std::int64_t first, std::int64_t last, std::vector<Place> places)
    : places_(std::move(places)), claimed_(first), read_(first), last_(last) {}

std::optional<std::int64_t> FrameRing::claim() {
  std::unique_lock lock(mutex_);
  const auto size = static_cast<std::int64_t>(places_.size());
  emptied_.wait(lock, [&] { return stopped_ || claimed_ >= last_ || claimed_ < read_ + size; });
  if (stopped_ || claimed_ >= last_) return {};
  return claimed_++;
}

void FrameRing::complete(std::int64_t n) {
  {
    const std::lock_guard lock(mutex_);
    place(n).ready = true;
  }
  filled_.notify_one();
}

const std::vector<Picture>& FrameRing::next() {
  std::unique_lock lock(mutex_);
  Place& wanted = place(read_);
  do {
    throw_if_cancelled();
  } while (!filled_.wait_for(lock, kPatience, [&] { return wanted.ready; }));
  if (wanted.error) std::rethrow_exception(wanted.error);
  return wanted.pictures;
}

void FrameRing::release() {
  {
    const std::lock_guard lock(mutex_);
    place(read_++).ready = false;
  }
  // All: those that wait may have to learn that the last frame is gone.
  emptied_.notify_all();
}

void FrameRing::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  emptied_.notify_all();
}

}  // namespace lantern
