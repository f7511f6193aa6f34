#include "output/staging/staging_place.h"

#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string_view>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "output/staging/write_error.h"

namespace lantern {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxLinks = 40;  // as Linux has it

/// Descriptors of processes look like links to files, but only opening them says what they are.
bool is_descriptor(const fs::path& path) {
  return path.native().starts_with("/proc/");
}

fs::path follow_links(fs::path path, const std::string& name) {
  for (int links = 0; links < kMaxLinks; ++links) {
    std::error_code error;
    if (!fs::is_symlink(fs::symlink_status(path, error)) || is_descriptor(path)) return path;
    const fs::path next = fs::read_symlink(path, error);
    if (error) throw_write_error(name, error.value());
    path = path.parent_path() / next;
  }
  throw_write_error(name, ELOOP);
}

/// Looks at what is there, if anything is.
void inspect(Target& target, const std::string& name) {
  struct stat status = {};
  if (stat(target.path.c_str(), &status) != 0) {
    if (errno != ENOENT) throw_write_error(name, errno);
    return;
  }
  if (S_ISDIR(status.st_mode)) throw_write_error(name, EISDIR);
  target.is_stream =
      S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode) || is_descriptor(target.path);
  if (!target.is_stream && !S_ISREG(status.st_mode)) {
    throw RuntimeError(fmt::format("writing {}: it is neither a file nor a pipe", name));
  }
  if (access(target.path.c_str(), W_OK) != 0) throw_write_error(name, errno);
  target.mode = status.st_mode & 07777;
}

}  // namespace

// It delegates, so that the destructor runs should the body throw.
MadeFolders::MadeFolders(const std::string& folder, const std::string& name) : MadeFolders() {
  std::vector<fs::path> missing;
  std::error_code ignored;
  for (fs::path path = folder; !path.empty() && !fs::exists(path, ignored);
       path = path.parent_path()) {
    missing.push_back(path);
  }
  for (auto path = missing.rbegin(); path != missing.rend(); ++path) {
    if (mkdir(path->c_str(), 0777) == 0) {
      made_.push_back(path->string());
    } else if (errno != EEXIST) {
      throw_write_error(name, errno);
    }
  }
}

MadeFolders::~MadeFolders() {
  for (auto path = made_.rbegin(); path != made_.rend(); ++path) rmdir(path->c_str());
}

Target find_target(const std::string& path) {
  if (path == "-") return {"/dev/stdout", "", path, true, std::nullopt};
  Target target;
  const fs::path followed = follow_links(path, path);
  target.path = followed.string();
  target.folder = followed.has_parent_path() ? followed.parent_path().string() : ".";
  target.name = followed.filename().string();
  if (target.name.empty() || target.name == "." || target.name == "..") {
    throw_write_error(path, path.empty() ? ENOENT : EISDIR);
  }
  if (target.name.size() > NAME_MAX) throw_write_error(path, ENAMETOOLONG);
  inspect(target, path);
  return target;
}

std::string process_space() {
  std::error_code error;
  std::string boot;
  std::ifstream("/proc/sys/kernel/random/boot_id") >> boot;
  const fs::path space = fs::read_symlink("/proc/self/ns/pid", error);
  if (boot.empty() || error) return "";
  Hasher hasher;
  hasher.add(boot);
  hasher.add(space.native());
  return fmt::format("{:08x}", hasher.finish().hi >> 32);
}

std::string staging_name(const std::string& name) {
  std::uint64_t random = 0;
  // Should there be no randomness, opening with O_EXCL still keeps two files apart.
  (void)!getrandom(&random, sizeof random, 0);
  constexpr size_t kDigits = 16;
  const std::string digits = process_space() + fmt::format("{:016x}", random);
  const std::string tail =
      fmt::format(".lantern-{}-{}.tmp", getpid(), std::string_view(digits).substr(0, kDigits));
  return fmt::format(".{}{}", std::string_view(name).substr(0, NAME_MAX - 1 - tail.size()), tail);
}

}  // namespace lantern
