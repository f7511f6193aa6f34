#include "cli/watch/render_watch.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "cli/project/tell.h"
#include "cli/watch/watch.h"
#include "core/base/text.h"

namespace lantern {
namespace {

namespace fs = std::filesystem;

// Editors write a file in several steps, and checkouts several files.
constexpr std::chrono::milliseconds kSettle{30};

// File times lag behind the clock by up to a tick of the kernel.
constexpr std::chrono::milliseconds kClockStep{10};

bool is_newer(const std::string& file, fs::file_time_type than) {
  std::error_code error;
  const auto time = fs::last_write_time(file, error);
  return !error && time >= than;
}

class Keeper {
 public:
  Keeper(const std::vector<std::string>& scenes, bool quiet,
         const std::function<std::vector<std::string>(const std::string&)>& make)
      : quiet_(quiet), make_(make), stale_(scenes.begin(), scenes.end()) {}

  [[noreturn]] void run() {
    while (true) {
      const auto start = fs::file_time_type::clock::now() - kClockStep;
      for (const std::string& scene : std::exchange(stale_, {})) inputs_[scene] = make_(scene);
      const std::vector<std::string> files = all_inputs();
      if (watch_.set_files(files)) mark_stale(changed_since(files, start));
      if (!stale_.empty()) continue;
      tell(fmt::format("watching {} files, Ctrl-C ends", files.size()));
      const std::vector<std::string> changed = watch_.wait(kSettle);
      mark_stale(changed);
      if (!stale_.empty()) tell(fmt::format("{} changed", join_and(changed)));
    }
  }

 private:
  std::vector<std::string> all_inputs() const {
    std::set<std::string> out;
    for (const auto& [scene, files] : inputs_) out.insert(files.begin(), files.end());
    return {out.begin(), out.end()};
  }

  /// A file may have changed between its reading and the start of its watch.
  static std::vector<std::string> changed_since(const std::vector<std::string>& files,
                                                fs::file_time_type start) {
    std::vector<std::string> out;
    for (const std::string& file : files) {
      if (is_newer(file, start)) out.push_back(file);
    }
    return out;
  }

  void mark_stale(const std::vector<std::string>& changed) {
    for (const auto& [scene, files] : inputs_) {
      const bool hit =
          std::any_of(changed.begin(), changed.end(), [&files = files](const std::string& file) {
            return std::find(files.begin(), files.end(), file) != files.end();
          });
      if (hit) stale_.insert(scene);
    }
  }

  void tell(const std::string& what) const {
    if (!quiet_) lantern::tell("{}\n", what);
  }

  bool quiet_;
  const std::function<std::vector<std::string>(const std::string&)>& make_;
  std::set<std::string> stale_;
  std::map<std::string, std::vector<std::string>> inputs_;
  FolderWatch watch_;
};

}  // namespace

void keep_making(const std::vector<std::string>& scenes, bool quiet,
                 const std::function<std::vector<std::string>(const std::string&)>& make) {
  Keeper(scenes, quiet, make).run();
}

}  // namespace lantern
