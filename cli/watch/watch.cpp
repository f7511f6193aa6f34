#include "cli/watch/watch.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "core/base/cancel.h"
#include "core/base/error.h"

namespace lantern {
namespace {

namespace fs = std::filesystem;

// A file that goes away is no change: editors do that on the way to the new one. What is created
// counts when it is written, but for folders and links, which never are.
constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ONLYDIR;

/// A signal may come between the look at its flag and the wait; then it is seen this much later.
constexpr int kLongestSleepMs = 250;

/// Changes that never end are told of after this many settle times.
constexpr int kMostSettles = 20;

[[noreturn]] void fail(const std::string& what) {
  throw RuntimeError(fmt::format("{}: {}", what, std::generic_category().message(errno)));
}

bool counts(const inotify_event& event, const std::string& path) {
  if (!(event.mask & IN_CREATE) || (event.mask & IN_ISDIR)) return true;
  std::error_code error;
  return fs::is_symlink(path, error);
}

/// The path itself, or the first of its folders that does not exist yet.
fs::path first_missing(fs::path path) {
  std::error_code error;
  while (path.has_parent_path() && path.parent_path() != path &&
         !fs::exists(path.parent_path(), error)) {
    path = path.parent_path();
  }
  return path;
}

}  // namespace

FolderWatch::FolderWatch()
    : events_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)),
      stop_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (events_.get() < 0) fail("watching for changes (is fs.inotify.max_user_instances used up?)");
  if (stop_.get() < 0) fail("watching for changes");
}

bool FolderWatch::set_files(const std::vector<std::string>& files) {
  std::set<std::string> wanted(files.begin(), files.end());
  bool grown = false;
  for (const std::string& file : wanted) grown |= !files_.contains(file);
  files_ = std::move(wanted);
  const auto before = std::exchange(folders_, {});
  for (const std::string& file : files_) {
    std::error_code error;
    const fs::path given = fs::absolute(file, error).lexically_normal();
    watch(given, file);
    const fs::path real = fs::weakly_canonical(given, error);
    if (!error && real != given) watch(real, file);
  }
  for (const auto& [id, folder] : before) {
    if (!folders_.contains(id)) inotify_rm_watch(events_.get(), id);
  }
  return grown;
}

void FolderWatch::watch(const std::string& path, const std::string& file) {
  const fs::path name = first_missing(path);
  const std::string folder = name.parent_path().string();
  const int id = inotify_add_watch(events_.get(), folder.c_str(), kEvents);
  if (id < 0) {
    if (errno == ENOSPC) fail("watching for changes (fs.inotify.max_user_watches is used up)");
    return;  // gone meanwhile, or not ours to read: it cannot be watched
  }
  folders_[id].path = folder;
  folders_[id].files[name.filename().string()].insert(file);
}

std::vector<std::string> FolderWatch::wait(std::chrono::milliseconds settle) {
  std::set<std::string> changed;
  while (changed.empty()) {
    if (!sleep()) return {};
    read_events(changed);
  }
  for (int i = 0; i < kMostSettles; ++i) {
    pollfd more{events_.get(), POLLIN, 0};
    if (poll(&more, 1, static_cast<int>(settle.count())) == 0) break;
    read_events(changed);
  }
  return {changed.begin(), changed.end()};
}

/// Until there are events. False when it is to stop.
bool FolderWatch::sleep() const {
  for (;;) {
    throw_if_cancelled();
    std::array<pollfd, 2> both{{{events_.get(), POLLIN, 0}, {stop_.get(), POLLIN, 0}}};
    const int ready = poll(both.data(), both.size(), kLongestSleepMs);
    if (ready < 0 && errno != EINTR) fail("watching for changes");
    if (ready > 0) return both[1].revents == 0;
  }
}

void FolderWatch::read_events(std::set<std::string>& changed) {
  alignas(inotify_event) std::array<char, 16384> buffer;
  for (;;) {
    const ssize_t size = read(events_.get(), buffer.data(), buffer.size());
    if (size <= 0) return;
    for (ssize_t at = 0; at < size;) {
      const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
      at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
      add_changed(*event, changed);
    }
  }
}

void FolderWatch::add_changed(const inotify_event& event, std::set<std::string>& changed) const {
  if (event.mask & IN_Q_OVERFLOW) changed.insert(files_.begin(), files_.end());
  const auto at = folders_.find(event.wd);
  if (at == folders_.end()) return;
  const Folder& folder = at->second;
  if (event.mask & IN_IGNORED) {  // the folder itself has gone
    for (const auto& [name, files] : folder.files) changed.insert(files.begin(), files.end());
  }
  const auto files = event.len > 0 ? folder.files.find(event.name) : folder.files.end();
  if (files == folder.files.end() || !counts(event, folder.path + "/" + event.name)) return;
  changed.insert(files->second.begin(), files->second.end());
}

void FolderWatch::stop() noexcept {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = write(stop_.get(), &one, sizeof one);
}

}  // namespace lantern
