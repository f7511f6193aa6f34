#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <ctime>
#include <filesystem>
#include <optional>
#include <string_view>

#include "output/staging/staging_place.h"

namespace lantern {
namespace {

namespace fs = std::filesystem;

constexpr std::time_t kStaleAfter = 60 * 60;  // seconds, for files of other machines

/// Who made a staging file.
struct Owner {
  pid_t pid = 0;
  std::string_view digits = {};  ///< its process space and what is random
};

/// None for other names.
std::optional<Owner> owner_of(std::string_view name) {
  constexpr std::string_view kInfix = ".lantern-";
  constexpr std::string_view kSuffix = ".tmp";
  constexpr size_t kRandomDigits = 16;
  const size_t at = name.rfind(kInfix);
  if (at == name.npos || !name.starts_with('.') || !name.ends_with(kSuffix)) return {};
  name.remove_prefix(at + kInfix.size());
  name.remove_suffix(kSuffix.size());
  pid_t pid = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), pid);
  const std::string_view rest = name.substr(static_cast<size_t>(end - name.data()));
  if (error != std::errc() || pid <= 0) return {};
  if (rest.size() != kRandomDigits + 1 || rest[0] != '-') return {};
  return Owner{pid, rest.substr(1)};
}

bool is_gone(pid_t pid) {
  return kill(pid, 0) != 0 && errno == ESRCH;
}

/// Removes a staging folder with the files in it: pictures by their numbers, clips of slides.
/// Folders in it are not ours.
void remove_folder(const fs::path& folder) {
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
    if (!entry.is_directory(ignored)) unlink(entry.path().c_str());
  }
  rmdir(folder.c_str());
}

}  // namespace

void remove_stale_staging(const std::string& folder) {
  std::error_code ignored;
  const std::time_t now = std::time(nullptr);
  const std::string space = process_space();
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    const std::optional<Owner> owner = owner_of(name);
    struct stat status = {};
    if (!owner || !is_gone(owner->pid) || lstat(entry.path().c_str(), &status) != 0) continue;
    const bool ours = !space.empty() && owner->digits.starts_with(space);
    if (status.st_uid != geteuid() || (!ours && now - status.st_mtime < kStaleAfter)) continue;
    if (S_ISDIR(status.st_mode)) {
      remove_folder(entry.path());
    } else {
      unlink(entry.path().c_str());
    }
  }
}

}  // namespace lantern
