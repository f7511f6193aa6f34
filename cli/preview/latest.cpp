#include "cli/preview/latest.h"

#include <algorithm>

namespace lantern {
namespace {

constexpr size_t kMostNames = 64;

}  // namespace

void Latest::note(const std::string& name, std::uint64_t number) {
  if (number == 0) return;
  const std::lock_guard lock(mutex_);
  const auto known = std::find_if(newest_.begin(), newest_.end(),
                                  [&](const Newest& one) { return one.name == name; });
  if (known == newest_.end()) newest_.push_front({name, number});
  else newest_.splice(newest_.begin(), newest_, known);
  newest_.front().number = std::max(newest_.front().number, number);
  if (newest_.size() > kMostNames) newest_.pop_back();
}

bool Latest::wanted(const std::string& name, std::uint64_t number) const {
  if (number == 0) return true;
  const std::lock_guard lock(mutex_);
  const auto known = std::find_if(newest_.begin(), newest_.end(),
                                  [&](const Newest& one) { return one.name == name; });
  return known == newest_.end() || known->number <= number;
}

}  // namespace lantern
