#include "cli/preview/session.h"

#include <utility>

#include "config/resources/resources.h"
#include "core/base/error.h"
#include "core/base/work.h"

namespace lantern {
namespace {

using Json = nlohmann::ordered_json;

constexpr MemoDomain<Performance> kPerformances{"performance"};
constexpr MemoDomain<Reading> kReadings{"reading"};

Key key_of(const Edition& edition, const Wishes& wishes) {
  Hasher hasher;
  hasher.add(edition.number);
  hasher.add(wishes.theme);
  for (const auto& [name, value] : wishes.params) {
    hasher.add(name);
    hasher.add(value);
  }
  return hasher.finish();
}

}  // namespace

Session::Session(Options options)
    : options_(std::move(options)),
      typesetter_(std::make_shared<const Typesetter>(formula_program(find_resources()))) {
  reload();
}

void Session::reload() {
  std::uint64_t number;
  Wishes wishes;
  {
    const std::lock_guard lock(mutex_);
    number = news_.latest ? news_.latest->number + 1 : 1;
    wishes.theme = last_theme_;
  }
  const EditionPtr edition = read_edition(number, options_);
  PerformancePtr first;
  Json problems = edition->reading->problems;
  try {
    if (edition->reading->scene) first = performance(edition, wishes);
  } catch (const Unshowable& e) {
    problems.insert(problems.end(), e.problems().begin(), e.problems().end());
  } catch (const std::exception& e) {
    problems.insert(problems.end(), problem_json(e.what())[0]);
  }
  publish(edition, first, std::move(problems));
  if (first) check(first);
}

void Session::publish(const EditionPtr& edition, const PerformancePtr& performance, Json problems) {
  const std::lock_guard lock(mutex_);
  ++news_.count;
  news_.latest = edition;
  if (performance) news_.shown = edition;
  news_.problems = std::move(problems);
  changed_.notify_all();
}

/// What only the pictures show is told afterwards: the first of them need not wait for it.
void Session::check(const PerformancePtr& performance) {
  const WorkBudget budget(options_.limits.work_steps());
  Diagnostics diagnostics;
  check_pictures(performance->scene(), *performance->stage, performance->reading->sources,
                 diagnostics);
  const Json more = problems_json(diagnostics.sorted(), performance->reading->sources);
  if (more.empty()) return;
  const std::lock_guard lock(mutex_);
  ++news_.count;
  news_.problems.insert(news_.problems.end(), more.begin(), more.end());
  changed_.notify_all();
}

News Session::news() const {
  const std::lock_guard lock(mutex_);
  return news_;
}

News Session::news_after(std::uint64_t seen, std::chrono::milliseconds patience) const {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, patience, [&] { return stopped_ || news_.count > seen; });
  return news_;
}

std::set<std::string> Session::files() const {
  const std::lock_guard lock(mutex_);
  std::set<std::string> out = news_.latest->files;
  // A script that cannot be read does not say which files it needs.
  if (news_.shown) out.insert(news_.shown->files.begin(), news_.shown->files.end());
  return out;
}

PerformancePtr Session::performance(const Wishes& wishes) {
  EditionPtr shown;
  {
    const std::lock_guard lock(mutex_);
    if (!news_.shown) throw Unshowable(news_.problems);
    shown = news_.shown;
    last_theme_ = wishes.theme;
  }
  return performance(shown, wishes);
}

PerformancePtr Session::performance(const EditionPtr& edition, const Wishes& wishes) {
  Wishes full = wishes;
  if (full.theme.empty()) full.theme = theme_of(*edition);
  return performances_.get(kPerformances, key_of(*edition, full), [&] {
    ReadingPtr reading = edition->reading;
    if (!full.params.empty()) {
      reading = readings_.get(kReadings, key_of(*edition, {"", full.params}), [&] {
        return Memo::Result<Reading>{reading_with(*edition, full.params), 1};
      });
    }
    return Memo::Result<Performance>{make_performance(edition, reading, full.theme, typesetter_),
                                     1};
  });
}

void Session::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  changed_.notify_all();
}

bool Session::stopped() const {
  const std::lock_guard lock(mutex_);
  return stopped_;
}

}  // namespace lantern
