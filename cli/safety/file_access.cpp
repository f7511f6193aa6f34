#include "cli/safety/file_access.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/beneath.h"

namespace lantern {
namespace {

// Later than some headers that there are. Without the first, no file goes from one folder to
// another.
constexpr std::uint64_t kRefer = 1ull << 13, kTruncate = 1ull << 14;
constexpr long kWithRefer = 2, kWithTruncate = 3;  // versions of Landlock

constexpr std::uint64_t kRead = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t kWrite = kRead | LANDLOCK_ACCESS_FS_WRITE_FILE |
                                 LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR |
                                 LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                 kRefer | kTruncate;
constexpr std::uint64_t kOfFiles =
    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | kTruncate;
constexpr std::uint64_t kOthers = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                                  LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                  LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

[[noreturn]] void refuse() {
  throw RuntimeError(fmt::format("--safe: the kernel does not keep files from lantern: {}",
                                 std::generic_category().message(errno)));
}

void add_rule(const ReadOnly& rules, const std::string& path, std::uint64_t rights) {
  const ReadOnly place(open(path.c_str(), O_PATH | O_CLOEXEC));
  struct stat status = {};
  if (place.get() < 0 || fstat(place.get(), &status) != 0) return;
  if (!S_ISDIR(status.st_mode)) rights &= kOfFiles;
  landlock_path_beneath_attr rule = {};
  rule.allowed_access = rights;
  rule.parent_fd = place.get();
  if (syscall(__NR_landlock_add_rule, rules.get(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0)
    refuse();
}

}  // namespace

void forbid_other_files(const FileAccess& access) {
  const long version = syscall(__NR_landlock_create_ruleset, nullptr, 0,
                               static_cast<unsigned>(LANDLOCK_CREATE_RULESET_VERSION));
  if (version < kWithRefer) return;
  const std::uint64_t known = (kWrite | kOthers) & (version < kWithTruncate ? ~kTruncate : ~0ull);
  landlock_ruleset_attr all = {};
  all.handled_access_fs = known;
  const ReadOnly rules(
      static_cast<int>(syscall(__NR_landlock_create_ruleset, &all, sizeof all, 0)));
  if (!rules) refuse();
  for (const std::string& path : access.read) add_rule(rules, path, kRead & known);
  for (const std::string& path : access.write) add_rule(rules, path, kWrite & known);
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      syscall(__NR_landlock_restrict_self, rules.get(), 0) != 0)
    refuse();
}

}  // namespace lantern
