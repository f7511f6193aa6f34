#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "cli/preview/edition.h"
#include "core/scene/run/memo.h"

namespace lantern {

/// What there is to be shown, and what is wrong with the newest state of the files. Where that
/// cannot be shown, the one before stays.
struct News {
  std::uint64_t count = 0;  ///< grows with all that changes
  EditionPtr latest;
  EditionPtr shown;  ///< null: nothing could be shown yet
  nlohmann::ordered_json problems = nlohmann::ordered_json::array();  ///< of the latest edition
};

/// A scene that is being written: reads it again when it is told to, and keeps what pictures are
/// made of. Safe for several threads.
class Session {
 public:
  /// Reads the scene.
  explicit Session(Options options);

  /// Reads all files again. For one thread at a time.
  void reload();

  News news() const;
  /// As soon as there is more than `seen`; what there is after `patience` or when it is to stop.
  News news_after(std::uint64_t seen, std::chrono::milliseconds patience) const;

  /// All files whose changes matter.
  std::set<std::string> files() const;

  /// What pictures of the shown edition are made of, as wished. Throws Unshowable, UsageError.
  PerformancePtr performance(const Wishes& wishes);

  void stop();
  bool stopped() const;

 private:
  PerformancePtr performance(const EditionPtr& edition, const Wishes& wishes);
  void publish(const EditionPtr& edition, const PerformancePtr& performance,
               nlohmann::ordered_json problems);
  void check(const PerformancePtr& performance);

  const Options options_;
  const std::shared_ptr<const Typesetter> typesetter_;
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  News news_;
  std::string last_theme_;  // that the page asked for: the next edition is staged in it first
  bool stopped_ = false;
  // Of this many variants what they are made of is kept, whatever the size of each.
  Memo readings_{3};
  Memo performances_{4};
};

}  // namespace lantern
