#include "output/staging/staged_paths.h"

#include <unistd.h>

#include <array>
#include <atomic>
#include <charconv>
#include <climits>
#include <cstring>

namespace lantern {
namespace {

// Room for "/" and the name of a file in a folder.
constexpr size_t kNameRoom = 24;

enum State { kFree, kClaimed, kFile, kFolder };

struct Place {
  std::atomic<int> state{kFree};
  std::atomic<std::int64_t> count{0};
  char path[PATH_MAX];
};

// Global because signal handlers get no argument. Nothing else reads it.
std::array<Place, 64> table;

static_assert(std::atomic<int>::is_always_lock_free);
static_assert(std::atomic<std::int64_t>::is_always_lock_free);

Place& place_at(int index) {
  return table[static_cast<size_t>(index)];
}

/// Its place in the table, −1 where there is none.
int enter(const std::string& path, StagedPath::Type type) {
  if (path.size() >= PATH_MAX) return -1;
  for (size_t i = 0; i < table.size(); ++i) {
    int expected = kFree;
    if (!table[i].state.compare_exchange_strong(expected, kClaimed)) continue;
    std::memcpy(table[i].path, path.c_str(), path.size() + 1);
    table[i].count = 0;
    table[i].state = type == StagedPath::Type::file ? kFile : kFolder;
    return static_cast<int>(i);
  }
  return -1;
}

/// `folder` is shorter than PATH_MAX. Safe to call in a signal handler.
void unlink_folder(const char* folder, std::int64_t count) noexcept {
  char path[PATH_MAX + kNameRoom];
  const size_t length = std::strlen(folder);
  std::memcpy(path, folder, length);
  path[length] = '/';
  for (std::int64_t i = 0; i < count; ++i) {
    *std::to_chars(path + length + 1, path + sizeof(path) - 1, i).ptr = '\0';
    unlink(path);
  }
  rmdir(folder);
}

}  // namespace

StagedPath::StagedPath(std::string path, Type type)
    : path_(std::move(path)), type_(type), place_(enter(path_, type)) {}

StagedPath::~StagedPath() {
  if (type_ == Type::file) {
    unlink(path_.c_str());
  } else if (path_.size() < PATH_MAX) {
    unlink_folder(path_.c_str(), count_);
  }
  if (place_ >= 0) place_at(place_).state = kFree;
}

void StagedPath::set_count(std::int64_t count) noexcept {
  count_ = count;
  if (place_ >= 0) place_at(place_).count = count;
}

void unlink_staged_paths() noexcept {
  for (const Place& place : table) {
    const int state = place.state.load();
    if (state == kFile) unlink(place.path);
    if (state == kFolder) unlink_folder(place.path, place.count.load());
  }
}

}  // namespace lantern
