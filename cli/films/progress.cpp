#include "cli/films/progress.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "cli/project/tell.h"

namespace lantern {
namespace {

constexpr int kBarWidth = 28;

std::string bar(double fraction) {
  const int full = static_cast<int>(fraction * kBarWidth);
  std::string text(static_cast<size_t>(full), '#');
  text.resize(kBarWidth, '.');
  return text;
}

}  // namespace

Progress::Progress(std::string name, bool quiet)
    : name_(std::move(name)),
      visible_(!quiet && isatty(STDERR_FILENO) && !std::getenv("CI")),
      start_(std::chrono::steady_clock::now()) {}

Progress::~Progress() {
  if (drawn_) tell("\r\033[K");
}

void Progress::show(std::int64_t done, std::int64_t total) {
  if (!visible_) return;
  const auto now = std::chrono::steady_clock::now();
  constexpr auto kInterval = std::chrono::milliseconds(50);
  if (drawn_ && done < total && now - last_ < kInterval) return;
  last_ = now;
  drawn_ = true;
  const double fraction = total > 0 ? double(done) / double(total) : 1;
  const double elapsed = std::chrono::duration<double>(now - start_).count();
  const double left = fraction > 0 ? elapsed / fraction - elapsed : 0;
  tell("\r\033[K{}  [{}] {:3.0f}%  {}/{} frames, {:.0f} s left", name_, bar(fraction),
       fraction * 100, done, total, left);
  std::fflush(stderr);
}

}  // namespace lantern
