#include "cli/project/batch.h"

#include <algorithm>
#include <cstdio>
#include <new>

#include <fmt/format.h>

#include "cli/project/tell.h"
#include "core/base/cancel.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/work.h"
#include "core/diagnostics/diagnostics.h"

namespace lantern {
namespace {

int failed(int code, const std::exception& error) {
  tell("lantern: {}\n", error.what());
  return code;
}

struct Tally {
  size_t done = 0;
  size_t fresh = 0;
  std::vector<std::string> wrong;
};

std::string summary(const Tally& tally, size_t count, std::string_view done) {
  std::vector<std::string> parts;
  if (tally.done > 0) parts.push_back(fmt::format("{} {}", tally.done, done));
  if (tally.fresh > 0) parts.push_back(fmt::format("{} up to date", tally.fresh));
  if (!tally.wrong.empty()) {
    parts.push_back(fmt::format("{} wrong ({})", tally.wrong.size(), fmt::join(tally.wrong, ", ")));
  }
  return fmt::format("{} scenes: {}\n", count, fmt::join(parts, ", "));
}

}  // namespace

int for_each_scene(const Options& options, std::string_view done,
                   const std::function<SceneOutcome(const std::string& path)>& one) {
  int worst = 0;
  Tally tally;
  for (const std::string& path : options.scenes) {
    SceneOutcome outcome;
    try {
      const WorkBudget budget(options.limits.work_steps());
      outcome = one(path);
    } catch (...) {
      outcome.code = report_failure();
    }
    worst = std::max(worst, outcome.code);
    if (outcome.code != 0) tally.wrong.push_back(path);
    else if (outcome.fresh) ++tally.fresh;
    else ++tally.done;
  }
  if (options.scenes.size() > 1 && !options.quiet && !options.json_diagnostics) {
    tell("{}", summary(tally, options.scenes.size(), done));
  }
  return worst;
}

int report_failure() {
  try {
    throw;
  } catch (const Cancelled&) {
    throw;
  } catch (const UsageError& e) {
    return failed(2, e);
  } catch (const LimitError& e) {
    return failed(4, e);
  } catch (const OutOfWork& e) {
    return failed(4, e);
  } catch (const SceneError& e) {
    return failed(3, e);
  } catch (const std::bad_alloc&) {
    return failed(1, RuntimeError("out of memory"));
  } catch (const std::exception& e) {
    if (std::ferror(stdout)) return 1;  // told in the end, for all that could not be printed
    return failed(1, e);
  }
}

}  // namespace lantern
